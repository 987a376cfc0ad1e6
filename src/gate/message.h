/// Findings in words. Only names out of definitions are used: never a value or an unknown key of a packet.
#pragma once

#include <string>

#include "gate/finding.h"
#include "gate/tables.h"

namespace cavra::gate {

/// The message of a check in which nothing is wrong.
[[nodiscard]] std::string passed_message(const Tables& tables, const Gate& gate, const Check& check);

/// One clause on what is wrong. `index` is the position of the finding's record in its array, or of the value at fault
/// in its own, from 0.
[[nodiscard]] std::string message(const Tables& tables, const Gate& gate, const Finding& finding, std::uint32_t index);

/// What to do about it.
[[nodiscard]] std::string hint(const Tables& tables, const Gate& gate, const Finding& finding);

}  // namespace cavra::gate
