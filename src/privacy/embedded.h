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

/// Serialized hyperscan databases whose pattern ids are indices into rules(); empty in a build without hyperscan.
/// `words`: each keyword, and the regex of each rule that has neither keywords nor digits.
/// `digits`: the regex of each rule that has digits and no keywords.
/// `full`: the regex of each rule.
[[nodiscard]] std::span<const char> words();
[[nodiscard]] std::span<const char> digits();
[[nodiscard]] std::span<const char> full();

/// Rules whose regex no database holds: they are tried on every text that has their keywords and digits.
[[nodiscard]] std::span<const std::uint16_t> unfiltered();

}  // namespace cavra::privacy::embedded
