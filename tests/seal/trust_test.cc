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
  trust.keys.push_back({key(20).public_key(), Role::security, at("2026-01-01"), at("2027-01-01"),
                        Revocation{RevocationReason::compromised, at("2026-06-01")}});
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
      {"serial  = 7", "serial  = 7\ntreshold = 2",
       "trust.toml:4:12: the policy has a key that it must not have: treshold"},
      {"serial  = 7", "serial  = -1", "trust.toml:3:11: serial is no number from 0 to 9007199254740992"},
      {"serial  = 7\n", "", "trust.toml:1:1: it lacks serial"},
      {"expires = 2099-01-01T00:00:00Z", "expires = 2099-01-01T00:00:00",
       "trust.toml:4:11: expires is no date, and no date and time with an offset; write it as 2026-11-23 or "
       "2026-11-23T12:00:00Z"},
      {"profile = \"strict\"", "profile = \"lax\"", "trust.toml:5:11: profile is neither strict nor compat"},
      {"samples = false", "samples = 0", "trust.toml:6:11: samples is neither true nor false"},
      {"may_withdraw = []", "may_withdraw = [\"owner\"]",
       "trust.toml:7:16: may_withdraw names a role that there is not"},
      {"format  = \"cavra.trust-policy.v1\"", "format  = \"cavra.trust-policy.v2\"",
       "trust.toml:2:11: format is not cavra.trust-policy.v1"},
      {"[roles.archive]", "[roles.archivist]", nullptr},
      {"threshold = 1", "threshold = 2",
       "trust.toml:10:1: the role release has fewer keys than its threshold asks for"},
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

// What stands at the top of the policy, in the first role and in its key.
constexpr const char* top = "serial  = 7\n";
constexpr const char* role = "threshold = 1\n";
constexpr const char* in_key = "public_key = ";

TEST(TrustPolicy, SaysWhatIsWrongWithEachOfItsParts) {
  const Refusal cases[] = {
      {top, "serial = 7\nlogs = 1\n", "logs is no array"},
      {top, "serial = 7\nlogs = [1]\n", "logs has an element that is no string"},
      {top, "serial = 7\nprofile = 1\n", nullptr},
      {"profile = \"strict\"", "profile = 1", "profile is no string"},
      {"samples = false", "samples = \"false\"", "samples is neither true nor false"},
      {"format  = \"cavra.trust-policy.v1\"\n", "", "it lacks format"},
      {"expires = 2099-01-01T00:00:00Z\n", "", "it lacks expires"},
      {"expires = 2099-01-01T00:00:00Z", "expires = \"2099-01-01\"",
       "expires is no date, and no date and time with an offset"},
      {"serial  = 7", "serial = 9007199254740993", "serial is no number from 0 to 9007199254740992"},
      {"serial  = 7", "serial = 7.0", "serial is no number from 0 to 9007199254740992"},
      {"may_withdraw = []", "may_withdraw = [\"release\", \"release\"]", "may_withdraw names a role twice"},
      {"may_withdraw = []", "may_withdraw = \"release\"", "may_withdraw is no array"},
      // Only plain names are shown.
      {top, "serial = 7\nzaz_-y = 2\n", "the policy has a key that it must not have: zaz_-y"},
      {top, "serial = 7\nAb = 2\n", "the policy has a key that it must not have: (not shown)"},
      {top, "serial = 7\n\"a{\" = 2\n", "the policy has a key that it must not have: (not shown)"},
      {top, "serial = 7\n\"a`\" = 2\n", "the policy has a key that it must not have: (not shown)"},
      {top, "serial = 7\nabcdefghijabcdefghijabcdefghijabcdefghij = 2\n",
       "the policy has a key that it must not have: abcdefghijabcdefghijabcdefghijabcdefghij"},
      {top, "serial = 7\nabcdefghijabcdefghijabcdefghijabcdefghijk = 2\n",
       "the policy has a key that it must not have: (not shown)"},
      // The first fault is the one that is told.
      {top, "serial = 7\nbad = 2\nlogs = 1\n", "the policy has a key that it must not have: bad"},
      {role, "threshold = 1\nextra = 1\n", "a role has a key that it must not have: extra"},
      {role, "threshold = 65\n", "threshold is no number from 1 to 64"},
      {in_key, "not_before = 2026-01-02\nnot_after = 2026-01-01\npublic_key = ", "the key ends before it begins"},
      {in_key, "extra = 1\npublic_key = ", "a key has a key that it must not have: extra"},
      {in_key, "revoked = 1\npublic_key = ", "revoked is no table"},
      {in_key, "revoked = {}\npublic_key = ", "it lacks reason"},
      {in_key, "revoked = { reason = \"sold\" }\npublic_key = ",
       "the reason of a revocation is compromised, superseded, retired or lost"},
      {in_key,
       "revoked = { reason = \"lost\", by = \"me\" }\npublic_key = ", "revoked has a key that it must not have: by"},
      {in_key, "revoked = { reason = \"lost\", since = 1 }\npublic_key = ",
       "since is no date, and no date and time with an offset"},
      {in_key, "public_keys = ", "a key has a key that it must not have: public_keys"},
  };
  for (const Refusal& one : cases) {
    SCOPED_TRACE(one.with);
    const auto read = read_trust(replaced(good(), one.what, one.with), "trust.toml");
    ASSERT_FALSE(read);
    if (one.error != nullptr) {
      EXPECT_EQ(read.error().what, one.error);
    }
  }
}

