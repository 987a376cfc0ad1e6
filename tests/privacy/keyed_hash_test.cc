#include "privacy/keyed_hash.h"

#include <gtest/gtest.h>

#include "base/hex.h"
#include "privacy/siphash.h"

namespace cavra::privacy {
namespace {

TEST(KeyedHash, IsHmacSha256) {
  // Computed by Python's hmac: key 00 01 .. 1f, message "hello".
  std::string key;
  for (char c = 0; c != 32; ++c) key += c;
  const auto hash = KeyedHash::with_key(key);
  ASSERT_TRUE(hash) << to_text(hash.error());
  EXPECT_EQ(to_hex((*hash)("hello")), "53c40272a70c15ca4ee0af4df1f155fd6c41e00ce2307d8987ecd4bb36a7e990");
}

TEST(KeyedHash, WantsAKeyOf32Bytes) {
  const auto hash = KeyedHash::with_key("short");
  ASSERT_FALSE(hash);
  EXPECT_EQ(to_text(hash.error()), "the key has not 32 bytes; make one with scan --new-key");
}

TEST(SipHash, IsThatOfItsPaper) {
  // Appendix A: key 00 .. 0f, message 00 .. 0e.
  std::string message;
  for (char c = 0; c != 15; ++c) message += c;
  EXPECT_EQ(SipHash(0x0706050403020100U, 0x0F0E0D0C0B0A0908U)(message), 0xA129CA6149BE45E5U);
}

}  // namespace
}  // namespace cavra::privacy
