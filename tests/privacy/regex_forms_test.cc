#include "privacy/regex_forms.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/pattern.h"

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
      {R"(\pL{2,}\p{Han}{3,9}[a\p{N}]{5,6}\pL{2,3})",
       R"([A-Za-z\x80-\xff]{2,}[\x80-\xff]{3,}[a0-9\x80-\xff]{5,}(?:[A-Za-z]|[\x80-\xff]+){2,3})"},
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
  const std::string_view regexes[] = {R"(\b\p{Lu}\p{Ll}{1,9}\b)", R"((?i)stra\x{df}e\s?\d{1,5})", "[^|\n]{1,60}\\|",
                                      "(?:^|\\s)caf\u00e9.{2,8}!"};
  const std::string_view texts[] = {
      "\u00c4pfel|", "  Stra\u00dfe 12345", "in der STRA\u1e9eE5", "a caf\u00e9 \u65e5\u672c!", "\xff|a|b", "Zoe"};
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
        EXPECT_TRUE(loose.Match(all, at, text.size(), re2::RE2::ANCHOR_START, nullptr, 0))
            << regex << " in " << text << " at " << at;
        ++matches;
      }
    }
  }
  EXPECT_GT(matches, 10);
}

/// A regex of a few parts, not always one that RE2 takes.
std::string random_regex(std::mt19937& random, int depth) {
  static const std::vector<std::string> atoms = {
      "a",          "b",       "K",     "\u00e9",      "\u65e5", ".",      "\\w",       "\\W",     "\\d",
      "\\S",        "\\s",     "\\b",   "\\B",         "^",      "$",      "[ab]",      "[^a]",    "[^\u00e9b]",
      "[a\u00e9-]", "[]a-]",   "[^]-]", "[a-c^]",      "[\\w-]", "[\\W_]", "[\\p{L}']", "[^\\pN]", "\\p{Lu}",
      "\\pL",       "\\x{e9}", "\\x41", "[ -\\x{e9}]", "\\.",    "[.\\]]", "{",         "-"};
  static const std::vector<std::string> repeats = {"",      "",       "",      "*",     "+",    "?",  "{2}",
                                                   "{0,9}", "{1,30}", "{2,7}", "{1,3}", "{2,}", "*?", "{1,9}?"};
  std::string regex;
  for (std::size_t parts = 1 + random() % 4; parts != 0; --parts) {
    if (depth != 0 && random() % 4 == 0) {
      static const std::vector<std::string> openings = {"(", "(?:", "(?i:", "(?P<n>"};
      regex += openings[random() % openings.size()] + random_regex(random, depth - 1) + ")";
    } else {
      regex += atoms[random() % atoms.size()];
    }
    regex += repeats[random() % repeats.size()];
    if (random() % 6 == 0) regex += "|";
  }
  return regex;
}

std::string random_text(std::mt19937& random, bool folding) {
  static const std::vector<std::string> pieces = {"\u212a", "\u017f", "a",      "b", "ab", "K", "k",
                                                  "\u00e9", "\u00c9", "\u65e5", "'", "-",  "]", "^",
                                                  ".",      "_",      "7",      " ", "\n", "{", "\xff"};
  std::string text;
  for (std::size_t i = random() % 24; i != 0; --i)
    text += pieces[folding ? random() % pieces.size() : 2 + random() % (pieces.size() - 2)];
  return text;
}

/// By the looser regex, and of what is beyond ASCII by one byte for each character.
TEST(Pattern, FindsWhatItPlainlyFindsWithRandomRegexes) {
  std::mt19937 random(8);
  std::size_t found = 0;
  for (int round = 0; round != 40; ++round) {
    const std::string regex = random_regex(random, 2);
    Rule rule;
    rule.regex = regex;
    rule.group = random() % 2 == 0 ? 0 : Rule::first_group;
    if (!Pattern::check(rule)) continue;
    const Pattern pattern(rule);
    for (int texts = 0; texts != 4; ++texts) {
      const std::string text = random_text(random, texts == 0);
      const std::size_t begin = random() % (text.size() + 1);
      for (const Window window : {Window{0, text.size()}, Window{begin, text.size()},
                                  Window{begin, begin + random() % (text.size() - begin + 1)}}) {
        std::vector<Match> quick;
        std::vector<Match> plain;
        pattern.find(rule, text, window, window.end, quick);
        pattern.find_plainly(rule, text, window, window.end, plain);
        const auto same = [](const Match& a, const Match& b) {
          return a.match.begin == b.match.begin && a.match.end == b.match.end && a.value.begin == b.value.begin &&
                 a.value.end == b.value.end;
        };
        ASSERT_TRUE(std::equal(quick.begin(), quick.end(), plain.begin(), plain.end(), same))
            << regex << " in " << text << " from " << window.begin;
        found += plain.size();
      }
    }
  }
  EXPECT_GT(found, 100);
}

TEST(ToLoose, MatchesWhereverRandomRegexesDo) {
  std::mt19937 random(6);
  re2::RE2::Options quiet;
  quiet.set_log_errors(false);
  re2::RE2::Options latin = quiet;
  latin.set_encoding(re2::RE2::Options::EncodingLatin1);
  int matches = 0;
  for (int round = 0; round != 200; ++round) {
    const std::string regex = random_regex(random, 2);
    const re2::RE2 exact(regex, quiet);
    const auto made = to_loose(regex);
    if (!exact.ok() || !made) continue;
    const re2::RE2 loose(made->text, latin);
    ASSERT_TRUE(loose.ok()) << regex << " as " << made->text;
    const std::string text = random_text(random, false);
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (!exact.Match(text, at, text.size(), re2::RE2::ANCHOR_START, nullptr, 0)) continue;
      ASSERT_TRUE(loose.Match(text, at, text.size(), re2::RE2::ANCHOR_START, nullptr, 0))
          << regex << " as " << made->text << " in " << text << " at " << at;
      ++matches;
    }
  }
  EXPECT_GT(matches, 500);
}

TEST(ToLoose, SaysWhetherItDropsBounds) {
  for (const char* regex : {"a{5}b{1,4}[^x]*", "\u00e9{2,}"}) EXPECT_FALSE(to_loose(regex)->drops_bounds) << regex;
  for (const char* regex : {"a{1,5}", "[^x]{0,60}"}) EXPECT_TRUE(to_loose(regex)->drops_bounds) << regex;
}

TEST(ToLoose, SaysWhetherTheRegexTellsCharactersBeyondAsciiApart) {
  for (const char* regex : {"a.[^x]\\S\\W", "[\\D]\\x7f"}) EXPECT_FALSE(to_loose(regex)->names_others) << regex;
  for (const char* regex : {"\u00e9", "[^\u00e9]", "\\pL", "[\\p{Lu}]", "\\xe9", "\\x{e9}", "[ -\\x{ff}]"})
    EXPECT_TRUE(to_loose(regex)->names_others) << regex;
}

TEST(ToAscii, MatchesTheSameInAscii) {
  EXPECT_EQ(to_ascii(R"(\p{L}[\p{Lu}\d]\x{2013}[^\n])"), R"([A-Za-z][A-Z\d]\xFF[^\n])");
  EXPECT_EQ(to_re2(R"((?<name>a)\(?<)"), R"((?P<name>a)\(?<)");
}

}  // namespace
}  // namespace cavra::privacy
