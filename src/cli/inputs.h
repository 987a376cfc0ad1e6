/// What the arguments of a command stand for.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"

namespace cavra::cli {

enum class InputFormat { by_name, json, ndjson };

struct Source {
  std::string path;  ///< "-" is the standard input
  bool ndjson = false;
  bool found_in_folder = false;
  std::optional<Error> error = {};  ///< of an argument that stands for nothing, or of what cannot be looked at
};

struct Inputs {
  std::vector<Source> sources;
  bool several = false;  ///< more than one plain file or "-" was asked for
};

/// "16MiB", "2GB", "4096" in bytes, from 1 up to less than 4 GiB. Error::bad_usage.
[[nodiscard]] std::expected<std::size_t, Error> parse_max_size(std::string_view text);

/// The text of a file of at most 16 MiB, or of stdin for "-". Error::no_such_file, cannot_read, too_large.
[[nodiscard]] std::expected<std::string, Error> read_small(Disk& disk, const std::string& path);

/// Files, folders (every .json below; links to folders are not followed), globs (*, ?, [..], and ** for any depth) and
/// "-". A name that exists is taken as it is, whatever characters it has.
[[nodiscard]] Inputs find_inputs(Disk& disk, const std::vector<std::string>& arguments, InputFormat format);

/// Error::bad_usage when the output would take the place of an input. No output is a good one.
[[nodiscard]] std::expected<void, Error> spare_inputs(Disk& disk, const Inputs& inputs, const std::string& output);

}  // namespace cavra::cli
