/// What folding and the detectors ask of Unicode, from tables made at build time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "privacy/unicode_properties.h"

namespace cavra::privacy {

/// The properties of a code point.
struct Record {
  std::uint8_t combining;  ///< canonical combining class
  std::uint8_t flags;      ///< of property::
  Script script;
  std::uint8_t ascii;           ///< the ASCII character that it looks like, or 0; 0 for all ASCII
  std::int32_t lower;           ///< to add for simple case folding
  std::uint16_t decomposition;  ///< where its full compatibility decomposition begins
  std::uint8_t decomposition_size;

  [[nodiscard]] bool has(std::uint8_t property) const { return (flags & property) != 0; }
};

/// Of any code point up to U+10FFFF.
[[nodiscard]] const Record& record(std::uint32_t code_point);

/// The full compatibility decomposition (NFKD, marks in the order of the data); empty when it is the character itself.
/// Empty for Hangul syllables too: composed as they are, they stay so.
[[nodiscard]] std::u32string_view decomposition(const Record& record);

/// The primary composite of two characters, Hangul included; 0 when they have none.
[[nodiscard]] std::uint32_t compose(std::uint32_t first, std::uint32_t second);

/// Simple case folding.
[[nodiscard]] inline std::uint32_t fold_case(std::uint32_t code_point) {
  return static_cast<std::uint32_t>(static_cast<std::int32_t>(code_point) + record(code_point).lower);
}

[[nodiscard]] constexpr bool is_ascii_digit(std::uint32_t c) { return c - '0' < 10; }
[[nodiscard]] constexpr bool is_ascii_upper(std::uint32_t c) { return c - 'A' < 26; }
[[nodiscard]] constexpr bool is_ascii_lower(std::uint32_t c) { return c - 'a' < 26; }
[[nodiscard]] constexpr bool is_ascii_letter(std::uint32_t c) { return is_ascii_lower(c | 0x20); }
[[nodiscard]] constexpr bool is_ascii_alnum(std::uint32_t c) { return is_ascii_letter(c) || is_ascii_digit(c); }

/// The next character of `text` at `at`, which moves behind it. A byte that is no UTF-8 is U+FFFD.
[[nodiscard]] std::uint32_t next_code_point(std::string_view text, std::size_t& at);

}  // namespace cavra::privacy
