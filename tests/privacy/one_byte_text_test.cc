#include "privacy/one_byte_text.h"

#include <gtest/gtest.h>

namespace cavra::privacy {
namespace {

TEST(OneByteText, HasAByteForEachCharacterAndTheCharactersBeside) {
  const std::string_view text = "\u00e9a\u65e5b\U0001F600c";
  OneByteText one;
  ASSERT_TRUE(one.read(text, 0, text.size()));
  EXPECT_EQ(one.text(),
            "\xFE"
            "a\xFE"
            "b\xFE"
            "c");
  EXPECT_EQ(one.there(2), 3);
  EXPECT_EQ(one.here(6), 3);
  EXPECT_EQ(one.there(6), text.size());
  ASSERT_TRUE(one.read(text, 3, 7));  // the third and the fourth
  EXPECT_EQ(one.text(),
            "a\xFE"
            "b\xFE");
  EXPECT_EQ(one.here(3), 1);
  EXPECT_EQ(one.here(7), 3);
  EXPECT_EQ(one.there(3), 7);
}

TEST(OneByteText, IsOfUtf8Alone) {
  OneByteText one;
  EXPECT_FALSE(one.read("a\xFF", 0, 2));
  EXPECT_FALSE(one.read("\u00e9", 0, 1));
  EXPECT_FALSE(one.read("\u00e9", 1, 2));
  EXPECT_FALSE(one.read("ab\xFF", 0, 2));
  EXPECT_TRUE(one.read("", 0, 0));
}

}  // namespace
}  // namespace cavra::privacy
