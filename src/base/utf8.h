/// UTF-8 (RFC 3629): well-formedness, one sequence at a time, and the white space that texts are stripped of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cavra {

struct Utf8Char {
  std::uint32_t code_point = 0;
  std::uint32_t size = 0;  ///< bytes; 0 when they are no UTF-8
};

/// The character at the beginning of `text`; shortest form only, no surrogates, nothing above U+10FFFF.
[[nodiscard]] Utf8Char decode_utf8(std::string_view text);

/// Appends one code point.
void append_utf8(std::string& out, std::uint32_t code_point);

/// The first byte that is no UTF-8, or text.size().
[[nodiscard]] std::size_t invalid_utf8_at(std::string_view text);

/// The number of code points of well-formed text.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// Unicode's White_Space property, and U+001C to U+001F.
[[nodiscard]] bool is_space(std::uint32_t code_point);

/// Well-formed text without white space (as is_space has it) at both ends.
[[nodiscard]] std::string_view strip(std::string_view text);

/// ASCII letters in lower case, and the one other letter whose lower case is ASCII: the Kelvin sign, as "k".
[[nodiscard]] std::string lower_case(std::string_view text);

/// Text as it may be shown on a terminal: control characters, separators of lines and bidirectional controls as
/// \u{..}, invalid bytes as U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace cavra
