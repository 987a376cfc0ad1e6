#include "privacy/rule_set.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/privacy/sets.h"

namespace cavra::privacy {
namespace {

std::vector<RuleFile> file(std::string_view toml) {
  std::vector<RuleFile> files;
  files.push_back(std::move(*read_rule_file(toml, "mine.toml", RuleSource::user)));
  return files;
}

TEST(RuleSet, HasAtLeastAHundredAndFiftyBuiltInRulesOverAllCategories) {
  const RuleSet set = builtin();
  EXPECT_GE(set.rules().size() - own_rule_count, 150);
  std::array<int, category_count> counts{};
  for (const Rule& rule : set.rules()) ++counts[static_cast<std::size_t>(rule.category)];
  for (std::size_t i = 0; i != counts.size(); ++i) EXPECT_GT(counts[i], 0) << name(static_cast<Category>(i));
}

TEST(RuleSet, DoesNotLetAFileDefineABuiltInRuleAgain) {
  const RuleSet set = builtin();
  const std::string id(set.rules().back().id);
  const auto redefined = RuleSet::with(file("\n[[rules]]\nid = \"" + id + "\"\nregex = \"a\""));
  ASSERT_FALSE(redefined);
  EXPECT_EQ(to_text(redefined.error()),
            "mine.toml:2:1: rule " + id + " is defined already; rule files only add: give it another id");
  EXPECT_FALSE(RuleSet::with(file("[[rules]]\nid = \"scan-incomplete\"\nregex = \"a\"")));
}

TEST(RuleSet, AddsTheRulesOfAFile) {
  const auto set = RuleSet::with(file("[[rules]]\nid = \"mine\"\nregex = \"zebra\""));
  ASSERT_TRUE(set);
  EXPECT_EQ(set->rules().back().id, "mine");
}

TEST(RuleSet, CompilesAPatternOnceForAllThreads) {
  const RuleSet set = only("[[rules]]\nid = \"x\"\nregex = \"a+b\"");
  std::array<const Pattern*, 8> seen{};
  std::vector<std::thread> threads;
  for (const Pattern*& slot : seen) threads.emplace_back([&] { slot = &set.pattern(own_rule_count); });
  for (std::thread& thread : threads) thread.join();
  for (const Pattern* pattern : seen) EXPECT_EQ(pattern, seen[0]);
}

}  // namespace
}  // namespace cavra::privacy
