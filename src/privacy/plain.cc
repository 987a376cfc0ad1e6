#include "privacy/plain.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "privacy/base_n.h"
#include "privacy/char_masks.h"
#include "privacy/reading.h"
#include "privacy/runs.h"
#include "privacy/unescape.h"

namespace cavra::privacy {
namespace {

constexpr std::size_t kMostBlocks = 16;  // longer values are rare
constexpr std::size_t kLeastOpaque = kMostOpaque * 4 / 3 + 1;
constexpr std::size_t kLeastAlwaysTried = 16;  // from here on the first two digits alone say nothing

// Whether a word of base64 or base32 that begins with these two digits may decode to something readable: the first byte
// and the upper half of the second are known. Words from kLeastAlwaysTried on are not asked.
constexpr bool may_begin_bytes(unsigned first, unsigned half) {
  const bool utf16 = half <= 2 || first <= 0x20 || (first >= 0xFE && half == 0xF);
  const bool ascii = first < 0x7F && (first >= 0x20 || first == '\t' || first == '\n' || first == '\r');
  const bool lead = first >= 0xC2 && first <= 0xF4;
  const bool compressed = (first == 0x1F && half == 8) || ((first & 0xF) == 8 && first <= 0x78);
  return utf16 || compressed || (ascii && (half <= 7 || half >= 0xC)) || (lead && half >= 8 && half <= 0xB);
}

// What is known of the second byte of base32 is its upper two bits.
constexpr bool may_begin_base32(unsigned first, unsigned quarter) {
  for (unsigned half = quarter * 4; half < quarter * 4 + 4; ++half) {
    if (may_begin_bytes(first, half)) return true;
  }
  return false;
}

constexpr std::array<bool, 4096> openings64() {
  std::array<bool, 4096> table{};
  for (unsigned pair = 0; pair < table.size(); ++pair) table[pair] = may_begin_bytes(pair >> 4, pair & 0xF);
  return table;
}
constexpr std::array<bool, 1024> openings32() {
  std::array<bool, 1024> table{};
  for (unsigned pair = 0; pair < table.size(); ++pair) table[pair] = may_begin_base32(pair >> 2, pair & 3);
  return table;
}
constexpr std::array<bool, 4096> kOpenings64 = openings64();
constexpr std::array<bool, 1024> kOpenings32 = openings32();

bool opens_base64(std::string_view digits) {
  return kOpenings64[static_cast<unsigned>(base64_value(digits[0])) << 6 | base64_value(digits[1])];
}

bool opens_base32(std::string_view digits) {
  const unsigned first = base32_value(digits[0]);
  const unsigned second = base32_value(digits[1]);
  return first < 32 && second < 32 && kOpenings32[first << 5 | second];
}

// The masks of a whole value, one bit a character; a block more than it has, empty.
class Masks {
 public:
  explicit Masks(std::string_view value) : value_(value), blocks_((value.size() + 63) / 64) {
    std::array<char, 64> tail;
    for (std::size_t i = 0; i < blocks_; ++i) {
      const char* block = value.data() + 64 * i;
      const std::size_t left = value.size() - 64 * i;
      if (left < 64) {
        tail.fill(' ');
        std::memcpy(tail.data(), block, left);
        block = tail.data();
      }
      const CharMasks masks = char_masks(block);
      alnum_[i] = masks.alnum;
      upper_[i] = masks.upper;
      digit_[i] = masks.digit;
      uppers_ |= masks.upper;
      unprintable_ |= masks.unprintable;
      escapes_ |= masks.escape;
      signs_[i] = left < 64 ? ~masks.alnum & ((std::uint64_t{1} << left) - 1) : ~masks.alnum;
    }
    alnum_[blocks_] = 0;
    signs_[blocks_] = 0;
  }

  bool any_unprintable() const { return unprintable_ != 0; }
  bool any_escape_sign() const { return escapes_ != 0; }

  bool may_be_spaced() const {
    for (std::size_t i = 0; i < blocks_; ++i) {
      const auto letter = [&](unsigned by) { return shifted(alnum_, i, by); };
      const auto sign = [&](unsigned by) { return shifted(signs_, i, by); };
      const auto two = [&](unsigned step) {
        const std::uint64_t a = alnum_[i];
        const std::uint64_t b = letter(step);
        const std::uint64_t c = letter(2 * step);
        const std::uint64_t d = letter(3 * step);
        return (a & b) | (c & d) | ((a | b) & (c | d));
      };
      const std::uint64_t sign1 = sign(1);
      const std::uint64_t sign5 = sign(5);
      if (sign1 & sign(3) & sign5 & two(2)) return true;
      const std::uint64_t sign2 = sign(2);
      const std::uint64_t sign8 = sign(8);
      if (sign1 & sign2 & sign(4) & sign5 & sign(7) & sign8 & two(3)) return true;
      const std::uint64_t gaps = sign2 & sign5 & sign8 & sign(11) & sign(14);
      if (gaps != 0 && (gaps & pairs(i)) != 0) return true;
    }
    return false;
  }

