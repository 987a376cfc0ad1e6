#include "crypto/digest.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "base/hex.h"
#include "crypto/load.h"

namespace cavra::crypto {
namespace {

constexpr std::string_view two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

struct Vector {
  std::string message;
  std::string_view sha256;
  std::string_view sha512;
};

// FIPS 180-4's examples, and the empty message and the million of the CAVP's.
const std::vector<Vector>& vectors() {
  static const std::vector<Vector> all = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
       "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a8"
       "1a53832"
       "7af927da3e"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
       "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80"
       "e2a9ac9"
       "4fa54ca49f"},
      {std::string(two_blocks), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
       "204a8fc6dda82f0a0ced7beb8e08a41657c16ef468b228a8279be331a703c33596fd15c13b1b07f9aa1d3bea57789ca031ad85c7a71dd70"
       "354ec63"
       "1238ca3445"},
      {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
       "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973ebde0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2"
       "e4eadb2"
       "17ad8cc09b"},
  };
  return all;
}

TEST(Load, FindsLibcryptoAndMayBeAskedAgain) {
  EXPECT_TRUE(load());
  EXPECT_TRUE(load());
}

TEST(Sha, IsThatOfFips180) {
  for (const Vector& v : vectors()) {
    EXPECT_EQ(to_hex(sha256(v.message)), v.sha256);
    EXPECT_EQ(to_hex(sha512(v.message)), v.sha512);
  }
}

TEST(Sha, OfPiecesIsThatOfTheWholeWhereverItIsCut) {
  const std::string message = vectors()[2].message + vectors()[2].message + vectors()[2].message;
  Sha256 in_pieces;
  Sha512 longer;
  for (std::size_t cut = 0; cut <= message.size(); ++cut) {
    in_pieces.add(std::string_view(message).substr(0, cut));
    in_pieces.add(std::string_view(message).substr(cut));
    ASSERT_EQ(in_pieces.finish(), sha256(message)) << cut;
    longer.add(std::string_view(message).substr(0, cut));
    longer.add(std::string_view(message).substr(cut));
    ASSERT_EQ(longer.finish(), sha512(message)) << cut;
  }
}

TEST(Sha, MovesWithWhatWasAdded) {
  Sha256 first;
  first.add("a");
  Sha256 second = std::move(first);
  second.add("b");
  Sha256 third;
  third.add("x");
  third = std::move(second);
  third.add("c");
  EXPECT_EQ(third.finish(), sha256("abc"));
}

TEST(Sha, IsTheSameOnEveryThread) {
  std::vector<std::thread> threads;
  std::vector<Digest> digests(4);
  for (Digest& digest : digests)
    threads.emplace_back([&digest] {
      for (int i = 0; i != 100; ++i) digest = sha256("abc");
    });
  for (std::thread& thread : threads) thread.join();
  for (const Digest& digest : digests) EXPECT_EQ(digest, sha256("abc"));
}

struct MacVector {
  std::string key;
  std::string message;
  std::string_view mac;
};

TEST(HmacSha256, IsThatOfRfc4231) {
  std::string counting;
  for (char c = 1; c <= 25; ++c) counting += c;
  const MacVector cases[] = {
      {std::string(20, '\x0b'), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {counting, std::string(50, '\xcd'), "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
      {std::string(131, '\xaa'),
       "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
       "hashed "
       "before being used by the HMAC algorithm.",
       "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
  };
  for (const MacVector& c : cases) {
    const HmacSha256 hmac(c.key);
    EXPECT_EQ(to_hex(hmac(c.message)), c.mac);
    EXPECT_EQ(to_hex(hmac(c.message)), c.mac);  // the key is as it was
  }
}

TEST(RandomBytes, AreOfTheLengthAskedForAndNotTwiceTheSame) {
  EXPECT_EQ(random_bytes(0), "");
  EXPECT_EQ(random_bytes(1000).size(), 1000U);
  EXPECT_NE(random_bytes(32), random_bytes(32));
}

}  // namespace
}  // namespace cavra::crypto
