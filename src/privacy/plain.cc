#include "privacy/plain.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "privacy/base_n.h"
#include "privacy/char_masks.h"
#include "privacy/reading.h"
#include "privacy/runs.h"
#include "privacy/unescape.h"

namespace cavra::privacy {
namespace {

constexpr std::size_t kMostBlocks = 16;  // longer values are looked at in windows
constexpr std::size_t kLeastOpaque = kMostOpaque * 4 / 3 + 1;
constexpr std::size_t kLeastAlwaysTried = 16;  // from here on the first digits alone say too little

// Whether bytes that begin so, three or six of them, may come to something readable; East Asian UTF-16 aside.
class Opening {
 public:
  void add(unsigned byte) {
    little_ = little_ && (size_ % 2 == 0 || byte <= 0x20);
    big_ = big_ && (size_ % 2 == 1 || byte <= 0x20);
    if (text_) continue_text(byte);
    if (size_ < 2) begin_ = begin_ << 8 | byte;
    ++size_;
  }

  bool may_be_readable() const {
    const bool mark = begin_ == 0xFFFE || begin_ == 0xFEFF;
    const bool compressed = begin_ == 0x1F8B || ((begin_ & 0x0F00) == 0x0800 && begin_ < 0x7900 && begin_ % 31 == 0);
    return text_ || little_ || big_ || mark || compressed;
  }

 private:
  void continue_text(unsigned byte) {
    if (following_ != 0) {
      text_ = byte >> 6 == 2;
      --following_;
    } else if (byte >= 0x80) {
      text_ = byte >= 0xC2 && byte <= 0xF4;
      following_ = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    } else {
      text_ = byte >= 0x20 ? byte != 0x7F : byte == '\t' || byte == '\n' || byte == '\r';
    }
  }

  unsigned size_ = 0;
  unsigned begin_ = 0;      // the first two bytes
  unsigned following_ = 0;  // bytes that the character still needs
  bool text_ = true;
  bool little_ = true;
  bool big_ = true;
};

// Of words of at least six digits, and of eight where the first four say nothing.
bool opens_base64(std::string_view digits) {
  const auto bytes = [&](std::size_t at) {
    unsigned bits = 0;
    for (std::size_t i = at; i < at + 4; ++i) bits = bits << 6 | base64_value(digits[i]);
    return bits;
  };
  Opening opening;
  const unsigned first = bytes(0);
  opening.add(first >> 16);
  opening.add(first >> 8 & 0xFF);
  opening.add(first & 0xFF);
  if (digits.size() < 8 || !opening.may_be_readable()) return opening.may_be_readable();
  const unsigned second = bytes(4);
  opening.add(second >> 16);
  opening.add(second >> 8 & 0xFF);
  opening.add(second & 0xFF);
  return opening.may_be_readable();
}

// What the first three bytes of a text may be; the first two of four digits say which of them are possible so far, the
// last two which remain.
enum Beginning : std::uint8_t {
  ascii_ascii = 1,  // and then ASCII or the first byte of a character
  ascii_lead = 2,   // and then a byte that continues it
  lead2_next = 4,   // and then ASCII or the first byte of a character
  lead_next = 8,    // and then a byte that continues it
};

constexpr bool is_text_byte(unsigned byte) {
  return byte >= 0x20 ? byte < 0x7F : byte == '\t' || byte == '\n' || byte == '\r';
}
constexpr bool is_lead_byte(unsigned byte) { return byte >= 0xC2 && byte <= 0xF4; }

constexpr std::array<std::uint8_t, 4096> beginnings() {
  std::array<std::uint8_t, 4096> table{};
  for (unsigned pair = 0; pair < table.size(); ++pair) {
    const unsigned byte = pair >> 4;
    const unsigned half = pair & 0xF;  // of the second byte
    unsigned found = 0;
    if (is_text_byte(byte) && half < 8) found |= ascii_ascii;
    if (is_text_byte(byte) && half >= 0xC) found |= ascii_lead;
    const bool next = half >= 8 && half < 0xC;
    if (is_lead_byte(byte) && byte < 0xE0 && next) found |= lead2_next;
    if (is_lead_byte(byte) && byte >= 0xE0 && next) found |= lead_next;
    table[pair] = static_cast<std::uint8_t>(found);
  }
  return table;
}
constexpr std::array<std::uint8_t, 4096> continuations() {
  std::array<std::uint8_t, 4096> table{};
  for (unsigned pair = 0; pair < table.size(); ++pair) {
    const unsigned byte = pair & 0xFF;
    const bool begins = is_text_byte(byte) || is_lead_byte(byte);
    const bool next = byte >= 0x80 && byte < 0xC0;
    table[pair] = static_cast<std::uint8_t>((begins ? ascii_ascii | lead2_next : 0) | (next ? ascii_lead | lead_next : 0));
  }
  return table;
}
constexpr std::array<std::uint8_t, 4096> kBeginnings = beginnings();
constexpr std::array<std::uint8_t, 4096> kContinuations = continuations();

// As opens_base64, of words of small letters: they stand for no byte that UTF-16 or compressed data could begin with.
bool opens_small_base64(const char* digits) {
  const unsigned first = static_cast<unsigned>(base64_value(digits[0])) << 6 | base64_value(digits[1]);
  const unsigned second = static_cast<unsigned>(base64_value(digits[2])) << 6 | base64_value(digits[3]);
  return (kBeginnings[first] & kContinuations[second]) != 0;
}

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
    for (const unsigned by : {3u, 6u, 9u, 12u, 15u}) all &= shifted<false>(alnum_, i, by) & shifted<false>(alnum_, i, by + 1);
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
      if (piece.size() < kLeastJoined || !opens_small_base64(piece.data()) || !opens_base64(piece)) return false;
    }
    return piece_may_decode(piece);
  }

  // A capitalized word, and short: dismissed by its first letters.
  bool is_dismissed(std::string_view run) const {
    const auto begin = static_cast<std::size_t>(run.data() - value_.data());
    const bool piece = ((alnum_[begin / 64] >> begin % 64) & 1) != 0 && end_of(begin) == begin + run.size();
    if (!piece || run.size() >= kLeastAlwaysTried || any(digit_, begin, begin + run.size())) return false;
    const bool capitals_alone = std::all_of(run.begin(), run.end(), [](char c) { return is_ascii_upper(static_cast<unsigned char>(c)); });
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
