/// The properties that the Unicode tables hold; shared with the program that makes them.
#pragma once

#include <cstdint>

namespace cavra::privacy {

enum class Script : std::uint8_t {
  common,  ///< digits, punctuation, marks
  latin,
  cyrillic,
  greek,
  lookalike,   ///< other alphabets with letters in the shape of Latin ones, never mixed with Latin within a word
  east_asian,  ///< Han, Kana, Hangul, Bopomofo
  unspaced,    ///< Thai, Lao, Khmer, Myanmar: words are divided by zero-width spaces
  other,
};

namespace property {
inline constexpr std::uint8_t letter = 1;
inline constexpr std::uint8_t mark = 2;  ///< non-spacing or enclosing
inline constexpr std::uint8_t digit = 4;
inline constexpr std::uint8_t invisible = 8;  ///< default ignorable, format and control characters
inline constexpr std::uint8_t text = 16;      ///< assigned, and no control character but tab and line breaks
inline constexpr std::uint8_t right_to_left = 32;
inline constexpr std::uint8_t emoji = 64;  ///< pictographs, their modifiers and their variation selector
}  // namespace property

}  // namespace cavra::privacy
