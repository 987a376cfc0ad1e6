/// The commands on bundles and canonical form: what each takes, and the function that runs it and gives the exit code.
#pragma once

#include "cli/commands.h"

namespace cavra::cli {

struct ChainOptions {
  std::string bundle;
  bool each = false;  ///< `bundle` is a folder of bundles
  bool allow_sample = false;
  std::string profile = "strict";
  std::string gates;
  Reporting reporting;
  std::string max_size = "16MiB";
  unsigned jobs = 1;
  PolicyOptions policy;
};
[[nodiscard]] int chain(const ChainOptions& options);

/// The bundles in a folder: its folders and NDJSON files, sorted by name. Error::nothing_to_judge when there are none.
[[nodiscard]] std::expected<std::vector<std::string>, Error> find_bundles(Disk& disk, const std::string& folder);

struct CanonicalizeOptions {
  std::string path = "-";
  std::string output;
  std::string max_size = "16MiB";
};
[[nodiscard]] int canonicalize(const CanonicalizeOptions& options);

struct DigestOptions {
  std::vector<std::string> paths;
  InputFormat input_format = InputFormat::by_name;
  std::string max_size = "16MiB";
};
[[nodiscard]] int digest(const DigestOptions& options);

}  // namespace cavra::cli
