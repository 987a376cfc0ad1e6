/// Gate mutation: every single fault that a gate must block, planted into a ready packet one at a time.
///
/// What must be blocked follows from the gate's tables, so that a definition of one's own is tried like the ten. A
/// fault counts as blocked when the very check that answers for it blocks; that another one happens to is not enough
/// (but for the faults that strict adds, where a check of the gate itself may come first).
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/catalogue.h"
#include "cavra/error.h"

namespace cavra::build {

/// Of one check: how many faults were planted, and those that it let through.
struct Mutated {
  std::string check;
  std::size_t planted = 0;
  std::vector<std::string> survived;  ///< "POINTER: what was done there"
};

/// In the order of the gate's checks, then those of strict. `info` is one of `catalogue`; `judged_by` is what judges,
/// the same catalogue but in tests. Error::bad_definition when the gate's live example is not ready; what build has
/// otherwise.
[[nodiscard]] std::expected<std::vector<Mutated>, Error> mutate(const Catalogue& catalogue, const GateInfo& info,
                                                                const Catalogue& judged_by);

}  // namespace cavra::build
