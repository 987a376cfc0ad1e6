#include "crypto/keys.h"

#include <gtest/gtest.h>

#include "base/hex.h"
#include "crypto/digest.h"
#include "crypto/pem.h"

namespace cavra::crypto {
namespace {

std::string unhex(std::string_view digits) {
  const auto bytes = from_hex(digits);
  if (!bytes) ADD_FAILURE() << "no hexadecimal digits: " << digits;
  return bytes.value_or("");
}

// The two integers of an ECDSA signature, each 64 hexadecimal digits, as DER.
std::string der_signature(std::string_view r, std::string_view s) {
  std::string body;
  for (std::string number : {unhex(r), unhex(s)}) {
    if ((number[0] & 0x80) != 0) number.insert(0, 1, '\0');
    body += std::string("\x02") + static_cast<char>(number.size()) + number;
  }
  return std::string("\x30") + static_cast<char>(body.size()) + body;
}

std::string p256_spki(std::string_view x, std::string_view y) {
  return unhex(std::string("3059301306072a8648ce3d020106082a8648ce3d03010703420004").append(x).append(y));
}

constexpr KeyKind kinds[] = {KeyKind::ed25519, KeyKind::ecdsa_p256, KeyKind::rsa_pss};

// Made once: an RSA key takes a while.
PrivateKey key_of(KeyKind kind) {
  static std::vector<PrivateKey> made = [] {
    std::vector<PrivateKey> keys;
    for (const KeyKind each : kinds) keys.push_back(PrivateKey::generate(each).value());
    return keys;
  }();
  return made[static_cast<std::size_t>(kind)];
}

struct EdVector {
  std::string_view seed;
  std::string_view public_key;
  std::string_view message;
  std::string_view signature;
};

// RFC 8032, 7.1: tests 1 to 3.
constexpr EdVector ed_vectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246"
     "55141438e"
     "7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb"
     "00d291612"
     "bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc"
     "027beceea"
     "1ec40a"},
};

TEST(Ed25519, SignsAndVerifiesAsRfc8032Does) {
  for (const EdVector& v : ed_vectors) {
    auto key = PrivateKey::from_ed25519(unhex(v.seed));
    ASSERT_TRUE(key) << to_text(key.error());
    EXPECT_EQ(to_hex(*key->public_key().ed25519_bytes()), v.public_key);
    EXPECT_EQ(to_hex(*key->sign(unhex(v.message))), v.signature);
    const auto public_key = PublicKey::from_ed25519(unhex(v.public_key));
    ASSERT_TRUE(public_key);
    EXPECT_EQ(*public_key, key->public_key());
    EXPECT_TRUE(public_key->verify(unhex(v.message), unhex(v.signature)));
    EXPECT_FALSE(public_key->verify(unhex(v.message) + "x", unhex(v.signature)));
  }
}