TEST(TrustPolicy, HasTheTablesThatItMustHave) {
  const std::string head = good().substr(0, good().find("[roles."));
  const Refusal cases[] = {
      {"", "", "it lacks roles"},
      {"", "roles = 1\n", "roles is no table"},
      {"", "[roles]\nrelease = 1\n", "release is no table"},
      {"", "[roles.release]\nthreshold = 1\n", "it lacks keys"},
      {"", "[roles.release]\nkeys = 1\n", "keys is no array"},
      {"", "[roles.release]\nkeys = [1]\n", "a key is a table"},
      {"", "[roles.release]\nkeys = [{}]\n", "it lacks public_key"},
      {"", "[roles.release]\nkeys = [{ public_key = 1 }]\n", "public_key is no string"},
      {"", "[roles.release]\nkeys = []\n", "the role release has fewer keys than its threshold asks for"},
  };
  for (const Refusal& one : cases) {
    SCOPED_TRACE(one.with);
    const auto read = read_trust(head + one.with, "trust.toml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().what, one.error);
  }
}

TEST(TrustPolicy, TakesVerifierKeysAsTheyAreWritten) {
  const auto with = [](const std::string& key) {
    return read_trust(replaced(good(), top, "serial = 7\nlogs = ['" + key + "']\n"), "trust.toml");
  };
  for (const char* key :
       {"l+09afAQID+AQID", "l+09af1234+AQID", "!+0123abcd+AQID", "~[+99ff00aa+", "log.example/a+0123abcd+AQ=="}) {
    const bool good_key = std::string_view(key) != "l+09afAQID+AQID";
    EXPECT_EQ(with(key).has_value(), good_key) << key;
  }
  for (const char* key : {"", "l", "l+0123abcd", "+0123abcd+AQID", "l+0123abc+AQID", "l+0123abcde+AQID",
                          "l m+0123abcd+AQID", " l+0123abcd+AQID", "l\"+0123abcd+AQID", "l\\+0123abcd+AQID",
                          "l\xC3\xA9+0123abcd+AQID", "l\x7F+0123abcd+AQID", "l+0123abcg+AQID", "l+0123abc:+AQID",
                          "l+0123abc/+AQID", "l+0123abc`+AQID", "l+0123ABCD+AQID", "l+0123abcd+AQI"}) {
    const auto read = with(key);
    ASSERT_FALSE(read) << key;
    EXPECT_TRUE(read.error().what == "the key of a log or witness is no verifier key" ||
                read.error().what == "this is not TOML")
        << key << read.error().what;
  }
  const auto twice = read_trust(
      replaced(good(), top, "serial = 7\nlogs = ['l+0123abcd+AQID', 'm+0123abcd+AQID', 'l+0123abcd+AQID']\n"),
      "trust.toml");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, Code::trust_key_twice);
}

