#include "privacy/rule_file.h"

#include <gtest/gtest.h>

#include "privacy/pattern.h"

namespace cavra::privacy {
namespace {

constexpr std::string_view good = R"toml(
[[rules]]
id          = "acme-id"
category    = "identity"
description = "an Acme id"
remedy      = "leave it out"
keywords    = ["ACME"]
regex       = '''acme-(\d{4})'''
secretGroup = 1
samples     = { match = ["acme-1234", "see acme-0001"], pass = ["acme-12", "1234"] }
)toml";

std::string read_error(std::string_view toml, RuleSource by = RuleSource::user) {
  const auto file = read_rule_file(toml, "rules.toml", by);
  return file ? "none" : to_text(file.error());
}

TEST(RuleFile, ReadsWhatARuleSays) {
  const auto file = read_rule_file(good, "rules.toml", RuleSource::builtin);
  ASSERT_TRUE(file) << to_text(file.error());
  ASSERT_EQ(file->rules.size(), 1);
  const Rule& rule = file->rules[0];
  EXPECT_EQ(rule.id, "acme-id");
  EXPECT_EQ(rule.category, Category::identity);
  EXPECT_EQ(rule.severity, Severity::blocker);
  EXPECT_EQ(*rule.keywords.begin(), "acme");
  EXPECT_EQ(rule.group, 1);
  EXPECT_EQ(rule.match_digits, 4);
  EXPECT_TRUE(rule.reads(Kind::key));
  EXPECT_EQ(file->lines[0], 2);
  EXPECT_TRUE(file->notices.empty());
}

struct Wrong {
  std::string_view toml;
  std::string_view error;
};

TEST(RuleFile, SaysWhatIsWrongAndWhereWithoutRepeatingSamples) {
  const Wrong cases[] = {
      {"[[rules", "rules.toml:1:8: this is not TOML; write it as docs/rules.md shows"},
      {"rules = 1", "rules.toml:1:9: rules is not an array of tables"},
      {"[[rules]]\nid = \"A b\"\ncategory = \"legal\"",
       "rules.toml:1:1: a rule's id is not of small letters, digits and hyphens"},
      {"[[rules]]\nid = \"x\"", "rules.toml:1:1: rule x has no regex"},
      {"[[rules]]\nid = \"x\"\nregex = \"(\"", "rules.toml:1:1: rule x: its regex is wrong: a ) is missing"},
      {"[[rules]]\nid = \"x\"\nregex = \"a\"\nsecretGroup = 1",
       "rules.toml:1:1: rule x: secretGroup is not a group of its regex"},
      {"[[rules]]\nid = \"x\"\nregex = \"a\"\ncategory = \"funny\"",
       "rules.toml:4:12: rule x: its category is none of the eight; see docs/rules.md"},
      {"[[rules]]\nid = \"x\"\nregex = \"a\"\ncheck = \"luck\"",
       "rules.toml:4:9: rule x: there is no such check; docs/rules.md lists the checks"},
      {"[[rules]]\nid = \"x\"\nregex = \"a\"\ncategory = \"legal\"\ncolour = 1",
       "rules.toml:5:10: rule x has a field that no rule has; see docs/rules.md"},
      {"[[rules]]\nid = \"x\"\nregex = \"a\"\n[[rules]]\nid = \"x\"\nregex = \"b\"",
       "rules.toml:4:1: rule x is there twice"},
      {"[[rules]]\nid = \"x\"\nregex = \"hunter2\"\nsamples = { match = [\"swordfish\"] }",
       "rules.toml:1:1: rule x: sample 1 of match does not match"},
      {"[[rules]]\nid = \"x\"\nregex = \"hunter2\"\nsamples = { pass = [\"a\", \"hunter2\"] }",
       "rules.toml:1:1: rule x: sample 2 of pass matches"},
  };
  for (const Wrong& c : cases) EXPECT_EQ(read_error(c.toml), c.error) << c.toml;
}

TEST(RuleFile, AsksBuiltInRulesForEverything) {
  EXPECT_EQ(read_error(good, RuleSource::builtin), "none");
  EXPECT_EQ(
      read_error("[[rules]]\nid = \"x\"\nregex = \"a\"\ncategory = \"legal\"", RuleSource::builtin),
      "rules.toml:1:1: rule x lacks one of category, description, remedy, two samples that match and two that pass");
}

constexpr std::string_view gitleaks = R"toml(
title = "ours"
[extend]
useDefault = true
disabledRules = ["generic-api-key"]

[allowlist]
description = "for all"
paths = ['''vendor/''']
regexes = ['''tok_example''']

[[rules]]
id = "Our Token"
description = "our token"
regex = '''\b(?<quote>x)?(tok_[a-z]+)\b'''
keywords = ["tok_"]
tags = ["t"]
path = '''.*\.env'''
[[rules.allowlists]]
condition = "AND"
commits = ["abc"]
stopwords = ["tok_never"]
[[rules.allowlists]]
stopwords = ["tok_stop"]

[[rules]]
id = "by-path"
path = '''\.pem$'''
)toml";

