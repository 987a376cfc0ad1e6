#include "seal/dsse.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/base64.h"
#include "base/hex.h"

namespace cavra::seal {
namespace {

// DSSE's protocol.md, its signature as DER; r and s stand there one after the other.
constexpr std::string_view protocol_key =
    "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
    "67cd390f77aa359cb08c2235f652270493a9ed832b0abcc01f70954c0390d238"
    "0c782bd54e269125a44f4433aff1432ce94e12bca73aa67ac80cea12608ddf74";
constexpr std::string_view protocol_envelope = R"({"payload": "aGVsbG8gd29ybGQ=",
 "payloadType": "http://example.com/HelloWorld",
 "signatures": [{"sig": "MEQCIANyarEBrVbCdjtsaqyOSHJ14qeRk6CdxfhZ2fjvPEo7AiBR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]})";

TEST(Pae, IsThatOfTheProtocol) {
  EXPECT_EQ(pae("http://example.com/HelloWorld", "hello world"),
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  EXPECT_EQ(pae("", ""), "DSSEv1 0  0 ");
  EXPECT_EQ(pae("\xC3\xA4", "\n"), "DSSEv1 2 \xC3\xA4 1 \n");  // lengths are bytes
}

TEST(Envelope, OfTheProtocolVerifies) {
  const auto key = crypto::PublicKey::from_spki(*from_hex(protocol_key));
  ASSERT_TRUE(key) << to_text(key.error());
  const auto envelope = parse_envelope(protocol_envelope, "protocol.json");
  ASSERT_TRUE(envelope) << to_text(envelope.error());
  EXPECT_EQ(envelope->payload, "hello world");
  ASSERT_EQ(envelope->signatures.size(), 1U);
  EXPECT_EQ(envelope->signatures[0].keyid, "");
  EXPECT_TRUE(key->verify(pae(*envelope), envelope->signatures[0].sig));
  EXPECT_FALSE(key->verify(pae("http://example.com/HelloWorld", "hello worlds"), envelope->signatures[0].sig));
}

TEST(Envelope, IsWrittenInOneWay) {
  EXPECT_EQ(write_envelope({"hello", "text/plain", {}}), R"({
  "payload": "aGVsbG8=",
  "payloadType": "text/plain",
  "signatures": []
}
)");
  EXPECT_EQ(write_envelope({"hello", "text/plain", {{"one", "\x01"}, {"two", "\x02\x03"}}}), R"({
  "payload": "aGVsbG8=",
  "payloadType": "text/plain",
  "signatures": [
    {
      "keyid": "one",
      "sig": "AQ=="
    },
    {
      "keyid": "two",
      "sig": "AgM="
    }
  ]
}
)");
}

RC_GTEST_PROP(Envelope, ReadsBackWhatItWrote, (const std::string& payload)) {
  Envelope envelope{payload, "text/plain", {}};
  const auto count = *rc::gen::inRange<std::size_t>(0, most_signatures + 1);
  for (std::size_t i = 0; i != count; ++i)
    envelope.signatures.push_back({"k" + std::to_string(i), *rc::gen::nonEmpty<std::string>()});
  const auto read = parse_envelope(write_envelope(envelope), "");
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == envelope);
}

TEST(Envelope, TakesBothAlphabetsOneToAString) {
  const auto read =
      parse_envelope(R"({"payload": "++//", "payloadType": "t", "signatures": [{"sig": "--__", "keyid": "k"}]})", "");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->payload, read->signatures[0].sig);
}

struct Refused {
  std::string_view json;
  std::string_view error;
};

TEST(Envelope, RefusesWhatTwoReadersCouldReadDifferently) {
  const Refused cases[] = {
      {R"([])", "e.json:1:1: the value is not an object; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t", "signatures": [])",
       "e.json:1:53: the text ends before the value does; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t", "signatures": [], "payload": ""})",
       "e.json:1:55: a key stands twice in one object; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t", "signatures": [], "p\u0061yload": ""})",
       "e.json:1:55: a key stands twice in one object; take the envelope as it was written"},
      {R"({"payloadType": "t", "signatures": []})",
       "e.json:1:1: it lacks payload; take the envelope as it was written"},
      {R"({"payload": "", "signatures": []})", "e.json:1:1: it lacks payloadType; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t"})",
       "e.json:1:1: it lacks signatures; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "", "signatures": []})",
       "e.json:1:32: payloadType is empty; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": 1, "signatures": []})",
       "e.json:1:32: payloadType is no string; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t", "signatures": [], "note": 1})",
       "e.json:1:63: it has a member that an envelope does not have; take the envelope as it was written"},
      {R"({"note": 1, "payload": "", "payloadType": "t", "signatures": []})",
       "e.json:1:10: it has a member that an envelope does not have; take the envelope as it was written"},
      {R"({"payload": 1, "payloadType": "t", "signatures": []})",
       "e.json:1:13: payload is no base64 string as RFC 4648 spells it; take the envelope as it was written"},
      {R"({"payload": "AA", "payloadType": "t", "signatures": []})",
       "e.json:1:13: payload is no base64 string as RFC 4648 spells it; take the envelope as it was written"},
      {R"({"payload": "AB==", "payloadType": "t", "signatures": []})",
       "e.json:1:13: payload is no base64 string as RFC 4648 spells it; take the envelope as it was written"},
      {R"({"payload": "+A-A", "payloadType": "t", "signatures": []})",
       "e.json:1:13: payload is no base64 string as RFC 4648 spells it; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t", "signatures": {}})",
       "e.json:1:51: signatures is no array; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t", "signatures": [1]})",
       "e.json:1:52: a signature is no object; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t", "signatures": [{"keyid": "k"}]})",
       "e.json:1:52: it lacks sig; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t", "signatures": [{"sig": ""}]})",
       "e.json:1:60: sig is empty; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t", "signatures": [{"sig": "AAAA", "keyid": null}]})",
       "e.json:1:77: keyid is no string; take the envelope as it was written"},
      {R"({"payload": "", "payloadType": "t", "signatures": [{"sig": "AAAA", "cert": ""}]})",
       "e.json:1:76: it has a member that an envelope does not have; take the envelope as it was written"},
  };
  for (const Refused& c : cases) {
    const auto read = parse_envelope(c.json, "e.json");
    ASSERT_FALSE(read) << c.json;
    EXPECT_EQ(to_text(read.error()), c.error) << c.json;
  }
}

