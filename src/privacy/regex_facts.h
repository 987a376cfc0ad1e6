/// What every match of a regex has, so that most texts need not be tried.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cavra::privacy {

/// A Literal (privacy/rule.h) that owns its text.
struct LiteralText {
  std::string text;
  bool exact = false;
  bool edge_before = false;
  bool edge_after = false;
  friend auto operator<=>(const LiteralText&, const LiteralText&) = default;
};

/// Of which every match contains at least one.
using LiteralSet = std::vector<LiteralText>;

struct RegexFacts {
  std::vector<LiteralSet> required;  ///< each match has one of each set
  std::uint32_t digits = 0;          ///< the least number of ASCII digits in a match
  std::uint32_t shortest = 0;        ///< the least length of a match in bytes
};

/// For a regex that RE2 takes. Where this reader is unsure it says less, never more.
///
/// White space, `_` and `-` in literals are spaces: so they must be in the texts that are searched (see spaced()).
/// U+017F and U+212A, which match s and k in any case, are left out of account: texts with them must be tried.
[[nodiscard]] RegexFacts regex_facts(std::string_view regex);

/// What a byte of a text is searched as.
[[nodiscard]] constexpr char spaced(char c) { return (c >= '\t' && c <= '\r') || c == '_' || c == '-' ? ' ' : c; }

/// A literal for a keyword: in any case, and no longer than is of use.
[[nodiscard]] LiteralText to_literal(std::string_view keyword);

/// How often one of the literals stands in a text, roughly, as a share of its positions.
[[nodiscard]] double frequency(const LiteralSet& literals);

/// The sets that together make a prefilter, the rarest first: not those that are everywhere, nor those that say what
/// one before them says.
[[nodiscard]] std::vector<LiteralSet> worth_looking_for(std::vector<LiteralSet> sets, std::size_t most);

}  // namespace cavra::privacy
