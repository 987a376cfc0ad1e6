/// A rule's regexes, compiled, and how they are matched.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/rule.h"

namespace re2 {
class RE2;
}

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

/// Immutable; any number of threads may match with it.
class Pattern {
 public:
  /// The error is one clause about what is wrong with the rule.
  [[nodiscard]] static std::expected<Pattern, std::string> compile(const Rule& rule);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  /// Appends the matches of `rule` (the one it was compiled from) that lie in the window and begin before `last`, from
  /// left to right and without overlaps. Keywords and digits are the caller's business: see has_context().
  void find(const Rule& rule, std::string_view text, Window window, std::size_t last,
            std::vector<Match>& matches) const;

 private:
  Pattern();
  [[nodiscard]] static bool holds(const Rule& rule, std::string_view value);
  [[nodiscard]] bool allowed(const Rule& rule, std::string_view text, const Match& match) const;
  [[nodiscard]] bool allows(const Rule& rule, std::size_t list, std::string_view value, std::string_view match,
                            std::string_view line) const;

  std::unique_ptr<re2::RE2> regex_;
  std::vector<std::vector<std::unique_ptr<re2::RE2>>> allowlists_;
  int groups_ = 0;
};

}  // namespace cavra::privacy
