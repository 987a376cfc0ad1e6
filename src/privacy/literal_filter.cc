#include "privacy/literal_filter.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "privacy/literals.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cavra::privacy {
namespace {

constexpr std::size_t block = 64;

constexpr std::size_t readable_behind = 8;

/// Eight bytes, the first in the lowest.
std::uint64_t load(const char* from) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, from, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return bytes;
}

/// Of the bytes of a gram.
constexpr std::uint64_t mask(std::size_t length) {
  return (std::uint64_t{1} << 8 * LiteralTables::lengths[length]) - 1;
}

/// The places of grams that may begin at 64 bytes.
struct Places {
  std::array<std::uint8_t, block> places;

  /// The bytes that have one of `wanted`.
  [[nodiscard]] std::uint64_t with(unsigned wanted) const {
    std::uint64_t found = 0;
#if defined(__SSE2__)
    for (unsigned at = 0; at != block; at += 16) {
      const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(places.data() + at));
      const __m128i none =
          _mm_cmpeq_epi8(_mm_and_si128(all, _mm_set1_epi8(static_cast<char>(wanted))), _mm_setzero_si128());
      found |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(none)) ^ 0xFFFFU} << at;
    }
#else
    for (unsigned at = 0; at != block; ++at) found |= std::uint64_t{(places[at] & wanted) != 0} << at;
#endif
    return found;
  }
};

bool has_edges(std::string_view text, std::size_t begin, std::size_t end, bool before, bool after) {
  if (before && begin != 0 && in_word(text[begin - 1]) == in_word(text[begin])) return false;
  return !after || end == text.size() || in_word(text[end - 1]) != in_word(text[end]);
}

/// Of the 64 bytes from `from` on, those in words, and the capitals.
struct Letters {
  std::uint64_t words = 0;
  std::uint64_t capitals = 0;
};

Letters letters_in(const char* from) {
  Letters found;
#if defined(__SSE2__)
  const auto in = [](__m128i c, int first, int count) {  // SSE2 compares signed bytes only
    return _mm_cmplt_epi8(_mm_add_epi8(c, _mm_set1_epi8(static_cast<char>(0x80 - first))),
                          _mm_set1_epi8(static_cast<char>(-0x80 + count)));
  };
  for (unsigned at = 0; at != block; at += 16) {
    const __m128i c = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + at));
    const __m128i letter = in(_mm_or_si128(c, _mm_set1_epi8(0x20)), 'a', 26);
    const __m128i other = _mm_or_si128(in(c, '0', 10), _mm_cmpeq_epi8(c, _mm_set1_epi8('_')));
    const auto bits = [at](__m128i mask) {
      return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(mask))} << at;
    };
    found.words |= bits(_mm_or_si128(letter, other));
    found.capitals |= bits(in(c, 'A', 26));
  }
#else
  for (unsigned at = 0; at != block; ++at) {
    found.words |= std::uint64_t{in_word(from[at])} << at;
    found.capitals |= std::uint64_t{lower(from[at]) != from[at]} << at;
  }
#endif
  return found;
}

/// Where the few bytes begin that are seen least.
std::size_t rarest_gram(std::string_view folded, std::size_t length) {
  std::size_t rarest = 0;
  double least = 2;
  for (std::size_t at = 0; at + length <= folded.size(); ++at) {
    const double often = frequency({{.text = std::string(folded.substr(at, length))}});
    if (often >= least) continue;
    least = often;
    rarest = at;
  }
  return rarest;
}

/// Where a literal's gram begins, and what it begins as.
std::pair<LiteralTables::Place, std::size_t> gram_of(const Literal& literal, std::string_view folded,
                                                     std::size_t length) {
  for (std::size_t at = 0; literal.exact && at + length <= folded.size(); ++at)
    if (lower(literal.text[at]) != literal.text[at]) return {LiteralTables::at_capital, at};
  if (literal.edge_before && in_word(literal.text.front())) return {LiteralTables::at_word, 0};
  return {LiteralTables::anywhere, rarest_gram(folded, length)};
}

}  // namespace

