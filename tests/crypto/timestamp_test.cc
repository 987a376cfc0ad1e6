// With an answer that `openssl ts` gave; tests/seal/timestamp_test.py asks it anew, for seals.
#include "crypto/timestamp.h"

#include <gtest/gtest.h>

#include <array>

#include "base/disk.h"
#include "base/hex.h"

namespace cavra::crypto {
namespace {

std::string seed(const std::string& name) {
  return read_file(*make_real_disk(), CAVRA_SOURCE_DIR "/fuzz/seeds/timestamp/" + name, std::size_t{1} << 20U).value();
}

std::expected<Time, Error> verified(const std::string& token, std::string_view stamped = "stamped") {
  return verify_timestamp(token, sha256(stamped), std::array{seed("tsa.pem")});
}

TEST(Timestamp, StatesTheLatestMomentThatItAllows) {
  for (const char* name : {"good.tsr", "bare.der"}) {
    const auto time = verified(seed(name));
    ASSERT_TRUE(time) << to_text(time.error());
    EXPECT_EQ(time_text(*time), "2026-11-25T22:54:19Z");  // and a second of accuracy
  }
}

TEST(Timestamp, OfOtherBytesProvesNothing) {
  const auto time = verified(seed("good.tsr"), "stumped");
  ASSERT_FALSE(time);
  EXPECT_EQ(to_text(time.error()),
            "it is for other bytes than this seal's record; ask the authority again, with a request of `timestamp "
            "--tsa-request`");
}

TEST(Timestamp, ThatWasRefusedIsNone) {
  const auto time = verified(seed("refused.tsr"));
  ASSERT_FALSE(time);
  EXPECT_EQ(time.error().what, "the authority refused the request");
}

TEST(Timestamp, WithAChangedByteIsRefusedOrSaysTheSame) {
  const std::string good = seed("bare.der");
  const auto stated = verified(good);
  for (std::size_t i = 0; i < good.size(); i += 3) {
    std::string changed = good;
    changed[i] = static_cast<char>(changed[i] ^ 0x10);
    const auto time = verified(changed);
    // The certificate that comes with it is not needed, since the one that is trusted is the same.
    EXPECT_TRUE(!time || *time == *stated) << i;
  }
}

TEST(Timestamp, RefusesWhatIsNoToken) {
  for (const std::string& bytes :
       {std::string(), std::string("hello"), seed("tsa.pem"), seed("good.tsr") + "x", seed("good.tsr").substr(1)})
    EXPECT_EQ(verified(bytes).error().what, "it is no RFC 3161 response and no token");
}

TEST(Timestamp, WantsACertificate) {
  const auto none = verify_timestamp(seed("good.tsr"), sha256("stamped"), {});
  ASSERT_FALSE(none);
  EXPECT_EQ(to_text(none.error()), "there is no certificate; give the authority's certificate (PEM)");
  const auto other =
      verify_timestamp(seed("good.tsr"), sha256("stamped"),
                       std::array{std::string("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")});
  EXPECT_EQ(other.error().what, "a PEM block is no certificate");
}

TEST(TimestampRequest, IsAsRfc3161HasIt) {
  const std::string request = timestamp_request(sha256("stamped"));
  // TimeStampReq 1, SHA-256 with NULL, the digest; a nonce; certReq.
  const std::string head =
      "3043020101"
      "3031300d060960864801650304020105000420" +
      to_hex(sha256("stamped"));
  const std::string text = to_hex(request);
  EXPECT_EQ(text.substr(4, head.size() - 4), head.substr(4));
  EXPECT_TRUE(text.ends_with("0101ff"));
  EXPECT_EQ(static_cast<std::size_t>(static_cast<unsigned char>(request[1])) + 2, request.size());
  EXPECT_NE(request, timestamp_request(sha256("stamped")));
}

}  // namespace
}  // namespace cavra::crypto