TEST(TrustPolicy, HoldsWitnessesToTheirQuorum) {
  const auto with = [](const char* witnesses) { return read_trust(good() + witnesses, "trust.toml"); };
  const std::string two = "\n[witnesses]\nkeys = ['a+0123abcd+AQID', 'b+0123abcd+AQID']\n";
  EXPECT_EQ(with((two + "quorum = 1\n").c_str())->quorum, 1U);
  EXPECT_EQ(with((two + "quorum = 2\n").c_str())->quorum, 2U);
  EXPECT_EQ(with((two + "quorum = 3\n").c_str()).error().what, "quorum is no number from 1 to 2");
  EXPECT_EQ(with((two + "quorum = 0\n").c_str()).error().what, "quorum is no number from 1 to 2");
  EXPECT_EQ(with(two.c_str()).error().what, "it lacks quorum");
  EXPECT_EQ(with((two + "quorum = 1\nextra = 1\n").c_str()).error().what,
            "witnesses has a key that it must not have: extra");
}

TEST(TrustPolicy, TakesCertificatesInPemAlone) {
  const auto with = [](std::string_view pem) {
    const std::string quotes(3, '\'');
    return read_trust(
        replaced(good(), top, "serial = 7\ntimestamp_authorities = [" + quotes + std::string(pem) + quotes + "]\n"),
        "trust.toml");
  };
  EXPECT_TRUE(with("-----BEGIN CERTIFICATE-----\n ~AQ\n-----END CERTIFICATE-----\n"));
  for (const std::string_view pem : {"", "-----BEGIN PUBLIC KEY-----\nAQ\n", "-----BEGIN CERTIFICATE-----\n'\n",
                                     "-----BEGIN CERTIFICATE-----\n\t\n", "-----BEGIN CERTIFICATE-----\n\xC3\xA9\n"}) {
    const auto read = with(pem);
    ASSERT_FALSE(read) << pem;
    EXPECT_EQ(read.error().what, "a timestamp authority is no certificate in PEM");
  }
}

TEST(TrustPolicy, ReadsADateAsItsFirstSecondOrItsLast) {
  std::string toml = replaced(good(), "expires = 2099-01-01T00:00:00Z", "expires = 2098-12-31");
  toml = replaced(toml, in_key,
                  "not_before = 2026-01-02\nnot_after = 2026-01-02\nrevoked = { reason = \"lost\", since = 2026-03-04 "
                  "}\npublic_key = ");
  const auto read = read_trust(toml, "trust.toml");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->expires, at("2098-12-31T23:59:59Z"));
  EXPECT_EQ(read->keys[0].not_before, at("2026-01-02T00:00:00Z"));
  EXPECT_EQ(read->keys[0].not_after, at("2026-01-02T23:59:59Z"));
  EXPECT_EQ(read->keys[0].revoked->since, at("2026-03-04T00:00:00Z"));
  EXPECT_EQ(read_trust(replaced(good(), "expires = 2099-01-01T00:00:00Z", "expires = 2098-12-31T23:30:00-02:15"), "t")
                ->expires,
            at("2099-01-01T01:45:00Z"));
}

TEST(TrustPolicy, HasAtMost1MiB) {
  std::string toml = good();
  toml.append((std::size_t{1} << 20U) - toml.size() - 1, '#') += '\n';
  EXPECT_TRUE(read_trust(toml, "trust.toml"));
  const auto read = read_trust(toml + "\n", "trust.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::too_large);
}

TEST(TrustPolicy, TakesSerialsUpToThoseThatJsonHolds) {
  EXPECT_EQ(read_trust(replaced(good(), "serial  = 7", "serial = 9007199254740992"), "t")->serial,
            std::uint64_t{1} << 53U);
  EXPECT_EQ(read_trust(replaced(good(), "serial  = 7", "serial = 0"), "t")->serial, 0U);
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
  EXPECT_EQ(TrustPolicy::load({"trust.toml", toml + "\n"}, {.key = pem, .signature = with_it}).error().code,
            Code::trust_not_signed);
  EXPECT_EQ(TrustPolicy::load({"trust.toml", toml}, {.key = key(41).public_key().to_pem(), .signature = with_it})
                .error()
                .code,
            Code::trust_not_signed);
  Envelope of_another_kind = envelope;
  of_another_kind.payload_type = "text/plain";
  EXPECT_EQ(TrustPolicy::load({"trust.dsse.json", write_envelope(of_another_kind)}).error().code,
            Code::bad_trust_policy);
}

}  // namespace
}  // namespace cavra::seal