void fold_for_search(std::string_view text, std::string& folded) {
  folded.resize(text.size() + readable_behind);
  std::size_t at = 0;
#if defined(__SSE2__)
  const auto in = [](__m128i c, int first, int count) {  // SSE2 compares signed bytes only
    return _mm_cmplt_epi8(_mm_add_epi8(c, _mm_set1_epi8(static_cast<char>(0x80 - first))),
                          _mm_set1_epi8(static_cast<char>(-0x80 + count)));
  };
  for (; at + 16 <= text.size(); at += 16) {
    __m128i c = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    c = _mm_or_si128(c, _mm_and_si128(in(c, 'A', 26), _mm_set1_epi8(0x20)));
    const __m128i space = _mm_or_si128(
        in(c, '\t', 5), _mm_or_si128(_mm_cmpeq_epi8(c, _mm_set1_epi8('_')), _mm_cmpeq_epi8(c, _mm_set1_epi8('-'))));
    c = _mm_or_si128(_mm_andnot_si128(space, c), _mm_and_si128(space, _mm_set1_epi8(' ')));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(folded.data() + at), c);
  }
#endif
  for (; at != text.size(); ++at) folded[at] = lower(spaced(text[at]));
  for (; at != folded.size(); ++at) folded[at] = '\0';
}

OwnLiteralTables::OwnLiteralTables(std::span<const Rule> rules) {
  for (std::size_t rule = 0; rule != rules.size(); ++rule) {
    for (const Literal& literal : rules[rule].literals) {
      std::string folded(literal.text);
      for (char& c : folded) c = lower(spaced(c));
      std::size_t length = LiteralTables::lengths.size() - 1;
      while (length != 0 && LiteralTables::lengths[length] > folded.size()) --length;
      const auto [place, at] = gram_of(literal, folded, LiteralTables::lengths[length]);
      std::array<char, 8> gram{};
      std::copy_n(folded.begin() + static_cast<std::ptrdiff_t>(at), LiteralTables::lengths[length], gram.begin());
      const bool verbatim = literal.exact || folded != literal.text;
      const std::string kept = verbatim ? folded + std::string(literal.text) : folded;
      std::size_t text = texts_.find(kept);
      if (text == std::string::npos) {
        text = texts_.size();
        texts_ += kept;
      }
      entries_.push_back({load(gram.data()), static_cast<std::uint32_t>(text), static_cast<std::uint16_t>(rule),
                          static_cast<std::uint8_t>(folded.size()), static_cast<std::uint8_t>(at),
                          static_cast<std::uint8_t>(length), place, literal.exact, verbatim, literal.edge_before,
                          literal.edge_after});
    }
  }
  const auto bucket = [](const LiteralTables::Entry& entry) { return LiteralTables::bucket(entry.gram, entry.length); };
  std::stable_sort(entries_.begin(), entries_.end(),
                   [&](const auto& a, const auto& b) { return bucket(a) < bucket(b); });
  buckets_.assign((std::size_t{1} << LiteralTables::bucket_bits) + 1, 0);
  if (!entries_.empty()) {
    twos_.resize(std::size_t{1} << 16U);
    threes_.resize(std::size_t{1} << 14U);
    fours_.resize(std::size_t{1} << 16U);
    wholes_.resize((std::size_t{1} << LiteralTables::gram_bits) / 64);
  }
  for (const LiteralTables::Entry& entry : entries_) {
    ++buckets_[bucket(entry) + 1];
    std::uint8_t& places = LiteralTables::lengths[entry.length] == 2   ? twos_[entry.gram]
                           : LiteralTables::lengths[entry.length] == 3 ? threes_[LiteralTables::hash_three(entry.gram)]
                                                                       : fours_[LiteralTables::hash_four(entry.gram)];
    places = static_cast<std::uint8_t>(places | entry.place);
    const std::size_t hash = LiteralTables::hash(entry.gram);
    wholes_[hash / 64] |= std::uint64_t{1} << hash % 64;
  }
  for (std::size_t i = 1; i != buckets_.size(); ++i) buckets_[i] += buckets_[i - 1];
}

LiteralTables OwnLiteralTables::view() const { return {twos_, threes_, fours_, wholes_, buckets_, entries_, texts_}; }

