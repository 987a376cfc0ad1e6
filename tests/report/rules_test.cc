#include "report/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "privacy/context.h"
#include "privacy/rule_file.h"

namespace cavra::report {
namespace {

std::vector<std::string> texts(const auto& of) {
  std::vector<std::string> all;
  for (const std::string_view one : of) all.emplace_back(one);
  return all;
}

void expect_same(const privacy::Rule& read, const privacy::Rule& rule) {
  EXPECT_EQ(read.id, rule.id);
  EXPECT_EQ(read.category, rule.category);
  EXPECT_EQ(read.severity, rule.severity);
  EXPECT_EQ(read.description, rule.description);
  EXPECT_EQ(read.remedy, rule.remedy);
  EXPECT_EQ(read.regex, rule.regex);
  EXPECT_EQ(texts(read.keywords), texts(rule.keywords));
  EXPECT_EQ(read.digits, rule.digits);
  EXPECT_EQ(read.group, rule.group);
  EXPECT_EQ(read.entropy, rule.entropy);
  EXPECT_EQ(read.check, rule.check);
  EXPECT_EQ(read.kinds, rule.kinds);
  EXPECT_EQ(read.joins, rule.joins);
  EXPECT_EQ(read.reach, rule.reach);
  ASSERT_EQ(read.allowlists.size(), rule.allowlists.size());
  for (std::size_t i = 0; i != rule.allowlists.size(); ++i) {
    EXPECT_EQ(read.allowlists[i].all, rule.allowlists[i].all);
    EXPECT_EQ(read.allowlists[i].target, rule.allowlists[i].target);
    EXPECT_EQ(texts(read.allowlists[i].regexes), texts(rule.allowlists[i].regexes));
    EXPECT_EQ(texts(read.allowlists[i].stopwords), texts(rule.allowlists[i].stopwords));
  }
}

void expect_prints_whole(const Policy& policy, const privacy::Rule& rule) {
  SCOPED_TRACE(rule.id);
  const auto file = privacy::read_rule_file(rule_toml(policy, rule.id), "printed.toml", privacy::RuleSource::user);
  ASSERT_TRUE(file) << to_text(file.error());
  ASSERT_EQ(file->rules.size(), 1U);
  expect_same(file->rules.front(), rule);
}

TEST(RuleToml, IsTheWholeRuleAsAFileOfRulesHasIt) {
  const Policy& policy = Policy::builtin();
  for (const privacy::Rule& rule : policy.context().rules().rules())
    if (!rule.regex.empty()) expect_prints_whole(policy, rule);
}

TEST(RuleToml, WritesWhatAUserWroteSoThatTomlReadsItAgain) {
  constexpr std::string_view toml = R"(
[[rules]]
id = "of-gitleaks"
description = "a \"quoted\" word\u001B[31m"
regex = "(?:(a)|(b))'''\\t|\t'"
keywords = ["\u007Fkey"]

  [[rules.allowlists]]
  condition = "AND"
  regexTarget = "line"
  regexes = ["x'''", 'y']
  stopwords = ["\u0001stop"]

[[rules]]
id = "of-ours"
category = "raw_evidence"
description = "rows"
remedy = "take them out"
severity = "warn"
kinds = ["text", "key"]
joins = true
reach = 4096
secretGroup = 1
entropy = 2.5
regex = '''(a)\d'''
)";
  PolicyFiles files;
  files.rules.push_back({"house.toml", std::string(toml)});
  const auto policy = Policy::load(std::move(files));
  ASSERT_TRUE(policy) << to_text(policy.error());
  for (const char* id : {"of-gitleaks", "of-ours"}) {
    const auto rules = policy->context().rules().rules();
    const auto rule = std::ranges::find(rules, id, &privacy::Rule::id);
    ASSERT_NE(rule, rules.end());
    expect_prints_whole(*policy, *rule);
    EXPECT_EQ(rule_toml(*policy, id).find('\x1B'), std::string::npos);
  }
}

}  // namespace
}  // namespace cavra::report
