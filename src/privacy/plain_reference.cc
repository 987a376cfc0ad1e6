#include <algorithm>
#include <string>

#include "base/hex.h"
#include "privacy/base_n.h"
#include "privacy/plain.h"
#include "privacy/readable.h"
#include "privacy/runs.h"
#include "privacy/unescape.h"
#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

bool is_alnum(char c) { return is_ascii_alnum(static_cast<unsigned char>(c)); }

bool is_printable(char c) { return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r'; }

// Letter-spacing with a gap of `gap` signs, by a shape that all of it has: four characters with three gaps between
// them, two of the four letters or digits.
bool may_be_spaced(std::string_view text, std::size_t gap) {
  const std::size_t step = gap + 1;
  const auto letters_at = [&](std::size_t at) { return at < text.size() && is_alnum(text[at]); };
  for (std::size_t at = 0; at + 3 * step <= text.size(); ++at) {
    unsigned letters = letters_at(at);
    bool gaps = true;
    for (std::size_t i = 1; i <= 3; ++i) {
      for (std::size_t sign = at + (i - 1) * step + 1; sign < at + i * step; ++sign)
        gaps = gaps && !is_alnum(text[sign]);
      letters += letters_at(at + i * step);
    }
    if (gaps && letters >= 2) return true;
  }
  return false;
}

// Six pairs of letters or digits with a sign between each two.
bool may_be_pairs(std::string_view text) {
  constexpr std::string_view kShape = "## ## ## ## ## ##";
  for (std::size_t at = 0; at + kShape.size() <= text.size(); ++at) {
    std::size_t same = 0;
    while (same < kShape.size() && is_alnum(text[at + same]) == (kShape[same] == '#')) ++same;
    if (same == kShape.size()) return true;
  }
  return false;
}

struct Base {
  std::size_t bits;
  std::size_t probe;
  void (*decode)(std::string_view, std::string&);
};
constexpr Base kHex{4, kProbeHex, decode_hex};
constexpr Base kBase32{5, kProbe32, decode_base32};
constexpr Base kBase64{6, kProbe64, decode_base64};

bool may_begin(std::string_view digits, const Base& base) {
  std::string bytes;
  base.decode(digits.substr(0, base.probe), bytes);
  return may_begin_readable(bytes, digits.size() * base.bits / 8);
}

bool hex_may_decode(std::string_view piece) {
  for (std::size_t begin = 0; begin < piece.size();) {
    std::size_t end = begin;
    bool digit = false;
    while (end < piece.size() && hex_digit(piece[end]) >= 0) {
      digit = is_ascii_digit(static_cast<unsigned char>(piece[end++])) || digit;
    }
    const std::string_view found = piece.substr(begin, end - begin);
    if (digit && may_be_hex(found)) {
      if (found.size() >= kLeastSalvagedHex || may_begin(found.substr(0, found.size() & ~std::size_t{1}), kHex)) {
        return true;
      }
      const std::string_view shifted = found.substr(1, (found.size() - 1) & ~std::size_t{1});
      if (shifted.size() >= kLeastHex && may_begin(shifted, kHex)) return true;
    }
    begin = end + 1;
  }
  return false;
}

}  // namespace

bool begins_joined(std::string_view run) { return run.size() >= kLeastJoined && may_begin(run, kBase64); }

namespace {

bool joined_may_decode(std::string_view run) {
  for (std::size_t begin = 0; begin + kLeastJoined <= run.size(); ++begin) {
    const bool starts = begin == 0 || (is_alnum(run[begin]) && !is_alnum(run[begin - 1]));
    if (starts && begins_joined(run.substr(begin))) return true;
  }
  return false;
}

}  // namespace

bool piece_may_decode(std::string_view piece) {
  if (piece.size() < kLeastRun) return false;
  const Makeup found = makeup(piece);
  if (found.digits != 0 && hex_may_decode(piece)) return true;
  if (piece.size() >= least_base64(found) && may_begin(piece, kBase64)) return true;
  if (piece.size() < least_base32(found)) return false;
  const std::string_view probe = piece.substr(0, kProbe32);
  return std::all_of(probe.begin(), probe.end(), [](char c) { return base32_value(c) != 0xFF; }) &&
         may_begin(piece, kBase32);
}

bool capitals_may_decode(std::string_view run) {
  const Makeup found = makeup(run);
  if (found.upper == 0 || found.lower + found.digits == 0) return false;
  if (run.size() >= kLeastSalvaged && found.mixed()) return true;
  return !std::all_of(run.begin(), run.end(), is_alnum) && joined_may_decode(run);
}

bool may_be_apart(std::string_view value) {
  return may_be_spaced(value, 1) || may_be_spaced(value, 2) || may_be_pairs(value);
}

bool run_may_decode(std::string_view run) {
  if (run.size() * 3 / 4 > kMostOpaque) return true;
  for (std::size_t begin = 0; begin < run.size();) {
    std::size_t end = begin;
    while (end < run.size() && is_alnum(run[end])) ++end;
    if (piece_may_decode(run.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return capitals_may_decode(run);
}

bool is_plain_reference(std::string_view value) {
  if (!std::all_of(value.begin(), value.end(), is_printable)) return false;
  if (has_escapes(value)) return false;
  if (may_be_apart(value)) return false;
  for (std::size_t begin = 0; begin < value.size();) {
    std::size_t end = begin;
    while (end < value.size() && base64_value(value[end]) != 0xFF) ++end;
    if (end - begin >= kLeastRun && run_may_decode(value.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace cavra::privacy
