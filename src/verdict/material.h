/// The scanner's findings as the public ones have them.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "cavra/verdict.h"
#include "privacy/scanner.h"

namespace cavra::verdict {

[[nodiscard]] PrivateMaterial material_of(const privacy::RuleSet& rules, const privacy::Finding& found);

/// One fault, one finding: of findings of one category that overlap at a place the widest stays, and of the disguises
/// of one kind in one value the first. Other findings that are no regex's (roster, limits, opaque runs) all stay, but
/// for what is found again in the other spelling of a name: of one rule in one name the first, and with a key, which
/// tells them apart, the first of each value. The order is by place, then by where they begin.
void keep_distinct(const privacy::RuleSet& rules, const std::function<bool(std::uint32_t place)>& is_name,
                   std::vector<privacy::Finding>& found);

}  // namespace cavra::verdict
