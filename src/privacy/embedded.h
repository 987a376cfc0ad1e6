/// The built-in rules as the build leaves them in the program: nothing here is parsed or compiled at start.
/// The definitions are generated from rules/*.toml by rules-embed.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "privacy/rule.h"

namespace cavra::privacy::embedded {

[[nodiscard]] std::span<const Rule> rules();

/// The SHA-256 of the rule files, one after the other in the order of their names, in hex.
[[nodiscard]] std::string_view digest();

/// Where a literal is needed.
struct Need {
  std::uint16_t rule;  ///< an index of rules()
  std::uint8_t clause;
  bool edge_before;
  bool edge_after;
};

/// A literal that several rules may need.
struct Pattern {
  std::uint32_t first;  ///< index of its needs
  std::uint16_t count;
  std::uint16_t size;  ///< bytes
};

/// What one of the parts of Prefilter looks for.
struct Database {
  /// A hyperscan database as it lies in memory, aligned to 64 bytes, so that it is used where it is; empty in a build
  /// without hyperscan.
  std::span<const char> image;
  std::span<const Pattern> patterns;  ///< by the database's ids
  std::span<const Need> needs;
};

[[nodiscard]] const Database& words();
[[nodiscard]] const Database& digits();

/// The rules' regexes, each in a database of its own, as it matches printable ASCII.
struct Shapes {
  std::span<const char> images;            ///< one after the other, each as a Database's
  std::span<const std::uint32_t> offsets;  ///< by index of rules(): where its image begins; no_shape when it has none
};
inline constexpr std::uint32_t no_shape = 0xFFFFFFFF;

[[nodiscard]] const Shapes& shapes();

}  // namespace cavra::privacy::embedded