std::vector<std::string> values(const RuleFile& file, std::string_view text) {
  const Pattern pattern(file.rules[0]);
  std::vector<Match> matches;
  pattern.find(file.rules[0], text, {0, text.size()}, text.size(), matches);
  std::vector<std::string> found;
  for (const Match& match : matches)
    found.emplace_back(text.substr(match.value.begin, match.value.end - match.value.begin));
  return found;
}

TEST(GitleaksFile, IsReadWithANoticeForWhatHasNoEffect) {
  const auto file = read_rule_file(gitleaks, "gitleaks.toml", RuleSource::user);
  ASSERT_TRUE(file) << to_text(file.error());
  ASSERT_EQ(file->rules.size(), 1);
  EXPECT_EQ(file->rules[0].id, "our-token");
  EXPECT_EQ(file->rules[0].category, Category::secret);
  const std::vector<std::string> notices = {
      "gitleaks.toml: the field path of a rule has no effect",
      "gitleaks.toml: the field tags of a rule has no effect",
      "gitleaks.toml: allowlists by commits have no effect",
      "gitleaks.toml: rules by path alone have no effect",
      "gitleaks.toml: allowlists by paths have no effect",
      "gitleaks.toml: extend.disabledRules has no effect: rule files only add",
      "gitleaks.toml: extend.useDefault has no effect: the built-in rules are always in force",
  };
  EXPECT_EQ(file->notices, notices);
}

TEST(GitleaksFile, AnchorsItsAllowlistsToTheValue) {
  const auto file = read_rule_file(gitleaks, "gitleaks.toml", RuleSource::user);
  ASSERT_TRUE(file) << to_text(file.error());
  using Values = std::vector<std::string>;
  EXPECT_EQ(values(*file, "tok_abc"), Values{"tok_abc"});
  EXPECT_EQ(values(*file, "tok_stop"), Values{});
  EXPECT_EQ(values(*file, "tok_example"), Values{});
  EXPECT_EQ(values(*file, "tok_stopgap"), Values{"tok_stopgap"}) << "a stopword is the whole value";
  EXPECT_EQ(values(*file, "tok_examples"), Values{"tok_examples"}) << "a regex matches the whole value";
  EXPECT_EQ(values(*file, "tok_never"), Values{"tok_never"}) << "what also asks for a commit allows nothing";
}

TEST(Pattern, LooksOnInsideOfAMatchThatIsNoValue) {
  constexpr std::string_view toml =
      "[[rules]]\nid = \"card\"\ncategory = \"identity\"\nregex = '''\\b\\d(?:[ -]?\\d){12,18}\\b'''\ncheck = \"luhn\"";
  const auto file = read_rule_file(toml, "rules.toml", RuleSource::user);
  ASSERT_TRUE(file) << to_text(file.error());
  EXPECT_EQ(values(*file, "12 4111111111111111"), std::vector<std::string>{"4111111111111111"});
  EXPECT_EQ(values(*file, "12 4111111111111112"), std::vector<std::string>{});
}

}  // namespace
}  // namespace cavra::privacy