  // Words without capitals.
  bool small_pieces_may_decode() const {
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < blocks_; ++i) {
      std::uint64_t starts = alnum_[i] & ~(alnum_[i] << 1 | before >> 63);
      before = alnum_[i];
      for (unsigned by = 1; by < kLeastRun; ++by) starts &= shifted(alnum_, i, by);
      for (; starts != 0; starts &= starts - 1) {
        const std::size_t begin = 64 * i + static_cast<std::size_t>(std::countr_zero(starts));
        if (small_piece_may_decode(begin, end_of(begin))) return true;
      }
    }
    return false;
  }

  // Runs with capitals.
  bool capital_runs_may_decode() const {
    if (uppers_ == 0) return false;
    std::size_t done = 0;
    for (std::size_t i = 0; i < blocks_; ++i) {
      for (std::uint64_t bits = upper_[i]; bits != 0; bits &= bits - 1) {
        const std::size_t at = 64 * i + static_cast<std::size_t>(std::countr_zero(bits));
        if (at < done) continue;
        const std::string_view run = run_around(at);
        done = static_cast<std::size_t>(run.data() + run.size() - value_.data());
        if (run.size() < kLeastRun || is_dismissed(run)) continue;
        if (run_may_decode(run)) return true;
      }
    }
    return false;
  }

  // A run that is long enough to be opaque crosses one of the places that are looked at.
  bool has_long_run() const {
    for (std::size_t at = kLeastOpaque - 1; at < value_.size(); at += kLeastOpaque) {
      if (base64_value(value_[at]) != 0xFF && run_around(at).size() >= kLeastOpaque) return true;
    }
    return false;
  }

 private:
  using Blocks = std::array<std::uint64_t, kMostBlocks + 1>;

  static std::uint64_t shifted(const Blocks& blocks, std::size_t i, unsigned by) {
    return blocks[i] >> by | blocks[i + 1] << (64 - by);
  }

  std::uint64_t pairs(std::size_t i) const {
    std::uint64_t all = alnum_[i] & shifted(alnum_, i, 1);
    for (const unsigned by : {3u, 6u, 9u, 12u, 15u}) all &= shifted(alnum_, i, by) & shifted(alnum_, i, by + 1);
    return all;
  }

  // The end of the letters and digits from `begin` on.
  std::size_t end_of(std::size_t begin) const {
    std::size_t block = begin / 64;
    const std::uint64_t others = ~alnum_[block] >> begin % 64;
    if (others != 0) return begin + static_cast<std::size_t>(std::countr_zero(others));
    for (++block; block < blocks_ && alnum_[block] == ~std::uint64_t{0};) ++block;
    return 64 * block + static_cast<std::size_t>(std::countr_one(alnum_[block]));
  }

  static bool any(const Blocks& blocks, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin / 64; i <= (end - 1) / 64; ++i) {
      std::uint64_t bits = blocks[i];
      if (i == begin / 64) bits &= ~std::uint64_t{0} << begin % 64;
      if (i == (end - 1) / 64) bits &= ~std::uint64_t{0} >> (63 - (end - 1) % 64);
      if (bits != 0) return true;
    }
    return false;
  }

  bool small_piece_may_decode(std::size_t begin, std::size_t end) const {
    const std::string_view piece = value_.substr(begin, end - begin);
    if (uppers_ != 0 && any(upper_, begin, end)) return false;  // its run is looked at as a whole
    if (!any(digit_, begin, end) && piece.size() < kLeastAlwaysTried) {
      if (piece.size() < kLeastJoined || !opens_base64(piece)) return false;
    }
    return piece_may_decode(piece);
  }

  // A capitalized word or one of capitals alone, and short: dismissed by its first two letters.
  bool is_dismissed(std::string_view run) const {
    const auto begin = static_cast<std::size_t>(run.data() - value_.data());
    const bool piece = ((alnum_[begin / 64] >> begin % 64) & 1) != 0 && end_of(begin) == begin + run.size();
    if (!piece || run.size() >= kLeastAlwaysTried || any(digit_, begin, begin + run.size())) return false;
    return !opens_base64(run) && !opens_base32(run);
  }

  std::string_view run_around(std::size_t at) const {
    std::size_t begin = at;
    while (begin > 0 && base64_value(value_[begin - 1]) != 0xFF) --begin;
    std::size_t end = at + 1;
    while (end < value_.size() && base64_value(value_[end]) != 0xFF) ++end;
    return value_.substr(begin, end - begin);
  }

  std::string_view value_;
  std::size_t blocks_;
  std::uint64_t uppers_ = 0;
  std::uint64_t unprintable_ = 0;
  std::uint64_t escapes_ = 0;
  Blocks alnum_;
  Blocks upper_;
  Blocks digit_;
  Blocks signs_;
};

}  // namespace

bool is_plain(std::string_view value) {
  if (value.size() > 64 * kMostBlocks) return is_plain_reference(value);
  const Masks masks(value);
  if (masks.any_unprintable() || (masks.any_escape_sign() && has_escapes(value))) return false;
  return !masks.may_be_spaced() && !masks.small_pieces_may_decode() && !masks.capital_runs_may_decode() &&
         !masks.has_long_run();
}

}  // namespace cavra::privacy
