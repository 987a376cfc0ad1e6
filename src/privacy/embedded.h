/// The built-in rules as the build leaves them in the program: nothing here is parsed or compiled at start.
/// The definitions are generated from rules/*.toml by rules-embed.
#pragma once

#include <span>
#include <string_view>

#include "privacy/rule.h"

namespace cavra::privacy::embedded {

[[nodiscard]] std::span<const Rule> rules();

/// The SHA-256 of the rule files, one after the other in the order of their names, in hex.
[[nodiscard]] std::string_view digest();

/// Serialized hyperscan databases of the literals of rules without and with match_digits; empty in a build without
/// hyperscan. A pattern's id is its rule's index in rules() times Rule::most_clauses, plus its clause's index.
[[nodiscard]] std::span<const char> words();
[[nodiscard]] std::span<const char> digits();

}  // namespace cavra::privacy::embedded
