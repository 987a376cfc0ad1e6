/// What a log says of a seal, for commands that verify one.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "cavra/verify.h"

namespace cavra::cli {

/// Who is asked: a proof (`log prove`), or the log's folder.
struct LogSource {
  std::string proof;
  std::string log;
};

/// Has what the log says of the seal in `envelope`, the file `path`, go into `ask`. Gives the proof that was read,
/// empty when the log was asked. Errors of ledger::ask_proof and ledger::ask_log, with the proof or the log as their
/// place.
[[nodiscard]] std::expected<std::string, Error> ask_log(Disk& disk, const LogSource& source, std::string_view envelope,
                                                        const std::string& path, const TrustPolicy& policy,
                                                        cavra::VerifyOptions& ask);

}  // namespace cavra::cli
