/// The scanner's findings as the public ones have them.
#pragma once

#include "cavra/verdict.h"
#include "privacy/scanner.h"

namespace cavra::verdict {

[[nodiscard]] PrivateMaterial material_of(const privacy::RuleSet& rules, const privacy::Finding& found);

}  // namespace cavra::verdict
