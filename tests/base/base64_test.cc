#include "base/base64.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace cavra {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view bytes;
  std::string_view text;
};

// RFC 4648, section 10, and both characters that the alphabets do not share.
constexpr Case vectors[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
    {"\xfb\xef\xbe\xff\xff\xff", "++++////"},
};

TEST(Base64, WritesAndReadsTheVectorsOfRfc4648) {
  for (const Case& c : vectors) {
    EXPECT_EQ(to_base64(c.bytes), c.text);
    EXPECT_EQ(from_base64(c.text), c.bytes);
  }
  EXPECT_EQ(to_base64(std::array<std::uint8_t, 1>{'f'}), "Zg==");
}

TEST(Base64, ReadsTheUrlSafeAlphabet) { EXPECT_EQ(from_base64("----____"), "\xfb\xef\xbe\xff\xff\xff"sv); }

TEST(Base64, RefusesAnythingButTheOneSpelling) {
  constexpr std::string_view refused[] = {"Zg",     "Zg=",   "Zg===", "Zm8",      "Zm8==", "Zm9v====",  "=",
                                          "==",     "====",  "A===",  "Zg==Zg==", "Z===",  "Zm=v",  // padding
                                          "Zh==",   "Zm9=",  "Z/==",                                // trailing bits
                                          "+-+-",   "++__",  "/A-_",                                // both alphabets
                                          "Zm9v\n", " Zm9v", "Zm 9",  "Zm9\0"sv,  "Zm9*",  "\xC3\xA4Zg"};
  for (const std::string_view text : refused) EXPECT_FALSE(from_base64(text)) << text;
}

RC_GTEST_PROP(Base64, ReadsBackWhatItWrote, (const std::string& bytes)) {
  RC_ASSERT(from_base64(to_base64(bytes)) == std::optional(bytes));
}

// One spelling: whatever is read, in the standard alphabet, is what would have been written.
RC_GTEST_PROP(Base64, ReadsOnlyWhatItWouldWrite, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AQgw8+/=")));
  const auto bytes = from_base64(text);
  if (bytes) RC_ASSERT(to_base64(*bytes) == text);
}

}  // namespace
}  // namespace cavra
