#include "privacy/regex_forms.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>
#include <string_view>

namespace cavra::privacy {
namespace {

struct Case {
  std::string_view regex;
  std::string_view loose;  // empty: none
};

TEST(ToLoose, DropsWhatOnlyBoundsAndTakesAllBeyondAsciiForTheSame) {
  constexpr std::string_view wide = R"((?:[\x80-\xff]+))";
  const Case cases[] = {
      {"abc", "abc"},
      {R"(a{2}b{1,4}c{3,}d{0,9}e{1,5}?f{2,60})", R"(a{2}b{1,4}c{3,}d*e+?f{2,})"},
      {"{12}x{a1}{1,x}", "{12}x{a1}{1,x}"},
      {R"(\bx\s\d\w$)", R"(\bx\s\d\w$)"},
      {"(?i)(?P<n>a)(?:.)", R"((?i)(?P<n>a)(?:(?:.|[\x80-\xff]+)))"},
      {"\u00e9", wide},
      {R"(\x{e9})", wide},
      {R"(\x41\x{42})", R"(\x41\x{42})"},
      {R"(\p{Lu}\pL)", R"((?:[A-Z]|[\x80-\xff]+)(?:[A-Za-z]|[\x80-\xff]+))"},
      {R"(\p{Han})", wide},
      {R"([a-z\p{Lu}])", R"((?:[a-zA-Z]|[\x80-\xff]+))"},
      {"[\u00e9]", wide},
      {R"([ -\x{2013}])", R"((?:[ -\x7f]|[\x80-\xff]+))"},
      {R"([^\n|])", R"((?:[^\n|]|[\x80-\xff]+))"},
      {"[^\u00e9]", R"((?:[\x00-\xff]|[\x80-\xff]+))"},
      {R"([\]x-]\S)", R"([\]x\-](?:\S|[\x80-\xff]+))"},
      {"[\u00e9^]", R"((?:[\^]|[\x80-\xff]+))"},
      {R"([\pL'-]*)", R"([A-Za-z'\-\x80-\xff]*)"},
      {R"([^]a])", R"((?:[^\]a]|[\x80-\xff]+))"},
      {R"([^\n|]{1,60}.*\S+)", R"([^\n|]+.*\S+)"},
      {"\u00e9+[^\u00e9]*", R"([\x80-\xff]+[\x00-\xff]*)"},
      {R"(\pL{2,}\p{Han}{3,9}[a\p{N}]{5,6}\pL{2,3})", R"([A-Za-z\x80-\xff]{2,}[\x80-\xff]{3,}[a0-9\x80-\xff]{5,}(?:[A-Za-z]|[\x80-\xff]+){2,3})"},
      {R"(\p{Greek})", ""},
      {R"(\PL)", ""},
      {R"(\Qa\E)", ""},
      {R"(\C)", ""},
      {R"(\101)", ""},
      {"[[:alpha:]]", ""},
      {"\u017f", ""},
      {"[\u212a]", ""},
      {"[a", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(to_loose(one.regex).value_or(LooseRegex()).text, one.loose) << one.regex;
}

TEST(ToLoose, MatchesWhereverTheRegexDoes) {
  const std::string_view regexes[] = {R"(\b\p{Lu}\p{Ll}{1,9}\b)", R"((?i)stra\x{df}e\s?\d{1,5})", "[^|\n]{1,60}\\|", "(?:^|\\s)caf\u00e9.{2,8}!"};
  const std::string_view texts[] = {"\u00c4pfel|", "  Stra\u00dfe 12345", "in der STRA\u1e9eE5", "a caf\u00e9 \u65e5\u672c!", "\xff|a|b", "Zoe"};
  re2::RE2::Options latin;
  latin.set_encoding(re2::RE2::Options::EncodingLatin1);
  int matches = 0;
  for (const std::string_view regex : regexes) {
    const re2::RE2 exact(std::string{regex});
    const re2::RE2 loose(to_loose(regex).value().text, latin);
    ASSERT_TRUE(loose.ok()) << loose.error();
    for (const std::string_view text : texts) {
      const re2::StringPiece all(text.data(), text.size());
      for (std::size_t at = 0; at <= text.size(); ++at) {
        if (!exact.Match(all, at, text.size(), re2::RE2::ANCHOR_START, nullptr, 0)) continue;
        EXPECT_TRUE(loose.Match(all, at, text.size(), re2::RE2::ANCHOR_START, nullptr, 0)) << regex << " in " << text << " at " << at;
        ++matches;
      }
    }
  }
  EXPECT_GT(matches, 10);
}

TEST(ToLoose, SaysWhetherItDropsBounds) {
  for (const char* regex : {"a{5}b{1,4}[^x]*", "\u00e9{2,}"}) EXPECT_FALSE(to_loose(regex)->drops_bounds) << regex;
  for (const char* regex : {"a{1,5}", "[^x]{0,60}"}) EXPECT_TRUE(to_loose(regex)->drops_bounds) << regex;
}

TEST(ToLoose, SaysWhetherTheRegexTellsCharactersBeyondAsciiApart) {
  for (const char* regex : {"a.[^x]\\S\\W", "[\\D]\\x7f"}) EXPECT_FALSE(to_loose(regex)->names_others) << regex;
  for (const char* regex : {"\u00e9", "[^\u00e9]", "\\pL", "[\\p{Lu}]", "\\xe9", "\\x{e9}", "[ -\\x{ff}]"}) EXPECT_TRUE(to_loose(regex)->names_others) << regex;
}

TEST(ToAscii, MatchesTheSameInAscii) {
  EXPECT_EQ(to_ascii(R"(\p{L}[\p{Lu}\d]\x{2013}[^\n])"), R"([A-Za-z][A-Z\d]\xFF[^\n])");
  EXPECT_EQ(to_re2(R"((?<name>a)\(?<)"), R"((?P<name>a)\(?<)");
}

}  // namespace
}  // namespace cavra::privacy
