#include "crypto/der.h"

#include <gtest/gtest.h>

#include "base/hex.h"

namespace cavra::crypto {
namespace {

TEST(Der, WritesTheShortestLength) {
  EXPECT_EQ(to_hex(der('\x04', "")), "0400");
  EXPECT_EQ(to_hex(der('\x04', std::string(127, 'a')).substr(0, 3)), "047f61");
  EXPECT_EQ(to_hex(der('\x04', std::string(128, 'a')).substr(0, 4)), "04818061");
  EXPECT_EQ(to_hex(der('\x04', std::string(255, 'a')).substr(0, 4)), "0481ff61");
  EXPECT_EQ(to_hex(der('\x04', std::string(256, 'a')).substr(0, 5)), "0482010061");
}

TEST(Der, WritesNumbersWithoutASignAndWithoutNeedlessZeros) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "020100"},     {"00", "020100"},     {"01", "020101"},      {"007f", "02017f"},
      {"80", "02020080"}, {"0080", "02020080"}, {"ff00", "020300ff00"}};
  for (const auto& [number, integer] : cases) EXPECT_EQ(to_hex(der_unsigned(*from_hex(number))), integer) << number;
}

TEST(Der, WritesSignaturesAsOpenSslReadsThem) {
  EXPECT_EQ(to_hex(der_signature(*from_hex("00018000"))),
            "3008020101020300"
            "8000");
}

}  // namespace
}  // namespace cavra::crypto
