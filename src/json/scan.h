/// The inner loop of reading strings.
#pragma once

#include <cstdint>
#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace cavra::json {

#if defined(__SSE2__)
/// A bit for each of 16 bytes: whether it is a quote, a backslash, a control character or no ASCII.
inline std::uint64_t stops_of(const char* p) {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  // Below 0x20 as signed bytes: control characters, and all that are no ASCII.
  const __m128i odd = _mm_cmplt_epi8(block, _mm_set1_epi8(0x20));
  const __m128i quote = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(odd, _mm_or_si128(quote, backslash))));
}
#endif

/// The first byte from `p` on that is a quote, a backslash, a control character or no ASCII; `end` if there is none.
inline const char* plain_end(const char* p, const char* end) {
#if defined(__SSE2__)
  for (; end - p >= 16; p += 16)
    if (const std::uint64_t stops = stops_of(p); stops != 0) return p + std::countr_zero(stops);
#endif
  for (; p != end; ++p) {
    const auto c = static_cast<std::uint8_t>(*p);
    if (c == '"' || c == '\\' || c < 0x20 || c >= 0x80) break;
  }
  return p;
}

}  // namespace cavra::json
