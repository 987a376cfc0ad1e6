/// Files that are their owner's alone: private keys, passphrases.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "cavra/error.h"

namespace cavra {

/// What a file holds, and whether others may read or write it.
struct PrivateFile {
  Secret bytes;
  bool exposed = false;
};

/// The bytes of a file, a pipe or a device; "-" is no file here. They are nowhere else in memory.
/// Error::no_such_file, cannot_read, too_large beyond `most` bytes.
[[nodiscard]] std::expected<PrivateFile, Error> read_any_file(const std::string& path, std::size_t most);

/// The same of a file that is its owner's alone. Error::key_exposed when it is not.
[[nodiscard]] std::expected<Secret, Error> read_private_file(const std::string& path, std::size_t most);
[[nodiscard]] Error exposed(const std::string& path);

/// The same of an open file descriptor, which stays open; whose it is is not asked.
[[nodiscard]] std::expected<Secret, Error> read_descriptor(int descriptor, const std::string& name, std::size_t most);

/// Writes a new file that its owner alone may read, from its first byte on, and returns when it is on the disk.
/// Error::cannot_write, also when something is there already.
[[nodiscard]] std::expected<void, Error> create_private_file(const std::string& path, std::string_view bytes);

}  // namespace cavra
