/// The rules in force: the built-in ones and those of rule files.
///
///     auto rules = RuleSet::with(std::move(files));    // or RuleSet::with({}), the built-in ones alone
///     Scanner scanner(*rules);
///
/// A RuleSet is immutable; any number of threads may use it at a time. Regexes are compiled when they are first needed.
#pragma once

#include <atomic>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cavra/error.h"
#include "privacy/literal_filter.h"
#include "privacy/pattern.h"
#include "privacy/rule.h"
#include "privacy/rule_file.h"
#include "privacy/shapes.h"

namespace cavra::privacy {

/// The rules that are no regexes: they come first in every RuleSet.
enum class OwnRule : std::uint16_t { zero_width, bidirectional, control, mixed_script, opaque, customer, incomplete };

inline constexpr std::uint16_t own_rule_count = 7;

class RuleSet {
 public:
  /// `with` has the built-in rules, `only` (for tests and for rules-check) has not.
  /// Code::bad_definition when a file defines a rule that is there already.
  [[nodiscard]] static std::expected<RuleSet, Error> with(std::vector<RuleFile> files);
  [[nodiscard]] static std::expected<RuleSet, Error> only(std::vector<RuleFile> files);

  /// What a Finding's rule is an index of.
  [[nodiscard]] std::span<const Rule> rules() const { return rules_; }

  /// Not for own rules.
  [[nodiscard]] const Pattern& pattern(std::uint16_t rule) const;

  /// One for the built-in rules, one for all files'; those without any rule are not there.
  [[nodiscard]] std::span<const LiteralFilter> filters() const { return filters_; }
  /// Null where there are none.
  [[nodiscard]] const Shapes* shapes() const { return shapes_.get(); }

  [[nodiscard]] std::span<const RuleFile> files() const { return files_; }
  [[nodiscard]] bool has_builtin() const { return has_builtin_; }

  /// The same rules without hyperscan; both find the same.
  void use_no_shapes() { shapes_.reset(); }

 private:
  struct LazyPattern {
    std::atomic<const Pattern*> pattern = nullptr;
    ~LazyPattern() { delete pattern.load(); }
  };

  RuleSet() = default;
  [[nodiscard]] static std::expected<RuleSet, Error> compile(std::vector<RuleFile> files, bool builtin);

  std::vector<RuleFile> files_;
  std::vector<Rule> rules_;
  std::unique_ptr<LazyPattern[]> patterns_;
  std::unique_ptr<const OwnLiteralTables> tables_;  // of the files
  std::vector<LiteralFilter> filters_;
  std::unique_ptr<const Shapes> shapes_;
  bool has_builtin_ = false;
};

}  // namespace cavra::privacy