// RFC 6979, A.2.5.
TEST(EcdsaP256, VerifiesTheSignaturesOfRfc6979) {
  const auto key = PublicKey::from_spki(p256_spki("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
                                                  "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"));
  ASSERT_TRUE(key) << to_text(key.error());
  EXPECT_EQ(key->kind(), KeyKind::ecdsa_p256);
  EXPECT_FALSE(key->ed25519_bytes());
  const std::string sample = der_signature("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
                                           "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
  const std::string test = der_signature("f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367",
                                         "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083");
  EXPECT_TRUE(key->verify("sample", sample));
  EXPECT_TRUE(key->verify("test", test));
  EXPECT_FALSE(key->verify("test", sample));
  EXPECT_FALSE(key->verify("test", test + std::string(1, '\0')));
  EXPECT_FALSE(key->verify("test", test.substr(0, test.size() - 1)));
}

TEST(EcdsaP256, RefusesAPointThatIsNotOnTheCurve) {
  const auto key = PublicKey::from_spki(p256_spki("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
                                                  "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462298"));
  ASSERT_FALSE(key);
  EXPECT_EQ(to_text(key.error()), "the public key is damaged or not spelled as this kind of key is; export it again");
}

// Wycheproof, rsa_pss_3072_sha256_mgf1_32_test.json, the message "Test".
constexpr std::string_view pss_key =
    "3082018a0282018100c6fe23792566023c265287c5ac6f71541c0994d11d059ee6403986efa21c24b51bd91d8862f9df79a4e328e3e27c"
    "83df260b25a9b43420affc44b51e8d7525b6f29c372a405104732007527a62ed82fac73f4892a80e09682a41a58cd347017f3be7d80133"
    "4f92d9321aafd53b51bffabfc752cfccae0b1ee03bdaff9e428cc1c117f1ac96b4fe23f8c23e6381186a66fd59289339ae55c4bcdadbff"
    "84abdaa532240d4e1d28b2d0481dadd3b246557ca8fe18092817730b39e6ee378ffcc85b19ffdc916a9b991a6b66d4a9c7bab5f5e7a372"
    "2101142e7a4108c15d573b15289e07e46eaea07b42c2abcba330e99554b4656165bb4c0db2b6393a07eca575c51a93c4e15bdb0f747909"
    "447e3efe34c67ca8954b530e56a20a1b6d84d45ed1bcd3aa58ec06f184ee5857aaa819e1cca9a26f4e28d6b977d33916db9896d252d1af"
    "a762e287cb0d384cc75bfe53f4e922d02dd0a481c042e2d306b4b3c189371e575b25e0005a164cf69dd0976e4d5be476806ea6be6084e7"
    "1ab4f5ac5c1b12030203010001";
constexpr std::string_view pss_signature =
    "22915cfa1d7dd30f50b4c0e4cee42c5f0aa1b7a6644f8a11e611b2db042b122af8211ffc1dc220b435d8919cf64d715b54ff8a762f702b"
    "365cbdab455509b97d9b310011467d4186647b957e2efa404aed3b84840529bdef7746348385a1c6a2ecdb88d1cc2b40b36c346386739c"
    "39d2815938e463a35348426f17d32d633b873d6124d8b49a726743af7c0e56d63394155b63089c63ed8897f8af2a2260d33499afab11c9"
    "11faa754ced5acdac2de571f39c2768716e4308244a99d1e65da7061d2feb8ec8b4e517bd5e19cac626698479ab2019257cf83ad7b641d"
    "b2345b38006d63f84b41772b90037778389cc30ed6aba6af212d9326792af746d7bca9211fa344fdc2798a490aed3a2840620c2a85e3d9"
    "b9c38f2330072663e16dd26bc414c7d68f6b11d2cd3e0387c1834c5e2262a9e2dc1bf7c0108b4e2052566c7a941ef6b38c8687fd7abe6a"
    "dd2b745c2c2d680ae3e5646ce2e717ef9899c7f3fb1e3088e8c0587d86546f752771819595a7a3d422820ceaa12e3ee671a456dac673";

TEST(RsaPss, VerifiesTheSignatureOfWycheproof) {
  const auto key = PublicKey::from_spki(unhex(
      "308201d6304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d060960"
      "86480165030402010500a2030201200382018f00" +
      std::string(pss_key)));
  ASSERT_TRUE(key) << to_text(key.error());
  EXPECT_EQ(key->kind(), KeyKind::rsa_pss);
  EXPECT_TRUE(key->verify("Test", unhex(pss_signature)));
  EXPECT_FALSE(key->verify("Tset", unhex(pss_signature)));
  EXPECT_FALSE(key->verify("Test", std::string(1, '\0') + unhex(pss_signature)));
}

TEST(Keys, OfEveryKindSignWhatTheirPublicHalfVerifiesAndNothingElse) {
  for (const KeyKind kind : kinds) {
    PrivateKey key = key_of(kind);
    EXPECT_EQ(key.public_key().kind(), kind);
    const auto signature = key.sign("the message");
    ASSERT_TRUE(signature) << to_text(signature.error());
    EXPECT_TRUE(key.public_key().verify("the message", *signature));
    EXPECT_FALSE(key.public_key().verify("the massage", *signature));
    EXPECT_FALSE(key.public_key().verify("the message", ""));
    for (const KeyKind other : kinds)
      EXPECT_EQ(key_of(other).public_key().verify("the message", *signature), other == kind);
    for (std::size_t i = 0; i != signature->size(); ++i) {
      std::string changed = *signature;
      changed[i] = static_cast<char>(changed[i] ^ 1);
      EXPECT_FALSE(key.public_key().verify("the message", changed)) << name(kind) << " " << i;
    }
  }
}

TEST(Keys, ReadBackWhatTheyWrote) {
  for (const KeyKind kind : kinds) {
    const PrivateKey key = key_of(kind);
    const auto plain = PrivateKey::from_pem(key.to_pem(""));
    ASSERT_TRUE(plain) << to_text(plain.error());
    EXPECT_EQ(plain->public_key(), key.public_key());
    const auto public_key = PublicKey::from_pem(key.public_key().to_pem());
    ASSERT_TRUE(public_key) << to_text(public_key.error());
    EXPECT_EQ(*public_key, key.public_key());
    EXPECT_EQ(public_key->id(), to_hex(sha256(key.public_key().spki())));
    EXPECT_EQ(public_key->kind(), kind);
  }
}

TEST(Keys, OpenWithTheirPassphraseAlone) {
  const PrivateKey key = key_of(KeyKind::ed25519);
  const std::string pem(key.to_pem("correct horse"));
  EXPECT_TRUE(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
  EXPECT_TRUE(is_encrypted_key(pem));
  EXPECT_TRUE(is_private_key(pem));
  const auto opened = PrivateKey::from_pem(pem, "correct horse");
  ASSERT_TRUE(opened) << to_text(opened.error());
  EXPECT_EQ(opened->public_key(), key.public_key());
  const auto without = PrivateKey::from_pem(pem);
  ASSERT_FALSE(without);
  EXPECT_EQ(to_text(without.error()),
            "the key is encrypted; give its passphrase at the prompt, or with --passphrase-file or --passphrase-fd");
  const auto wrong = PrivateKey::from_pem(pem, "correct hors");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, Code::wrong_passphrase);
  EXPECT_NE(pem, std::string(key.to_pem("correct horse")));  // another salt each time
}

TEST(Keys, AreNamed) {
  for (const KeyKind kind : kinds) EXPECT_EQ(kind_named(name(kind)), kind);
  EXPECT_EQ(kind_named("rsa"), std::nullopt);
}

struct Refused {
  std::string_view why;
  std::string_view pem;
  std::string_view error;
};

TEST(PublicKeys, OfOtherKindsAreRefusedByName) {
  const Refused cases[] = {
#include "tests/crypto/refused_keys.inc"
  };
  for (const Refused& c : cases) {
    const auto key = PublicKey::from_pem(c.pem);
    ASSERT_FALSE(key) << c.why;
    EXPECT_EQ(to_text(key.error()), c.error) << c.why;
  }
}

TEST(PublicKeys, HaveOneSpelling) {
  for (const KeyKind kind : kinds) {
    const std::string spki = key_of(kind).public_key().spki();
    EXPECT_FALSE(PublicKey::from_spki(spki + std::string(1, '\0'))) << name(kind);
    EXPECT_FALSE(PublicKey::from_spki(std::string_view(spki).substr(0, spki.size() - 1))) << name(kind);
    EXPECT_FALSE(PublicKey::from_spki("")) << name(kind);
    for (std::size_t i = 0; i != spki.size(); ++i) {
      std::string changed = spki;
      changed[i] = static_cast<char>(changed[i] ^ 0x40);
      const auto key = PublicKey::from_spki(changed);
      EXPECT_TRUE(!key || key->id() != key_of(kind).public_key().id());  // another key, perhaps
    }
  }
}

TEST(PublicKeys, ArePublicAndPrivateKeysPrivate) {
  const PrivateKey key = key_of(KeyKind::ed25519);
  const auto public_key = PublicKey::from_pem(key.to_pem(""));
  ASSERT_FALSE(public_key);
  EXPECT_EQ(to_text(public_key.error()),
            "it is a private key where a public one belongs; take its public half: cavra-seal key show --public");
  const auto private_key = PrivateKey::from_pem(key.public_key().to_pem());
  ASSERT_FALSE(private_key);
  EXPECT_EQ(to_text(private_key.error()), "it is a public key where a private one belongs; name the private key");
}

}  // namespace
}  // namespace cavra::crypto
