/// Verifying a folder of bundles, each a folder with its packets and its seal.
#pragma once

#include "cli/sealing.h"
#include "cli/verify.h"

namespace cavra::cli {

/// One line a bundle, in the order of their names, whatever the number of jobs.
[[nodiscard]] int verify_each(Disk& disk, const VerifyOptions& options, const Verifying& with);

}  // namespace cavra::cli
