#include "privacy/unescape.h"

#include <gtest/gtest.h>

namespace cavra::privacy {
namespace {

struct Case {
  std::string_view text;
  std::string_view unescaped;
};

TEST(Unescape, UndoesOneLevel) {
  const Case cases[] = {
      {"", ""},
      {"100% of 3 & 4 \\ 5", "100% of 3 & 4 \\ 5"},
      {"a%40b", "a@b"},
      {"a%2540b", "a%40b"},
      {"%E5%BC%A0", "\xE5\xBC\xA0"},
      {"%FC", "\xC3\xBC"},             // Latin-1
      {"%C3%FC", "\xC3\x83\xC3\xBC"},  // no UTF-8 either
      {"%F0%9F%98%80%F0%9F", "\xF0\x9F\x98\x80\xC3\xB0\xC2\x9F"},
      {"%u0041%U0042", "AB"},
      {"%4", "%4"},
      {"&commat;&#64;&#x40;&#X40;&#64", "@@@@@"},
      {"&amp;lt;", "&lt;"},
      {"&nosuch; &;", "&nosuch; &;"},
      {"&CounterClockwiseContourIntegral;", "\xE2\x88\xB3"},
      {"&#1114112;&#xD800;", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\\u0041\\x42\\103\\U00000044\\u{45}", "ABCDE"},
      {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
      {"\\ud83d.", "\xEF\xBF\xBD."},
      {"\\xE5\\xBC\\xA0", "\xE5\xBC\xA0"},
      {"a\\/b\\n\\t\\\"\\\\", "a/b\n\t\"\\"},
      {"\\q\\u12", "\\q\\u12"},
      {"\\", "\\"},
  };
  for (const Case& wanted : cases) {
    std::string out;
    const Unescaped result = unescape(wanted.text, out);
    EXPECT_EQ(out, wanted.unescaped) << wanted.text;
    EXPECT_EQ(result.used != 0, has_escapes(wanted.text)) << wanted.text;
    EXPECT_EQ(result.used != 0, wanted.text != wanted.unescaped) << wanted.text;
  }
}

TEST(Unescape, SaysWhereEachCharacterCameFrom) {
  std::string out;
  OffsetMap map;
  map.reset(nullptr);
  unescape("ab%40c&#64;d", out, &map);
  ASSERT_EQ(out, "ab@c@d");
  const std::uint32_t wanted[] = {0, 1, 2, 5, 6, 11, 12};
  for (std::uint32_t i = 0; i < 7; ++i) EXPECT_EQ(map.at(i), wanted[i]) << i;
}

TEST(NamedEntity, KnowsEveryNameAndNoOther) {
  EXPECT_EQ(named_entity("amp"), U'&');
  EXPECT_EQ(named_entity("AElig"), U'\u00C6');
  EXPECT_EQ(named_entity("zwnj"), U'\u200C');
  EXPECT_EQ(named_entity(""), U'\0');
  EXPECT_EQ(named_entity("am"), U'\0');
  EXPECT_EQ(named_entity("ampx"), U'\0');
}

}  // namespace
}  // namespace cavra::privacy