TEST(Envelope, HoldsAtMost64Signatures) {
  Envelope envelope{"hello", "text/plain", {}};
  for (std::size_t i = 0; i != most_signatures; ++i) envelope.signatures.push_back({"", "s" + std::to_string(i)});
  EXPECT_TRUE(parse_envelope(write_envelope(envelope), ""));
  auto key = crypto::PrivateKey::generate(crypto::KeyKind::ed25519);
  const auto added = add_signature(envelope, *key);
  ASSERT_FALSE(added);
  EXPECT_EQ(to_text(added.error()), "an envelope holds at most 64 signatures; sign a seal that has fewer");
  EXPECT_TRUE(merge_into(envelope, envelope));
  Envelope other = envelope;
  other.signatures[0].sig = "another";
  EXPECT_FALSE(merge_into(envelope, other));
  envelope.signatures.push_back({"", "one more"});
  const auto read = parse_envelope(write_envelope(envelope), "e.json");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().what, "there are more than 64 signatures");
}

TEST(Envelope, HoldsNamesOfAtMost256Bytes) {
  const std::string most(256, 'k');
  EXPECT_TRUE(parse_envelope(write_envelope({"hello", most, {{most, "sig"}}}), ""));
  const auto type = parse_envelope(write_envelope({"hello", most + "k", {}}), "e.json");
  ASSERT_FALSE(type);
  EXPECT_EQ(type.error().what, "payloadType is longer than 256 bytes");
  const auto keyid = parse_envelope(write_envelope({"hello", "text/plain", {{most + "k", "sig"}}}), "e.json");
  ASSERT_FALSE(keyid);
  EXPECT_EQ(keyid.error().what, "keyid is longer than 256 bytes");
}

