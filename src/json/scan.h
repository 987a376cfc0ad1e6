/// The inner loop of reading strings.
#pragma once

#include <cstdint>
#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace cavra::json {

/// The first byte from `p` on that is a quote, a backslash, a control character or no ASCII; `end` if there is none.
inline const char* plain_end(const char* p, const char* end) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i last_control = _mm_set1_epi8(0x1F);
  while (end - p >= 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, last_control), block);
    const __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash));
    const auto stops = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(marks, control), block)));
    if (stops != 0) return p + std::countr_zero(stops);
    p += 16;
  }
#endif
  for (; p != end; ++p) {
    const auto c = static_cast<std::uint8_t>(*p);
    if (c == '"' || c == '\\' || c < 0x20 || c >= 0x80) break;
  }
  return p;
}

}  // namespace cavra::json
