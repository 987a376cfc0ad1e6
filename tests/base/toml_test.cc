#include "base/toml.h"

#include <gtest/gtest.h>

namespace cavra {
namespace {

/// The value of `a`, or where the text is no TOML.
std::string a_of(std::string_view text) {
  const auto table = read_toml(text);
  if (table) return (*table)["a"].value_or(std::string("no text"));
  return std::to_string(table.error().line) + ":" + std::to_string(table.error().column);
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i != times; ++i) all += text;
  return all;
}

TEST(Toml, LettersBeyondAsciiAreNoWhiteSpace) {
  EXPECT_EQ(a_of("a = \"\"\"\\\n   élan\"\"\""), "élan");
  EXPECT_EQ(a_of("a = \"\"\"\\\n   Ϝ\"\"\""), "Ϝ");
  EXPECT_EQ(a_of("a = \"x\"é"), "1:8");
  EXPECT_EQ(a_of("é = 1"), "1:1");
  EXPECT_EQ(a_of("[aϜ]"), "1:3");
}

TEST(Toml, KeysInBracketsThatBeginAsNoneAreRefused) {
  for (const char* text : {"[)", "[)a]", "[[)", "[!.a]", "[é]", "[,]"})
    EXPECT_EQ(a_of(text), "1:" + std::string(text[1] == '[' ? "3" : "2")) << text;
  EXPECT_EQ(a_of("a = {) = 1}"), "1:6");
}

// What is deeper would end in toml++'s recursion: at 500,000 levels, which a mebibyte holds, with the stack.
TEST(Toml, AtMost32LevelsAreRead) {
  constexpr std::string_view parts = "a key of more than 32 parts";
  constexpr std::string_view levels = "arrays and tables in each other to more than 32 levels";
  struct Row {
    std::string_view begin, level, end, close, tail;
    int most;
    std::string_view what;
  };
  const Row rows[] = {
      {"", "b.", "b = 1", "", "", 31, parts},
      {"", "b . ", "b = 1", "", "", 31, parts},
      {"[", "b.", "b]", "", "", 31, parts},
      {"[[", "b.", "b]]", "", "", 31, parts},
      {"", "'b'.", "b = 1", "", "", 31, parts},
      {"", "\"b\".", "b = 1", "", "", 31, parts},
      {"c = {", "b.", "b = 1}", "", "", 31, parts},
      {"c = {x = '''d''''', ", "b.", "b = 1}", "", "", 31, parts},
      {"c = {x = \"\"\"d\\\"\"\"\"\", ", "b.", "b = 1}", "", "", 31, parts},
      {"c = [ # [{\"'\n", "{b = ", "1", "}", "]", 31, levels},
      {"c = ", "[", "", "]", "", 32, levels},
  };
  for (const Row& row : rows) {
    const auto text = [&row](int times) {
      return std::string(row.begin) + repeated(row.level, times) + std::string(row.end) + repeated(row.close, times) +
             std::string(row.tail);
    };
    EXPECT_TRUE(read_toml(text(row.most))) << text(row.most);
    for (const int times : {row.most + 1, 500'000}) {
      const auto read = read_toml(text(times));
      ASSERT_FALSE(read) << text(row.most);
      EXPECT_EQ(read.error().what, row.what) << text(row.most);
    }
  }
}

TEST(Toml, DotsAndBracketsInStringsAndCommentsAreNoLevels) {
  const std::string marks = repeated(".", 100) + repeated("[", 100);
  for (const std::string quote : {"'", "\"", "'''", "\"\"\""})
    EXPECT_EQ(a_of("# " + marks + "\na = " + quote + marks + quote + " # " + marks + "\n[b]\nc = 1"), marks) << quote;
  EXPECT_EQ(a_of("a = [" + repeated("1.5, ", 100) + "]\n" + repeated("[[b]]\n", 100)), "no text");
}

TEST(Toml, AnErrorIsAtItsLetter) { EXPECT_EQ(a_of("a = 1\n'é'" + repeated(".b", 32) + " = 1"), "2:66"); }

}  // namespace
}  // namespace cavra
