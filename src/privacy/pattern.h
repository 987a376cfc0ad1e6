/// A rule's regexes, compiled, and how they are matched.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/rule.h"

namespace cavra::privacy {

/// A part of a text; what stands around it still decides on word boundaries.
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Where a rule matched in a text.
struct Match {
  Window match;  ///< of the whole regex
  Window value;  ///< of the group that is the value
};

/// Any number of threads may match with it. Each regex is compiled when it is first needed: one for texts of ASCII
/// alone, which is small whatever scripts the rule speaks of, and one for all others. Both match the same. A third one
/// (to_loose() of privacy/regex_forms.h) tells where they need not be tried.
class Pattern {
 public:
  /// What is wrong with the rule, in one clause.
  [[nodiscard]] static std::expected<void, std::string> check(const Rule& rule);

  /// For a rule that check() has nothing against.
  explicit Pattern(const Rule& rule);
  ~Pattern();

  /// Appends the matches of `rule` (the one it was compiled from) that lie in the window and begin before `last`, from
  /// left to right and without overlaps. Keywords and digits are the caller's business: see has_context().
  void find(const Rule& rule, std::string_view text, Window window, std::size_t last,
            std::vector<Match>& matches) const;

  /// The same by the regex alone.
  void find_plainly(const Rule& rule, std::string_view text, Window window, std::size_t last,
                    std::vector<Match>& matches) const;

  /// Whether the regex may match in the text, which is printable ASCII, or in one that differs from it in digits alone.
  [[nodiscard]] bool may_match_blindly(std::string_view text) const;

 private:
  class Regex;
  template <class Subject, class Search>
  void find_in(const Subject& subject, Search search, bool ascii, const Rule& rule, std::string_view text,
               Window window, std::size_t last, std::vector<Match>& matches) const;
  [[nodiscard]] static bool holds(const Rule& rule, std::string_view value);
  [[nodiscard]] bool allowed(const Rule& rule, std::string_view text, const Match& match) const;
  [[nodiscard]] bool allows(const Rule& rule, std::size_t list, std::string_view value, std::string_view match,
                            std::string_view line) const;

  std::unique_ptr<const Regex> regex_;
  std::vector<std::vector<std::unique_ptr<const Regex>>> allowlists_;
};

}  // namespace cavra::privacy
