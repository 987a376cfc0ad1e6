/// Samples kept beside a gate definition: packets and what the gate must say of them (docs/gates.md).
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "base/disk.h"
#include "build/builder.h"

namespace cavra::build {

struct SampleOutcome {
  std::string name;
  std::string packet;  ///< JSON, as it was judged
  std::string wrong;   ///< what the gate said otherwise; empty when it said what was expected
};

/// Runs the samples of `gate` in the file `path`. Error::bad_samples when they are not written as they should be.
[[nodiscard]] std::expected<std::vector<SampleOutcome>, Error> run_samples(Disk& disk, const Catalogue& catalogue,
                                                                           const GateInfo& gate,
                                                                           const std::string& path);

}  // namespace cavra::build
