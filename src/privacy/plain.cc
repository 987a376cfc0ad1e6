#include "privacy/plain.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "privacy/base_n.h"
#include "privacy/char_masks.h"
#include "privacy/openings.h"
#include "privacy/reading.h"
#include "privacy/runs.h"
#include "privacy/unescape.h"

namespace cavra::privacy {
namespace {

constexpr std::size_t kMostBlocks = 16;  // longer values are looked at in windows
constexpr std::size_t kLeastOpaque = kMostOpaque * 4 / 3 + 1;
constexpr std::size_t kLeastAlwaysTried = 16;  // from here on the first digits alone say too little

// The masks of a whole value, one bit a character; a block more than it has, empty.
class Masks {
 public:
  explicit Masks(std::string_view value) : value_(value), blocks_((value.size() + 63) / 64) {
    for (std::size_t i = 0; i < blocks_; ++i) {
      const CharMasks masks = char_masks(value, 64 * i);
      alnum_[i] = masks.alnum;
      upper_[i] = masks.upper;
      digit_[i] = masks.digit;
      uppers_ |= masks.upper;
      unprintable_ |= masks.unprintable;
      escapes_ |= masks.escape;
      const std::size_t left = value.size() - 64 * i;
      signs_[i] = left < 64 ? ~masks.alnum & ((std::uint64_t{1} << left) - 1) : ~masks.alnum;
    }
    alnum_[blocks_] = 0;
    signs_[blocks_] = 0;
  }

  bool any_unprintable() const { return unprintable_ != 0; }
  bool any_escape_sign() const { return escapes_ != 0; }

  // Most values are one block, which nothing shifts into.
  bool may_be_spaced() const { return blocks_ == 1 ? may_be_spaced_in<true>() : may_be_spaced_in<false>(); }
  bool small_pieces_may_decode() const {
    return blocks_ == 1 ? small_pieces_may_decode_in<true>() : small_pieces_may_decode_in<false>();
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

  template <bool kAlone>
  static std::uint64_t shifted(const Blocks& blocks, std::size_t i, unsigned by) {
    if constexpr (kAlone) return blocks[i] >> by;
    return blocks[i] >> by | blocks[i + 1] << (64 - by);
  }

  template <bool kAlone>
  bool may_be_spaced_in() const {
    for (std::size_t i = 0; i < blocks_; ++i) {
      const auto letter = [&](unsigned by) { return shifted<kAlone>(alnum_, i, by); };
      const auto sign = [&](unsigned by) { return shifted<kAlone>(signs_, i, by); };
      const auto two = [&](unsigned step) {
        const std::uint64_t a = alnum_[i];
        const std::uint64_t b = letter(step);
        const std::uint64_t c = letter(2 * step);
        const std::uint64_t d = letter(3 * step);
        return (a & b) | (c & d) | ((a | b) & (c | d));
      };
      const std::uint64_t sign1 = sign(1);
      const std::uint64_t sign5 = sign(5);
      const std::uint64_t closely = sign1 & sign(3) & sign5;
      if (closely != 0 && (closely & two(2)) != 0) return true;
      const std::uint64_t sign2 = sign(2);
      const std::uint64_t widely = sign2 & sign5 & sign(8);
      if (widely == 0) continue;
      if (widely & sign1 & sign(4) & sign(7) & two(3)) return true;
      if (widely & sign(11) & sign(14) & pairs(i)) return true;
    }
    return false;
  }

  // Words without capitals.
  template <bool kAlone>
  bool small_pieces_may_decode_in() const {
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < blocks_; ++i) {
      std::uint64_t starts = alnum_[i] & ~(alnum_[i] << 1 | before >> 63);
      before = alnum_[i];
      for (unsigned by = 1; by < kLeastRun; ++by) starts &= shifted<kAlone>(alnum_, i, by);
      for (; starts != 0; starts &= starts - 1) {
        const std::size_t begin = 64 * i + static_cast<std::size_t>(std::countr_zero(starts));
        if (small_piece_may_decode(begin, end_of(begin))) return true;
      }
    }
    return false;
  }

  std::uint64_t pairs(std::size_t i) const {
    std::uint64_t all = alnum_[i] & shifted<false>(alnum_, i, 1);
    for (const unsigned by : {3u, 6u, 9u, 12u, 15u})
      all &= shifted<false>(alnum_, i, by) & shifted<false>(alnum_, i, by + 1);
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
      if (piece.size() < kLeastJoined || !opens_small_base64(piece) || !opens_base64(piece)) return false;
    }
    return piece_may_decode(piece);
  }

  // A capitalized word, and short: dismissed by its first letters.
  bool is_dismissed(std::string_view run) const {
    const auto begin = static_cast<std::size_t>(run.data() - value_.data());
    const bool piece = ((alnum_[begin / 64] >> begin % 64) & 1) != 0 && end_of(begin) == begin + run.size();
    if (!piece || run.size() >= kLeastAlwaysTried || any(digit_, begin, begin + run.size())) return false;
    const bool capitals_alone =
        std::all_of(run.begin(), run.end(), [](char c) { return is_ascii_upper(static_cast<unsigned char>(c)); });
    return !capitals_alone && !opens_base64(run);
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

// Where the run that `at` stands in begins: behind the last character that is none of base64's, or npos when that is
// further away than a run may be long.
std::size_t begin_of_run(std::string_view value, std::size_t at) {
  for (std::size_t begin = at; at - begin <= kLeastOpaque; --begin) {
    if (begin == 0 || base64_value(value[begin - 1]) == 0xFF) return begin;
  }
  return std::string_view::npos;
}

bool is_plain_window(std::string_view value, std::string_view window) {
  const Masks masks(window);
  if (masks.any_unprintable() || (masks.any_escape_sign() && has_escapes(value))) return false;
  return !masks.may_be_spaced() && !masks.small_pieces_may_decode() && !masks.capital_runs_may_decode() &&
         !masks.has_long_run();
}

}  // namespace

bool is_printable_ascii(std::string_view value) {
  std::uint64_t unprintable = 0;
  for (std::size_t at = 0; at < value.size(); at += 64) unprintable |= char_masks(value, at).unprintable;
  return unprintable == 0;
}

bool may_be_closed(std::string_view value) {
  if (value.size() > 64 * kMostBlocks || value.find_first_of("\n\r") != std::string_view::npos) return true;
  const Masks masks(value);
  return masks.any_unprintable() || masks.may_be_spaced();
}

bool is_plain(std::string_view value) {
  constexpr std::size_t kWindow = 64 * kMostBlocks;
  constexpr std::size_t kShared = 17;  // what letter-spacing or pairs are told by, less one
  for (std::size_t begin = 0;;) {
    if (value.size() - begin <= kWindow) return is_plain_window(value, value.substr(begin));
    const std::size_t end = begin_of_run(value, begin + kWindow);
    if (end == std::string_view::npos || !is_plain_window(value, value.substr(begin, end - begin))) return false;
    begin = begin_of_run(value, end - kShared);
    if (begin == std::string_view::npos) return false;
  }
}

}  // namespace cavra::privacy
