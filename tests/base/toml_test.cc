#include "base/toml.h"

#include <gtest/gtest.h>

namespace cavra {
namespace {

/// The value of `a`, or where the text is no TOML.
std::string a_of(std::string_view text) {
  const toml::parse_result parsed = toml::parse(text);
  if (parsed) return parsed.table()["a"].value_or(std::string("no text"));
  return std::to_string(parsed.error().source().begin.line) + ":" +
         std::to_string(parsed.error().source().begin.column);
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

}  // namespace
}  // namespace cavra
