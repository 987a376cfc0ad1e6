/// Literals that texts are searched for, and which of them are worth it.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/rule.h"

namespace cavra::privacy {

inline constexpr std::size_t longest_searched = 16;  ///< bytes of a literal: more would say little more

[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Letters, digits and `_` of ASCII, as RE2's \w has them.
[[nodiscard]] constexpr bool in_word(char c) {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '_';
}

/// Whether it stands between the columns of tables.
[[nodiscard]] constexpr bool is_separator(char c) { return c == ',' || c == ';' || c == '|' || c == '\t'; }

/// Whether it has letters beyond ASCII that match ASCII ones in any case.
[[nodiscard]] inline bool has_folding_letters(std::string_view text) {
  return text.find("\u212A") != std::string_view::npos || text.find("\u017F") != std::string_view::npos;
}

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

/// What a byte of a text is searched as.
[[nodiscard]] constexpr char spaced(char c) { return (c >= '\t' && c <= '\r') || c == '_' || c == '-' ? ' ' : c; }

/// A literal for a keyword: in any case, and no longer than is of use.
[[nodiscard]] LiteralText to_literal(std::string_view keyword);

/// How often one of the literals stands in a text, roughly, as a share of its positions.
[[nodiscard]] double frequency(const LiteralSet& literals);

/// The set that is seldom enough to be worth looking for; empty when there is none.
[[nodiscard]] LiteralSet worth_looking_for(std::vector<LiteralSet> sets);

/// Sets of characters of which each match in ASCII has one of each, at most `most`, for what the sets of literals say:
/// those that few texts have.
[[nodiscard]] std::vector<Characters> telling_characters(const std::vector<LiteralSet>& sets, std::size_t most);

}  // namespace cavra::privacy
