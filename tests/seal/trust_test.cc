#include <gtest/gtest.h>

#include "tests/seal/seals.h"

namespace cavra::seal {
namespace {

std::string good() { return write_trust(trust_of_six()); }

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  if (at == std::string::npos) throw std::runtime_error("no " + std::string(what));
  return text.replace(at, what.size(), with);
}

TEST(TrustPolicy, ReadsBackWhatItWrote) {
  Trust trust = trust_of_six();
  trust.strict = false;
  trust.samples = true;
  trust.may_withdraw = {Role::release, Role::security};
  trust.may_revoke = {Role::security};
  trust.keys.push_back({key(20).public_key(), Role::security, at("2026-01-01"), at("2027-01-01"), Revocation{RevocationReason::compromised, at("2026-06-01")}});
  trust.thresholds[2] = 2;
  trust.logs = {"example.com/log+0a1b2c3d+AQID"};
  trust.witnesses = {"w1+0a1b2c3d+AQID", "w2+0a1b2c3e+AQIE"};
  trust.quorum = 1;
  trust.timestamp_authorities = {"-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n"};
  const auto read = read_trust(write_trust(trust), "trust.toml");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(write_trust(*read), write_trust(trust));
  EXPECT_EQ(read->keys.size(), 7U);
  EXPECT_EQ(read->thresholds[2], 2U);
  EXPECT_EQ(read->quorum, 1U);
}

TEST(TrustPolicy, HasDefaultsThatAskForMore) {
  const std::string toml = replaced(replaced(good(), "profile = \"strict\"\n", ""), "samples = false\n", "");
  const auto read = read_trust(replaced(toml, "threshold = 1\n", ""), "trust.toml");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_TRUE(read->strict);
  EXPECT_FALSE(read->samples);
  EXPECT_EQ(read->thresholds[0], 1U);
}

struct Refusal {
  const char* what;
  const char* with;
  const char* error;
};

TEST(TrustPolicy, RefusesWhatItDoesNotUnderstand) {
  constexpr const char* mend = "; docs/seal.md shows how a trust policy is written";
  const Refusal cases[] = {
      {"serial  = 7", "serial  = 7\ntreshold = 2", "trust.toml:4:12: the policy has a key that it must not have: treshold"},
      {"serial  = 7", "serial  = -1", "trust.toml:3:11: serial is no number from 0 to 9007199254740992"},
      {"serial  = 7\n", "", "trust.toml:1:1: it lacks serial"},
      {"expires = 2099-01-01T00:00:00Z", "expires = 2099-01-01T00:00:00", "trust.toml:4:11: expires is no date, and no date and time with an offset; write it as 2026-11-23 or 2026-11-23T12:00:00Z"},
      {"profile = \"strict\"", "profile = \"lax\"", "trust.toml:5:11: profile is neither strict nor compat"},
      {"samples = false", "samples = 0", "trust.toml:6:11: samples is neither true nor false"},
      {"may_withdraw = []", "may_withdraw = [\"owner\"]", "trust.toml:7:16: may_withdraw names a role that there is not"},
      {"format  = \"cavra.trust-policy.v1\"", "format  = \"cavra.trust-policy.v2\"", "trust.toml:2:11: format is not cavra.trust-policy.v1"},
      {"[roles.archive]", "[roles.archivist]", nullptr},
      {"threshold = 1", "threshold = 2", "trust.toml:10:1: the role release has fewer keys than its threshold asks for"},
      {"threshold = 1", "threshold = 0", "trust.toml:11:13: threshold is no number from 1 to 64"},
      {"-----BEGIN PUBLIC KEY-----\nM", "-----BEGIN PUBLIC KEY-----\nN", nullptr},
      {"serial  = 7", "serial  = ", "trust.toml:3:11: this is not TOML"},
  };
  for (const Refusal& one : cases) {
    SCOPED_TRACE(one.with);
    const auto read = read_trust(replaced(good(), one.what, one.with), "trust.toml");
    ASSERT_FALSE(read);
    std::string text = to_text(read.error());
    if (text.ends_with(mend)) text.resize(text.size() - std::string_view(mend).size());
    if (one.error != nullptr) {
      EXPECT_EQ(text, one.error);
    }
  }
}

TEST(TrustPolicy, RefusesAKeyThatIsThereTwice) {
  Trust trust = trust_of_six();
  trust.keys.push_back({key_of(Role::release).public_key(), Role::security, {}, {}, {}});
  const auto read = read_trust(write_trust(trust), "trust.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::trust_key_twice);
}

TEST(TrustPolicy, AskForWhenAKeyWasCompromised) {
  Trust trust = trust_of_six();
  key_in(trust, Role::release).revoked = {RevocationReason::compromised, {}};
  const auto read = read_trust(write_trust(trust), "trust.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().what, "it lacks since");
}

TEST(TrustPolicy, IsPinnedByDigestOrSignatureOrSerial) {
  const std::string toml = good();
  const auto plain = TrustPolicy::load({"trust.toml", toml});
  ASSERT_TRUE(plain);
  EXPECT_FALSE(plain->pinned());
  EXPECT_TRUE(TrustPolicy::load({"trust.toml", toml}, {.digest = plain->digest()})->pinned());
  EXPECT_EQ(TrustPolicy::load({"trust.toml", toml}, {.digest = "sha256:00"}).error().code, Code::trust_digest_differs);
  EXPECT_TRUE(TrustPolicy::load({"trust.toml", toml}, {.least_serial = 7}));
  EXPECT_EQ(TrustPolicy::load({"trust.toml", toml}, {.least_serial = 8}).error().code, Code::trust_too_old);

  crypto::PrivateKey signer = key(40);
  const std::string pem = signer.public_key().to_pem();
  EXPECT_EQ(TrustPolicy::load({"trust.toml", toml}, {.key = pem}).error().code, Code::trust_not_signed);
  Envelope envelope{toml, std::string(trust_payload_type), {}};
  ASSERT_TRUE(add_signature(envelope, signer));
  const std::string with_it = write_envelope(envelope);
  EXPECT_TRUE(TrustPolicy::load({"trust.toml", toml}, {.key = pem, .signature = with_it})->pinned());
  const auto inside = TrustPolicy::load({"trust.dsse.json", with_it}, {.key = pem});
  ASSERT_TRUE(inside);
  EXPECT_EQ(inside->digest(), plain->digest());
  EXPECT_EQ(TrustPolicy::load({"trust.toml", toml + "\n"}, {.key = pem, .signature = with_it}).error().code, Code::trust_not_signed);
  EXPECT_EQ(TrustPolicy::load({"trust.toml", toml}, {.key = key(41).public_key().to_pem(), .signature = with_it}).error().code, Code::trust_not_signed);
  Envelope of_another_kind = envelope;
  of_another_kind.payload_type = "text/plain";
  EXPECT_EQ(TrustPolicy::load({"trust.dsse.json", write_envelope(of_another_kind)}).error().code, Code::bad_trust_policy);
}

}  // namespace
}  // namespace cavra::seal
