#include "base/utf8.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace cavra {
namespace {

using namespace std::string_view_literals;

// Unicode's White_Space property (PropList.txt), and U+001C to U+001F.
constexpr std::array<std::uint32_t, 29> spaces = {0x09,   0x0A,   0x0B,   0x0C,   0x0D,   0x1C,   0x1D,   0x1E,
                                                  0x1F,   0x20,   0x85,   0xA0,   0x1680, 0x2000, 0x2001, 0x2002,
                                                  0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A,
                                                  0x2028, 0x2029, 0x202F, 0x205F, 0x3000};

std::string utf8(std::uint32_t code_point) {
  std::string out;
  append_utf8(out, code_point);
  return out;
}

TEST(Utf8, EveryCodePointIsReadAsItWasWritten) {
  for (std::uint32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = utf8(c);
    const Utf8Char read = decode_utf8(text);
    ASSERT_EQ(read.code_point, c);
    ASSERT_EQ(read.size, text.size());
    ASSERT_EQ(invalid_utf8_at(text), text.size());
    ASSERT_EQ(count_code_points(text), 1U);
  }
}

TEST(Utf8, OnlyTheShortestFormsOfCodePointsAreWellFormed) {
  // Every sequence of one to three bytes, and those of four with a fixed last byte, beside the table of RFC 3629, 4.
  const auto in = [](int byte, int low, int high) { return byte >= low && byte <= high; };
  for (int a = 0x80; a < 0x100; ++a)
    for (int b = 0; b < 0x100; ++b) {
      const std::string two = {static_cast<char>(a), static_cast<char>(b)};
      const bool tail = in(b, 0x80, 0xBF);
      ASSERT_EQ(decode_utf8(two).size, in(a, 0xC2, 0xDF) && tail ? 2U : 0U) << a << ' ' << b;
      const std::string three = two + "\xBF";
      const bool of_three = (a == 0xE0 && in(b, 0xA0, 0xBF)) || (a == 0xED && in(b, 0x80, 0x9F)) ||
                            ((in(a, 0xE1, 0xEC) || in(a, 0xEE, 0xEF)) && tail);
      ASSERT_EQ(decode_utf8(three).size, in(a, 0xC2, 0xDF) && tail ? 2U : of_three ? 3U : 0U) << a << ' ' << b;
      const bool of_four =
          (a == 0xF0 && in(b, 0x90, 0xBF)) || (in(a, 0xF1, 0xF3) && tail) || (a == 0xF4 && in(b, 0x80, 0x8F));
      if (a >= 0xF0) {
        ASSERT_EQ(decode_utf8(three + "\x80").size, of_four ? 4U : 0U) << a << ' ' << b;
        ASSERT_EQ(decode_utf8(three).size, 0U) << a << ' ' << b;
        ASSERT_EQ(decode_utf8(three + "z").size, 0U) << a << ' ' << b;
      }
    }
  EXPECT_EQ(decode_utf8("").size, 0U);
}

TEST(Utf8, TheFirstByteThatIsWrongIsNamed) {
  EXPECT_EQ(invalid_utf8_at(""), 0U);
  EXPECT_EQ(invalid_utf8_at("ab\xC3\xA9"), 4U);
  EXPECT_EQ(invalid_utf8_at("ab\xC3"), 2U);
  EXPECT_EQ(invalid_utf8_at("\xE2\x82\xAC\xFFz"), 3U);
}

TEST(WhiteSpace, IsThatOfUnicodeAndFourControls) {
  const std::set<std::uint32_t> wanted(spaces.begin(), spaces.end());
  for (std::uint32_t c = 0; c <= 0x10FFFF; ++c) ASSERT_EQ(is_space(c), wanted.contains(c)) << std::hex << c;
}

TEST(Strip, TakesEveryWhiteSpaceOffBothEnds) {
  std::string all;
  for (const std::uint32_t c : spaces) all += utf8(c);
  EXPECT_EQ(strip(all + "a b" + all), "a b");
  EXPECT_EQ(strip(all), "");
  EXPECT_EQ(strip(""), "");
  for (const std::uint32_t c : spaces) {
    EXPECT_EQ(strip(utf8(c) + "x" + utf8(c)), "x");
    EXPECT_EQ(strip("x" + utf8(c) + "y"), "x" + utf8(c) + "y");
  }
}

TEST(Strip, LeavesWhatOnlyLooksLikeWhiteSpace) {
  // Zero-width space and joiner, word joiner, byte order mark, Mongolian vowel separator, Hangul filler, Braille blank.
  for (const std::uint32_t c : {0x200BU, 0x200DU, 0x2060U, 0xFEFFU, 0x180EU, 0x3164U, 0x2800U, 0x1BU, 0x7FU, 0x00U})
    EXPECT_EQ(strip(utf8(c)), utf8(c)) << std::hex << c;
}

TEST(Strip, LeavesLettersOfEveryLength) {
  for (const std::string_view text : {"a"sv, "\xC3\xA9"sv, "\xE2\x82\xAC"sv, "\xF0\x9F\x98\x80"sv, "\xE3\x80\x81"sv}) {
    EXPECT_EQ(strip(text), text);
    EXPECT_EQ(strip("\xE3\x80\x80" + std::string(text) + "\xC2\xA0"), text);
  }
}

TEST(LowerCase, IsThatOfAsciiAndOfTheKelvinSign) {
  EXPECT_EQ(lower_case("API_Key-09[Z]@`{"), "api_key-09[z]@`{");
  EXPECT_EQ(lower_case("to\xE2\x84\xAA"
                       "en"),
            "token");
  EXPECT_EQ(lower_case("\xE2\x84\xAB\xC3\x89\xC4\xB0"), "\xE2\x84\xAB\xC3\x89\xC4\xB0");
  EXPECT_EQ(lower_case("\xE2\x84"), "\xE2\x84");
  EXPECT_EQ(lower_case(""), "");
}

TEST(Printable, ShowsWhatHidesOnATerminal) {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"plain, caf\xC3\xA9 \xF0\x9F\x98\x80", "plain, caf\xC3\xA9 \xF0\x9F\x98\x80"},
      {"a\nb\tc\r", "a\\u{A}b\\u{9}c\\u{D}"},
      {"\x1B[31m", "\\u{1B}[31m"},
      {"\0"sv, "\\u{0}"},
      {"\x7F\xC2\x9B", "\\u{7F}\\u{9B}"},
      {"\xE2\x80\xAE"
       "txt.exe",
       "\\u{202E}txt.exe"},
      {"\xE2\x81\xA6\xE2\x80\x8B\xE2\x80\xA8\xEF\xBB\xBF", "\\u{2066}\\u{200B}\\u{2028}\\u{FEFF}"},
      {"a\xFFz\xE2\x82", "a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"", ""},
  };
  for (const auto& [text, wanted] : table) EXPECT_EQ(printable(text), wanted);
}

TEST(Printable, LeavesNoByteThatATerminalActsOn) {
  for (std::uint32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string shown = printable(utf8(c));
    ASSERT_TRUE(std::none_of(shown.begin(), shown.end(), [](char byte) {
      return (byte >= 0 && byte < 0x20) || byte == 0x7F;
    })) << c;
  }
}

}  // namespace
}  // namespace cavra
