/// The built-in rules as the build leaves them in the program: nothing here is parsed or compiled at start.
/// The definitions are generated from rules/*.toml by rules-embed.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "privacy/literal_filter.h"
#include "privacy/rule.h"

namespace cavra::privacy::embedded {

/// Without their literals, which literals() has.
[[nodiscard]] std::span<const Rule> rules();

/// The SHA-256 of the rule files, one after the other in the order of their names, in hex.
[[nodiscard]] std::string_view digest();

[[nodiscard]] const LiteralTables& literals();

/// The rules' regexes, each in a hyperscan database of its own, as it matches ASCII. All empty in a build without
/// hyperscan.
struct Shapes {
  /// One after the other, each as it lies in memory and aligned to 64 bytes, so that it is used where it is.
  std::span<const char> images;
  std::span<const std::uint32_t> offsets;  ///< by index of rules(): where its image begins; no_shape when it has none
  std::span<const std::uint8_t> blind;     ///< by index: 1 when it and the rule's characters are blind to digits
};
inline constexpr std::uint32_t no_shape = 0xFFFFFFFF;

[[nodiscard]] const Shapes& shapes();

}  // namespace cavra::privacy::embedded
