#include "privacy/spacing.h"

#include <gtest/gtest.h>

namespace cavra::privacy {
namespace {

struct Case {
  std::string_view text;
  std::string_view closed;
};

TEST(CloseSpacing, ClosesLettersThatStandApart) {
  const Case cases[] = {
      {"j o h n @ a c m e . c o m", "john@acme.com"},
      {"j o h n   s m i t h", "john smith"},
      {"J  a  n  e    D  o  e", "Jane Doe"},
      {"see j o h n @ a c m e . c o m, please", "see john@acme.com, please"},
      {"j.o.h.n.d", "johnd"},
      {"4-1-1-1-1-1-1-1-1", "411111111"},
      {"A c m e", "Acme"},
      {"\xE5\xBC\xA0 \xE4\xBC\x9F \xE6\x98\xAF \xE5\xAE\xA2", "\xE5\xBC\xA0\xE4\xBC\x9F\xE6\x98\xAF\xE5\xAE\xA2"},
  };
  for (const Case& wanted : cases) {
    std::string out;
    EXPECT_TRUE(close_spacing(wanted.text, out)) << wanted.text;
    EXPECT_EQ(out, wanted.closed);
  }
}

TEST(CloseSpacing, LeavesWhatIsWritten) {
  for (const char* text : {"", "plain words", "a b c", "I am a b", "1.2.3.4.5", "plan B or C", "- - - - -", "U.S.A.",
                           "e.g. i.e. a.k.a.", "2026-07-21", "a/b/c"}) {
    std::string out;
    EXPECT_FALSE(close_spacing(text, out)) << text << " became " << out;
  }
}

TEST(CloseSpacing, JoinsTheLinesOfAnEncodedRun) {
  const std::string line(64, 'Q');
  std::string out;
  EXPECT_TRUE(close_spacing(line + "\n" + line + "\r\n  abc", out));
  EXPECT_EQ(out, line + line + "abc");
  EXPECT_FALSE(close_spacing("a line of words\nand another", out));
}

TEST(CloseSpacing, SaysWhereEachCharacterCameFrom) {
  std::string out;
  OffsetMap map;
  map.reset(nullptr);
  ASSERT_TRUE(close_spacing("x, j o h n!", out, &map));
  ASSERT_EQ(out, "x, john!");
  const std::uint32_t wanted[] = {0, 1, 2, 3, 5, 7, 9, 10, 11};
  for (std::uint32_t i = 0; i < 9; ++i) EXPECT_EQ(map.at(i), wanted[i]) << i;
}

}  // namespace
}  // namespace cavra::privacy
