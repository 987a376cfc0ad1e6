#include "base/hex.h"

#include <gtest/gtest.h>

#include <array>

namespace cavra {
namespace {

using namespace std::string_view_literals;

TEST(Hex, WritesTwoSmallDigitsAByte) {
  EXPECT_EQ(to_hex(""sv), "");
  EXPECT_EQ(to_hex("\x00\x1f\xA0\xff"sv), "001fa0ff");
  EXPECT_EQ(to_hex(std::array<std::uint8_t, 2>{0xAB, 0x01}), "ab01");
}

TEST(Hex, ReadsDigitsOfEitherCase) {
  EXPECT_EQ(from_hex(""), "");
  EXPECT_EQ(from_hex("001fA0fF"), "\x00\x1f\xA0\xff"sv);
}

TEST(Hex, RefusesWhatIsNoPairOfDigits) {
  for (const std::string_view text : {"0", "001", "0g", "g0", "0x", " 00", "00 ", "+1", "-1", "\xC3\xA4"})
    EXPECT_FALSE(from_hex(text)) << text;
}

}  // namespace
}  // namespace cavra
