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

/// A literal of a rule, without its text.
struct EmbeddedLiteral {
  std::uint16_t rule;  ///< an index of rules()
  std::uint8_t clause;
  std::uint8_t size;
  bool edge_before;
  bool edge_after;
};

/// All literals, rule by rule and clause by clause: their indices are the ids of the databases' patterns.
[[nodiscard]] std::span<const EmbeddedLiteral> literals();

/// Serialized hyperscan databases, one for each Prefilter::Part; empty in a build without hyperscan.
[[nodiscard]] std::span<const char> words();
[[nodiscard]] std::span<const char> digits();
[[nodiscard]] std::span<const char> all();

}  // namespace cavra::privacy::embedded
