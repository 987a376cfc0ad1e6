/// The classes of 64 characters at a time, one bit a character.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "privacy/unicode.h"

namespace cavra::privacy {

struct CharMasks {
  std::uint64_t alnum = 0;
  std::uint64_t upper = 0;
  std::uint64_t digit = 0;
  std::uint64_t unprintable = 0;  ///< anything but printable ASCII, tab and line breaks
  std::uint64_t escape = 0;       ///< % & and backslash
  std::uint64_t separator = 0;    ///< , ; | and tab
  std::uint64_t colon = 0;

  friend bool operator==(const CharMasks&, const CharMasks&) = default;
};

/// The classes of up to 64 characters of `text` from `at` on, character by character.
[[nodiscard]] inline CharMasks char_masks_plainly(std::string_view text, std::size_t at) {
  CharMasks masks;
  const std::string_view block = text.substr(at, 64);
  for (std::size_t i = 0; i < block.size(); ++i) {
    const auto c = static_cast<unsigned char>(block[i]);
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (is_ascii_alnum(c)) masks.alnum |= bit;
    if (is_ascii_upper(c)) masks.upper |= bit;
    if (is_ascii_digit(c)) masks.digit |= bit;
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c >= 0x7F) masks.unprintable |= bit;
    if (c == '%' || c == '&' || c == '\\') masks.escape |= bit;
    if (c == ',' || c == ';' || c == '|' || c == '\t') masks.separator |= bit;
    if (c == ':') masks.colon |= bit;
  }
  return masks;
}

#if defined(__SSE2__)

namespace sse2 {
inline std::uint64_t mask(__m128i found) { return static_cast<std::uint32_t>(_mm_movemask_epi8(found)); }
inline __m128i is(__m128i c, char wanted) { return _mm_cmpeq_epi8(c, _mm_set1_epi8(wanted)); }
// Bytes from `first` to `first` + `count` - 1; SSE2 compares signed bytes only.
inline __m128i in(__m128i c, int first, int count) {
  const __m128i moved = _mm_add_epi8(c, _mm_set1_epi8(static_cast<char>(0x80 - first)));
  return _mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(-0x80 + count)));
}

// Adds the classes of 16 characters, the first `skipped` of which are left out, from bit `to` on.
inline void add(CharMasks& masks, __m128i c, std::size_t skipped, std::size_t to) {
  const __m128i digit = in(c, '0', 10);
  const __m128i letter = in(_mm_or_si128(c, _mm_set1_epi8(0x20)), 'a', 26);
  const __m128i escape = _mm_or_si128(in(c, '%', 2), is(c, '\\'));
  std::uint64_t unprintable = mask(in(c, 0x20, 0x5F)) ^ 0xFFFF;
  if (unprintable != 0) unprintable &= ~mask(_mm_or_si128(in(c, '\t', 2), is(c, '\r')));
  masks.alnum |= mask(_mm_or_si128(letter, digit)) >> skipped << to;
  masks.upper |= mask(in(c, 'A', 26)) >> skipped << to;
  masks.digit |= mask(digit) >> skipped << to;
  masks.unprintable |= unprintable >> skipped << to;
  masks.escape |= mask(escape) >> skipped << to;
  const __m128i separator = _mm_or_si128(_mm_or_si128(is(c, ','), is(c, ';')), _mm_or_si128(is(c, '|'), is(c, '\t')));
  masks.separator |= mask(separator) >> skipped << to;
  masks.colon |= mask(is(c, ':')) >> skipped << to;
}
}  // namespace sse2

/// The same, 16 characters at a time.
[[nodiscard]] inline CharMasks char_masks(std::string_view text, std::size_t at) {
  constexpr std::size_t kWidth = 16;
  CharMasks masks;
  const auto load = [](const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); };
  const std::size_t size = std::min(text.size() - at, std::size_t{64});
  std::size_t done = 0;
  for (; done + kWidth <= size; done += kWidth) sse2::add(masks, load(text.data() + at + done), 0, done);
  if (done == size) return masks;
  const std::size_t left = size - done;
  if (text.size() >= kWidth) {  // the last 16 of the text, without those that came before
    sse2::add(masks, load(text.data() + text.size() - kWidth), kWidth - left, done);
  } else {
    std::array<char, kWidth> padded;
    padded.fill(' ');
    std::memcpy(padded.data(), text.data(), left);
    sse2::add(masks, load(padded.data()), 0, done);
  }
  return masks;
}

#else

[[nodiscard]] inline CharMasks char_masks(std::string_view text, std::size_t at) {
  return char_masks_plainly(text, at);
}

#endif

}  // namespace cavra::privacy
