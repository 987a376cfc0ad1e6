/// What every match of a regex has, so that most texts need not be tried.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/literals.h"

namespace cavra::privacy {

struct RegexFacts {
  std::vector<LiteralSet> required;   ///< each match has one of each set
  std::uint32_t digits = 0;           ///< the least number of ASCII digits in a match
  std::uint32_t separators = 0;       ///< and of the signs between columns: see is_separator()
  std::uint32_t colons = 0;           ///< and of colons
  std::uint32_t shortest = 0;         ///< the least length of a match in bytes
  std::uint32_t longest = unbounded;  ///< the greatest length of a match in characters

  static constexpr std::uint32_t unbounded = 0xFFFF;
};

/// For a regex that RE2 takes. Where this reader is unsure it says less, never more.
///
/// A space in a literal stands for white space, `_` and `-` (see spaced()).
/// U+017F and U+212A, which match s and k in any case, are left out of account: texts with them must be tried.
[[nodiscard]] RegexFacts regex_facts(std::string_view regex);

}  // namespace cavra::privacy
