/// Reading a trust policy as a command's options say.
#pragma once

#include <expected>

#include "base/disk.h"
#include "cavra/verify.h"
#include "cli/inputs.h"
#include "cli/sealing.h"

namespace cavra::cli {

[[nodiscard]] std::expected<TrustPolicy, Error> load_trust(Disk& disk, const TrustOptions& options);

/// The file that a policy's signature is written to and read from: beside it.
[[nodiscard]] std::string signature_beside(const std::string& policy);

/// What --at and the like say. Error::bad_usage.
[[nodiscard]] std::expected<std::optional<std::chrono::sys_seconds>, Error> read_time(const std::string& option,
                                                                                      const std::string& text);

}  // namespace cavra::cli