bool LiteralFilter::is_there(const LiteralTables::Entry& entry, SearchBuffer buffer, std::size_t begin) const {
  const std::size_t end = begin + entry.size;
  if (end > buffer.text.size()) return false;
  const char* const literal = tables_.texts.data() + entry.text;
  if (std::memcmp(buffer.folded.data() + begin, literal, entry.size) != 0) return false;
  for (std::size_t i = 0; entry.verbatim && i != entry.size; ++i) {
    const char c = buffer.text[begin + i];
    const char wanted = literal[entry.size + i];
    if ((entry.exact ? c : lower(c)) != wanted && spaced(c) != wanted) return false;
  }
  return has_edges(buffer.text, begin, end, entry.edge_before, entry.edge_after);
}

void LiteralFilter::look_up(SearchBuffer buffer, std::size_t at, std::size_t length, std::uint64_t gram,
                            std::vector<Hit>& hits) const {
  const std::size_t hash = LiteralTables::hash(gram);
  if ((tables_.wholes[hash / 64] >> hash % 64 & 1U) == 0) return;
  const std::size_t bucket = LiteralTables::bucket(gram, length);
  for (std::size_t i = tables_.buckets[bucket]; i != tables_.buckets[bucket + 1]; ++i) {
    const LiteralTables::Entry& entry = tables_.entries[i];
    if (entry.gram != gram || entry.length != length || entry.at > at) continue;
    const std::size_t begin = at - entry.at;
    if (!is_there(entry, buffer, begin)) continue;
    hits.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + entry.size),
                    static_cast<std::uint16_t>(first_ + entry.rule)});
  }
}

/// `places`: what begins at that byte.
void LiteralFilter::look_up(SearchBuffer buffer, std::size_t at, unsigned places, std::vector<Hit>& hits) const {
  const std::uint64_t bytes = load(buffer.folded.data() + at);
  if ((tables_.twos[bytes & mask(0)] & places) != 0) look_up(buffer, at, 0, bytes & mask(0), hits);
  if ((tables_.threes[LiteralTables::hash_three(bytes)] & places) != 0) look_up(buffer, at, 1, bytes & mask(1), hits);
  if ((tables_.fours[LiteralTables::hash_four(bytes)] & places) == 0) return;
  look_up(buffer, at, 2, bytes & mask(2), hits);
  look_up(buffer, at, 3, bytes & mask(3), hits);
}

void LiteralFilter::scan(SearchBuffer buffer, std::vector<Hit>& hits) const {
  if (tables_.entries.empty()) return;
  const std::size_t size = buffer.text.size();
  const char* const folded = buffer.folded.data();
  const std::uint8_t* const twos = tables_.twos.data();
  const std::uint8_t* const threes = tables_.threes.data();
  const std::uint8_t* const fours = tables_.fours.data();
  std::uint64_t before = 0;  // whether the last byte of the block before was in a word
  std::size_t at = 0;
  for (Places all; at + block <= size; at += block) {
    for (std::size_t i = 0; i != block; ++i) {
      const std::uint64_t bytes = load(folded + at + i);
      all.places[i] = static_cast<std::uint8_t>(twos[bytes & mask(0)] | threes[LiteralTables::hash_three(bytes)] |
                                                fours[LiteralTables::hash_four(bytes)]);
    }
    const Letters letters = letters_in(buffer.text.data() + at);
    const std::uint64_t starts = letters.words & ~(letters.words << 1U | before);
    before = letters.words >> (block - 1);
    std::uint64_t found = all.with(LiteralTables::anywhere) | (all.with(LiteralTables::at_word) & starts) |
                          (all.with(LiteralTables::at_capital) & letters.capitals);
    for (; found != 0; found &= found - 1) {
      const auto i = static_cast<unsigned>(std::countr_zero(found));
      const auto places = LiteralTables::anywhere | (starts >> i & 1U) * LiteralTables::at_word |
                          (letters.capitals >> i & 1U) * LiteralTables::at_capital;
      look_up(buffer, at + i, static_cast<unsigned>(places), hits);
    }
  }
  for (; at != size; ++at) look_up(buffer, at, ~0U, hits);
}

}  // namespace cavra::privacy
