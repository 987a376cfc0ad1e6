/// The rules in force, in words.
#pragma once

#include <string>
#include <string_view>

#include "cavra/policy.h"

namespace cavra::report {

/// A line a rule: id, category, description.
[[nodiscard]] std::string rule_table(const Policy& policy);
/// The rule as TOML, as docs/rules.md has it, without its samples; empty when there is none of that id, or no regex.
[[nodiscard]] std::string rule_toml(const Policy& policy, std::string_view id);
/// What the rule finds and what to do; empty when there is none of that id.
[[nodiscard]] std::string explain_rule(const Policy& policy, std::string_view id);

}  // namespace cavra::report
