#include "privacy/keyword_case.h"

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"
#include "privacy/literals.h"

namespace cavra::privacy {
namespace {

bool within(std::uint32_t c, std::uint32_t first, std::uint32_t last) { return c - first <= last - first; }

// Blocks in which capitals and small letters take turns: the small ones have odd numbers, or even ones.
bool follows_its_capital(std::uint32_t c) {
  const bool odd_ones = within(c, 0x100, 0x137) || within(c, 0x14A, 0x177) || within(c, 0x1E00, 0x1E95) ||
                        within(c, 0x1EA0, 0x1EFF) || within(c, 0x460, 0x481) || within(c, 0x48A, 0x4BF);
  const bool even_ones = within(c, 0x139, 0x148) || within(c, 0x179, 0x17E);
  constexpr std::uint32_t dotless_i = 0x131;
  return (odd_ones && c % 2 == 1 && c != dotless_i) || (even_ones && c % 2 == 0);
}

// The capital of a letter beyond ASCII, or the letter itself.
std::uint32_t capital(std::uint32_t c) {
  constexpr std::uint32_t division = 0xF7;
  constexpr std::uint32_t final_sigma = 0x3C2;
  if (within(c, 0xE0, 0xFE) && c != division) return c - 0x20;
  if (follows_its_capital(c)) return c - 1;
  if (c == 0x3AC) return 0x386;  // Greek with an accent
  if (within(c, 0x3AD, 0x3AF)) return c - 0x25;
  if (c == 0x3CC) return 0x38C;
  if (within(c, 0x3CD, 0x3CE)) return c - 0x3F;
  if (within(c, 0x3B1, 0x3CB) && c != final_sigma) return c - 0x20;
  if (within(c, 0x430, 0x44F)) return c - 0x20;
  if (within(c, 0x450, 0x45F)) return c - 0x50;
  return c;
}

// The keyword with the first so many characters in capitals, those of ASCII left small.
std::string with_capitals(std::string_view keyword, std::size_t count) {
  std::string out;
  for (std::size_t at = 0; at < keyword.size();) {
    const Utf8Char c = decode_utf8(keyword.substr(at));
    if (c.size == 0 || c.code_point < 0x80 || count == 0) {
      out.append(keyword, at, std::max<std::size_t>(c.size, 1));
    } else {
      append_utf8(out, capital(c.code_point));
    }
    at += std::max<std::size_t>(c.size, 1);
    if (count != 0) --count;
  }
  return out;
}

}  // namespace

std::vector<std::string> keyword_cases(std::string_view keyword) {
  std::string small(keyword);
  for (char& c : small) c = lower(c);
  std::vector<std::string> cases;
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, small.size()}) {
    std::string one = with_capitals(small, count);
    if (std::find(cases.begin(), cases.end(), one) == cases.end()) cases.push_back(std::move(one));
  }
  return cases;
}

}  // namespace cavra::privacy
