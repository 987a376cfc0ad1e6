/// What a run looks for private material with, from the files that its options name.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "base/disk.h"
#include "base/secret.h"
#include "cavra/policy.h"

namespace cavra::cli {

struct PolicyOptions {
  std::vector<std::string> rules;
  std::string roster;
  std::string waivers;
  std::string key_file;
  std::string now;
  std::string receipt;  ///< where to write what was looked at
};

/// Says on stderr what of the files is not in force.
[[nodiscard]] std::expected<Policy, Error> load_policy(Disk& disk, const PolicyOptions& options);

/// Writes the receipt where the options ask for one, and says on stderr which waivers matched nothing.
[[nodiscard]] std::expected<void, Error> settle(Disk& disk, const PolicyOptions& options, const Usage& usage);

/// The 32 bytes of a key file. Error::key_exposed, no_such_file, cannot_read, bad_usage.
[[nodiscard]] std::expected<Secret, Error> read_key_file(const std::string& path);

/// Writes 32 random bytes to a new file, mode 0600. Error::cannot_write when there is one.
[[nodiscard]] std::expected<void, Error> write_new_key(const std::string& path);

}  // namespace cavra::cli