// A key that does not sign, such as one in a token that was pulled out.
class Refusing final : public crypto::Signer {
 public:
  [[nodiscard]] const crypto::PublicKey& public_key() const override { return key_.public_key(); }
  [[nodiscard]] std::expected<std::string, Error> sign(std::string_view) override {
    return std::unexpected(Error{Code::cannot_sign, "no", "no", "", 0, 0, 0});
  }

 private:
  crypto::PrivateKey key_ = *crypto::PrivateKey::generate(crypto::KeyKind::ed25519);
};

TEST(AddSignature, SaysThatTheKeyDoesNotSign) {
  Refusing signer;
  Envelope envelope{"hello", "text/plain", {}};
  const auto added = add_signature(envelope, signer);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, Code::cannot_sign);
  EXPECT_TRUE(envelope.signatures.empty());
}

std::vector<crypto::PrivateKey> three_keys() {
  std::vector<crypto::PrivateKey> keys;
  for (int i = 0; i != 3; ++i) keys.push_back(crypto::PrivateKey::generate(crypto::KeyKind::ed25519).value());
  return keys;
}

TEST(AddSignature, LeavesNoTraceOfTheOrder) {
  std::vector<crypto::PrivateKey> keys = three_keys();
  Envelope forwards{"hello", "text/plain", {}};
  Envelope backwards = forwards;
  for (std::size_t i = 0; i != 3; ++i) {
    EXPECT_EQ(add_signature(forwards, keys[i]), Signing::added);
    EXPECT_EQ(add_signature(backwards, keys[2 - i]), Signing::added);
  }
  EXPECT_EQ(write_envelope(forwards), write_envelope(backwards));
  for (const Signature& signature : forwards.signatures)
    for (const crypto::PrivateKey& key : keys)
      EXPECT_EQ(key.public_key().verify(pae(forwards), signature.sig), signature.keyid == key.public_key().id());
}

TEST(AddSignature, OfTheSameKeyChangesNothing) {
  for (const crypto::KeyKind kind : {crypto::KeyKind::ed25519, crypto::KeyKind::ecdsa_p256}) {
    auto key = crypto::PrivateKey::generate(kind);
    Envelope envelope{"hello", "text/plain", {}};
    EXPECT_EQ(add_signature(envelope, *key), Signing::added);
    const Envelope before = envelope;
    EXPECT_EQ(add_signature(envelope, *key), Signing::there_before);
    EXPECT_EQ(envelope, before);
    envelope.signatures[0].keyid = "another hint";  // a keyid decides nothing
    EXPECT_EQ(add_signature(envelope, *key), Signing::there_before);
  }
}

TEST(AddSignature, TakesAwayWhatOnlyClaimsToBeTheKeys) {
  auto key = crypto::PrivateKey::generate(crypto::KeyKind::ed25519);
  Envelope envelope{"hello", "text/plain", {{key->public_key().id(), "nonsense"}, {"another", "nonsense"}}};
  EXPECT_EQ(add_signature(envelope, *key), Signing::added);
  EXPECT_EQ(envelope.signatures.size(), 2U);
  EXPECT_EQ(add_signature(envelope, *key), Signing::there_before);
}

TEST(MergeInto, UnitesSignaturesOfOnePayloadAlone) {
  std::vector<crypto::PrivateKey> keys = three_keys();
  const Envelope unsigned_one{"hello", "text/plain", {}};
  Envelope all = unsigned_one;
  Envelope merged = unsigned_one;
  for (crypto::PrivateKey& key : keys) {
    Envelope apart = unsigned_one;
    EXPECT_TRUE(add_signature(apart, key));
    EXPECT_TRUE(add_signature(all, key));
    EXPECT_TRUE(merge_into(merged, apart));
    EXPECT_TRUE(merge_into(merged, apart));
  }
  EXPECT_EQ(merged, all);
  const auto other = merge_into(merged, {"hullo", "text/plain", {}});
  ASSERT_FALSE(other);
  EXPECT_EQ(to_text(other.error()),
            "it holds another payload than the first; merge what was signed from one and the same seal");
  EXPECT_FALSE(merge_into(merged, {"hello", "text/html", {}}));
  EXPECT_EQ(merged, all);
}

}  // namespace
}  // namespace cavra::seal
