/// The classes of 64 characters at a time, one bit a character.
#pragma once

#include <cstdint>

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

  friend bool operator==(const CharMasks&, const CharMasks&) = default;
};

/// Character by character.
[[nodiscard]] inline CharMasks char_masks_plainly(const char* block) {
  CharMasks masks;
  for (unsigned i = 0; i < 64; ++i) {
    const auto c = static_cast<unsigned char>(block[i]);
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (is_ascii_alnum(c)) masks.alnum |= bit;
    if (is_ascii_upper(c)) masks.upper |= bit;
    if (is_ascii_digit(c)) masks.digit |= bit;
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c >= 0x7F) masks.unprintable |= bit;
    if (c == '%' || c == '&' || c == '\\') masks.escape |= bit;
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
}  // namespace sse2

[[nodiscard]] inline CharMasks char_masks(const char* block) {
  CharMasks masks;
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i c = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * i));
    const __m128i upper = sse2::in(c, 'A', 26);
    const __m128i digit = sse2::in(c, '0', 10);
    const __m128i letter = sse2::in(_mm_or_si128(c, _mm_set1_epi8(0x20)), 'a', 26);
    const __m128i printable = sse2::in(c, 0x20, 0x5F);
    const __m128i breaks = _mm_or_si128(_mm_or_si128(sse2::is(c, '\t'), sse2::is(c, '\n')), sse2::is(c, '\r'));
    const __m128i escape = _mm_or_si128(_mm_or_si128(sse2::is(c, '%'), sse2::is(c, '&')), sse2::is(c, '\\'));
    masks.alnum |= sse2::mask(_mm_or_si128(letter, digit)) << 16 * i;
    masks.upper |= sse2::mask(upper) << 16 * i;
    masks.digit |= sse2::mask(digit) << 16 * i;
    masks.unprintable |= (sse2::mask(_mm_or_si128(printable, breaks)) ^ 0xFFFF) << 16 * i;
    masks.escape |= sse2::mask(escape) << 16 * i;
  }
  return masks;
}

#else

[[nodiscard]] inline CharMasks char_masks(const char* block) { return char_masks_plainly(block); }

#endif

}  // namespace cavra::privacy
