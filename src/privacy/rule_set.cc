#include "privacy/rule_set.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "privacy/embedded.h"

namespace cavra::privacy {
namespace {

constexpr Rule own(std::string_view id, Category category, std::string_view description, std::string_view remedy) {
  Rule rule;
  rule.id = id;
  rule.category = category;
  rule.description = description;
  rule.remedy = remedy;
  return rule;
}

// In the order of OwnRule.
constexpr std::array<Rule, own_rule_count> own_rules = {
    own("zero-width-character", Category::disguise, "an invisible character", "write it without invisible characters"),
    own("bidirectional-control", Category::disguise, "a character that turns the direction of writing",
        "write it without directional controls"),
    own("control-character", Category::disguise, "a control character", "write it without control characters"),
    own("mixed-script-word", Category::disguise, "a word of letters from several scripts that look alike",
        "write the word in one script"),
    own("opaque-encoding", Category::raw_evidence, "an encoded run that decodes to nothing readable",
        "refer to the evidence instead of embedding it"),
    own("customer-name", Category::identity, "a name on the customer roster", "say it without the customer's name"),
    own("scan-incomplete", Category::disguise, "a value that costs more to read than the budget allows",
        "say it in plain text"),
};

}  // namespace

std::expected<RuleSet, Error> RuleSet::with(std::vector<RuleFile> files) { return compile(std::move(files), true); }
std::expected<RuleSet, Error> RuleSet::only(std::vector<RuleFile> files) { return compile(std::move(files), false); }

std::expected<RuleSet, Error> RuleSet::compile(std::vector<RuleFile> files, bool builtin) {
  RuleSet set;
  set.has_builtin_ = builtin;
  set.files_ = std::move(files);
  set.rules_.assign(own_rules.begin(), own_rules.end());
  if (builtin) set.rules_.insert(set.rules_.end(), embedded::rules().begin(), embedded::rules().end());
  const std::size_t first_of_files = set.rules_.size();
  if (!set.files_.empty()) {
    std::unordered_set<std::string_view> ids;
    for (const Rule& rule : set.rules_) ids.insert(rule.id);
    for (const RuleFile& file : set.files_) {
      for (std::size_t i = 0; i != file.rules.size(); ++i) {
        if (!ids.insert(file.rules[i].id).second) {
          return std::unexpected(Error{Code::bad_definition,
                                       "rule " + std::string(file.rules[i].id) + " is defined already",
                                       "rule files only add: give it another id", file.source, 0, file.lines[i], 1});
        }
        set.rules_.push_back(file.rules[i]);
      }
    }
  }
  set.patterns_ = std::make_unique<LazyPattern[]>(set.rules_.size());
  if (builtin) {
    set.filters_.emplace_back(embedded::literals(), own_rule_count);
    set.shapes_ = Shapes::of_builtin(own_rule_count);
  }
  if (first_of_files != set.rules_.size()) {
    set.tables_ = std::make_unique<const OwnLiteralTables>(std::span(set.rules_).subspan(first_of_files));
    set.filters_.emplace_back(set.tables_->view(), static_cast<std::uint16_t>(first_of_files));
  }
  return set;
}

const Pattern& RuleSet::pattern(std::uint16_t rule) const {
  std::atomic<const Pattern*>& slot = patterns_[rule].pattern;
  if (const Pattern* ready = slot.load(std::memory_order_acquire)) return *ready;
  auto fresh = std::make_unique<const Pattern>(rules_[rule]);
  const Pattern* expected = nullptr;
  if (slot.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel)) return *fresh.release();
  return *expected;
}

}  // namespace cavra::privacy
