/// A filter on how words begin, for ASCII text.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

#include "privacy/hash.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace cavra::privacy {

/// Words are runs of ASCII letters and digits; what is kept of each are the first eight, in small case.
class WordStarts {
 public:
  /// `word` is folded. Words with other characters than ASCII are of no use to each(), but do no harm.
  void add(std::string_view word) { set(key(load_bytes(word.data(), word.size() < 8 ? word.size() : 8))); }

  /// Whether each() can read it: ASCII alone.
  [[nodiscard]] static bool reads(std::string_view text) {
    unsigned char all = 0;
    for (const char c : text) all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
    return all < 0x80;
  }

  /// Calls word(at, start, size) where each word begins, with its first eight bytes in small case, the rest 0, and its
  /// size, which is 9 when it is longer than that.
  template <class Word>
  static void each_word(std::string_view text, Word&& word) {
    std::uint64_t before = 0;  // the last byte of the block before was in a word
    for (std::size_t block = 0; block < text.size(); block += 64) {
      const std::uint64_t in_word = letters_and_digits(text, block);
      for (std::uint64_t starts = in_word & ~(in_word << 1U | before); starts != 0; starts &= starts - 1) {
        const std::size_t at = block + static_cast<std::size_t>(std::countr_zero(starts));
        const std::size_t size = size_of_word(text, at, in_word >> (at - block));
        word(at, first_bytes(text, at, size), size);
      }
      before = in_word >> 63U;
    }
  }

  /// Calls word(at) where a word begins as one that was added does, and now and then where none does.
  template <class Word>
  void each(std::string_view text, Word&& word) const {
    each_word(text, [&](std::size_t at, std::uint64_t start, std::size_t) {
      if (has(key(start))) word(at);
    });
  }

 private:
  static constexpr unsigned bits = 20;

  [[nodiscard]] static std::uint64_t key(std::uint64_t bytes) { return bytes * 0x9E3779B97F4A7C15U >> (64U - bits); }
  void set(std::uint64_t at) { table_[at / 64] |= std::uint64_t{1} << at % 64; }
  [[nodiscard]] bool has(std::uint64_t at) const { return (table_[at / 64] >> at % 64 & 1U) != 0; }

  [[nodiscard]] static bool letter_or_digit(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return static_cast<unsigned char>(byte - '0') < 10 || static_cast<unsigned char>((byte | 0x20U) - 'a') < 26;
  }

  /// Of the word at `at`, 9 when it is longer. `rest` has the bits of in_word from it on.
  [[nodiscard]] static std::size_t size_of_word(std::string_view text, std::size_t at, std::uint64_t rest) {
    std::size_t size = static_cast<std::size_t>(std::countr_one(rest));
    while (size < 9 && at + size < text.size() && letter_or_digit(text[at + size])) ++size;  // behind the block's end
    return size < 9 ? size : 9;
  }
  [[nodiscard]] static std::uint64_t first_bytes(std::string_view text, std::size_t at, std::size_t size) {
    if (size >= 8) return load_bytes(text.data() + at, 8) | small;
    if (text.size() - at < 8) return load_bytes(text.data() + at, size) | (small & mask(size));
    return (load_bytes(text.data() + at, 8) | small) & mask(size);
  }
  static constexpr std::uint64_t small = 0x2020202020202020U;
  [[nodiscard]] static std::uint64_t mask(std::size_t size) { return (std::uint64_t{1} << 8 * size) - 1; }

  [[nodiscard]] static std::uint64_t letters_and_digits(std::string_view text, std::size_t block) {
    std::uint64_t found = 0;
    std::size_t at = block;
    const std::size_t end = text.size() - block < 64 ? text.size() : block + 64;
#ifdef __SSE2__
    for (; at + 16 <= end; at += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
      // Signed comparisons: ASCII bytes only, which reads() has seen to.
      const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
      const __m128i letter =
          _mm_and_si128(_mm_cmpgt_epi8(folded, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(folded, _mm_set1_epi8('z' + 1)));
      const __m128i digit =
          _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(bytes, _mm_set1_epi8('9' + 1)));
      const auto both =
          static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(letter, digit))));
      found |= both << (at - block);
    }
#endif
    for (; at < end; ++at) found |= static_cast<std::uint64_t>(letter_or_digit(text[at])) << (at - block);
    return found;
  }

  std::vector<std::uint64_t> table_ = std::vector<std::uint64_t>((std::size_t{1} << bits) / 64);
};

}  // namespace cavra::privacy
