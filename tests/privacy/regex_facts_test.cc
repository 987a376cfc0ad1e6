#include "privacy/regex_facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace cavra::privacy {
namespace {

/// "a|=B|<c>": in any case, in this case, between word boundaries.
std::string show(const LiteralSet& set) {
  std::string text;
  for (const LiteralText& literal : set) {
    if (!text.empty()) text += '|';
    text += literal.exact ? "=" : "";
    text += literal.edge_before ? "<" : "";
    text += literal.text;
    text += literal.edge_after ? ">" : "";
  }
  return text;
}

struct Case {
  std::string_view regex;
  std::string_view required;  // one of the sets
  std::uint32_t digits;
  std::uint32_t shortest;
};

TEST(RegexFacts, SayWhatEveryMatchHas) {
  const Case cases[] = {
      {"abc", "=abc", 0, 3},
      {"(?i)abc", "abc", 0, 3},
      {"(?i:a)B", "ab", 0, 2},
      {"ab|cd", "=ab|=cd", 0, 2},
      {"ab?c", "=abc|=ac", 0, 2},
      {"ab*c", "=a", 0, 2},
      {"(?:ab)+", "=ab", 0, 2},
      {"(?:ab){0,3}", "", 0, 0},
      {"(?:ab|)c", "=c", 0, 1},
      {"[xyz]q", "=xq|=yq|=zq", 0, 2},
      {"[a-z]q", "=q", 0, 2},
      {"[^a]bc", "=bc", 0, 3},
      {R"(\bnet\s\d{2}\b)", "=<net ", 2, 6},
      {R"((?:^|\s)net(?:$|[.,]))", "= net>|=<net>", 0, 3},
      {R"((?:a+\.)+(?:com|org))", "=a.com|=a.org", 0, 5},
      {R"(\d{3}-\d\d)", "=-", 5, 6},
      {R"(\x{20AC}5)",
       "=\xE2\x82\xAC"
       "5",
       1, 2},
      {R"((?i)é)", "", 0, 1},
      {R"(\Qa.b\E)", "", 0, 3},
      {R"((?P<n>ab))", "=ab", 0, 2},
      {R"([^\p{L}\p{N}]clp\d)", "=clp", 1, 5},
      {R"([^[:alpha:]]clp\d)", "=clp", 1, 5},
      {R"(\W(?:clp)\d)", "=<clp", 1, 5},
      {R"([[:alpha:]]x)", "=x", 0, 2},
      {R"(clp([[:z]+|))", "=clp", 0, 3},  // no class of POSIX, since nothing closes it
      {R"(\pLx\p{Greek}y)", "=x", 0, 4},
      {"", "", 0, 0},
  };
  for (const Case& c : cases) {
    const RegexFacts facts = regex_facts(c.regex);
    std::vector<std::string> sets;
    for (const LiteralSet& set : facts.required) sets.push_back(show(set));
    if (c.required.empty()) {
      EXPECT_TRUE(sets.empty()) << c.regex << ": " << sets.front();
    } else {
      EXPECT_NE(std::find(sets.begin(), sets.end(), c.required), sets.end())
          << c.regex << ": " << testing::PrintToString(sets);
    }
    EXPECT_EQ(facts.digits, c.digits) << c.regex;
    EXPECT_EQ(facts.shortest, c.shortest) << c.regex;
  }
}

TEST(RegexFacts, CountTheSignsBetweenColumns) {
  EXPECT_EQ(regex_facts(R"(\w+(?:[,;|\t]\w+){3,})").separators, 3);
  EXPECT_EQ(regex_facts(R"(a,b,c|a;b)").separators, 1);
  EXPECT_EQ(regex_facts(R"(a[,.]b(?:,c)*)").separators, 0);
  EXPECT_EQ(regex_facts(R"((?:[0-9a-f]{2}:){5}[0-9a-f]{2}|::\d:)").colons, 3);
  EXPECT_EQ(regex_facts(R"([:.]a:?)").colons, 0);
}

TEST(RegexFacts, SayHowLongAMatchMayBe) {
  EXPECT_EQ(regex_facts(R"((?:^|[^\w-])(\d{3}-\d{2}-\d{4})(?:$|[^\w-]|[.-]\D))").longest, 14);
  EXPECT_EQ(regex_facts(R"(a?b{2}c{1,3}(?:de|f){0,2})").longest, 10);
  for (const char* endless : {"a+", "ab*", "(?:a{2,}b)?", "(?:[ab]+|c)", ".{0,7}x*"})
    EXPECT_EQ(regex_facts(endless).longest, RegexFacts::unbounded) << endless;
}

TEST(WorthLookingFor, IsTheRarest) {
  const LiteralSet common = {{.text = "e"}};
  const LiteralSet rare = {{.text = "xqzj"}};
  const LiteralSet same = {{.text = "xqz"}};
  EXPECT_EQ(worth_looking_for({common, same, rare}), rare);
  EXPECT_TRUE(worth_looking_for({common}).empty());
}

TEST(TellingCharacters, AreThoseThatFewTextsHave) {
  const auto sets = telling_characters({{{.text = "e"}}, {{.text = "a@b"}, {.text = "%40"}}, {{.text = " "}}}, 2);
  ASSERT_EQ(sets.size(), 1);
  Characters at;
  at.add('@');
  Characters percent;
  percent.add('%');
  Characters letter;
  letter.add('a');
  EXPECT_TRUE(sets[0].meets(at));
  EXPECT_TRUE(sets[0].meets(percent));
  EXPECT_FALSE(sets[0].meets(letter));
}

}  // namespace
}  // namespace cavra::privacy
