// What verifying says in each state of keys, signatures and packets.
#include <gtest/gtest.h>

#include <functional>

#include "json/canonical.h"
#include "seal/record.h"
#include "tests/seal/seals.h"

namespace cavra::seal {
namespace {

const Time now = at("2026-11-25");

ProvenTime proven(const Envelope& envelope, std::string_view time) {
  std::vector<std::string> signatures;
  for (const Signature& signature : envelope.signatures) signatures.push_back(signature.sig);
  return {at(time), "a test", write_record(make_record(envelope.payload, "live", signatures))};
}

TEST(Verify, SixSignaturesAndTenPacketsAreValid) {
  const SealVerification out = verified(good_seal(), trust_of_six(), live_files());
  EXPECT_EQ(out.verdict, "valid");
  EXPECT_TRUE(out.valid());
  EXPECT_EQ(deciding(out) + remarks(out), "");
  EXPECT_EQ(states(out), "valid valid valid valid valid valid");
  ASSERT_EQ(out.packets.size(), 10U);
  for (const PacketVerdict& packet : out.packets) EXPECT_EQ(packet.status, "same") << packet.slug;
  EXPECT_EQ(out.rejudgement.status, "ready");
  EXPECT_TRUE(out.rejudgement.decides);
  EXPECT_EQ(out.product, "CAVRA");
  EXPECT_EQ(out.evidence_mode, "live");
  EXPECT_EQ(out.profile, "strict");
  EXPECT_EQ(out.claimed_time, at(sealed_at));
}

TEST(Verify, WithoutPacketsSaysThatNoneWereGiven) {
  const SealVerification out = verified(good_seal(), trust_of_six());
  EXPECT_EQ(out.verdict, "valid");
  for (const PacketVerdict& packet : out.packets) EXPECT_EQ(packet.status, "not_given");
  EXPECT_EQ(out.rejudgement.status, "not_done");
}

struct KeyCase {
  const char* name;
  std::function<void(TrustKey&)> change;  // of security's key
  const char* proven;                     // null: nothing is
  bool current;
  const char* state;  // of security
  const char* codes;
  const char* verdict;
};

TEST(Verify, JudgesAKeyAtTheProvenTimeElseNow) {
  const auto not_before = [](const char* time) { return [time](TrustKey& key) { key.not_before = at(time); }; };
  const auto not_after = [](const char* time) { return [time](TrustKey& key) { key.not_after = at(time); }; };
  const auto revoked = [](RevocationReason reason, const char* since) {
    return [reason, since](TrustKey& key) {
      key.revoked = {reason, since == nullptr ? std::nullopt : std::optional(at(since))};
    };
  };
  using enum RevocationReason;
  const KeyCase cases[] = {
      {"plain", [](TrustKey&) {}, nullptr, false, "valid", "", "valid"},
      {"begins later", not_before("2026-12-01"), nullptr, false, "not_yet_valid", "V205", "not_valid"},
      {"begins now", not_before("2026-11-25"), nullptr, false, "valid", "", "valid"},
      {"ends now", not_after("2026-11-25"), nullptr, false, "valid", "", "valid"},
      {"ended", not_after("2026-11-24T23:59:59Z"), nullptr, false, "no_longer_valid", "V206", "not_valid"},
      {"ended after the proven time", not_after("2026-11-24"), "2026-11-23T13:00:00Z", false, "valid_then", "",
       "valid_then"},
      {"ended after, current", not_after("2026-11-24"), "2026-11-23T13:00:00Z", true, "valid_then", "V208",
       "not_valid"},
      {"ended before the proven time", not_after("2026-11-23"), "2026-11-24", false, "no_longer_valid", "V206",
       "not_valid"},
      {"began after the proven time", not_before("2026-11-24"), "2026-11-23T13:00:00Z", false, "not_yet_valid", "V205",
       "not_valid"},
      {"compromised, nothing proven", revoked(compromised, "2026-11-24"), nullptr, false, "revoked", "V207",
       "not_valid"},
      {"compromised after", revoked(compromised, "2026-11-24"), "2026-11-23T13:00:00Z", false, "valid_then", "",
       "valid_then"},
      {"compromised after, current", revoked(compromised, "2026-11-24"), "2026-11-23T13:00:00Z", true, "valid_then",
       "V208", "not_valid"},
      {"compromised at that second", revoked(compromised, "2026-11-23T13:00:00Z"), "2026-11-23T13:00:00Z", false,
       "revoked", "V207", "not_valid"},
      {"compromised before", revoked(compromised, "2026-11-22"), "2026-11-23T13:00:00Z", false, "revoked", "V207",
       "not_valid"},
      {"to be retired", revoked(retired, "2026-12-24"), nullptr, false, "valid", "", "valid"},
      {"retired without a time", revoked(retired, nullptr), "2026-11-23T13:00:00Z", false, "revoked", "V207",
       "not_valid"},
  };
  for (const KeyCase& one : cases) {
    SCOPED_TRACE(one.name);
    Trust trust = trust_of_six();
    one.change(key_in(trust, Role::security));
    VerifyOptions options{.now = now, .current = one.current};
    if (one.proven != nullptr) options.proven = proven(good_seal(), one.proven);
    const SealVerification out = verified(good_seal(), trust, {}, options);
    EXPECT_EQ(out.roles[2].status, one.state);
    EXPECT_EQ(deciding(out), one.codes);
    EXPECT_EQ(out.verdict, one.verdict);
  }
}

TEST(Verify, NamesTheRoleWhoseSignatureIsMissing) {
  const SealVerification out =
      verified(signed_by(good_seal().payload,
                         {Role::release, Role::customer_success, Role::support, Role::communications, Role::archive}),
               trust_of_six());
  EXPECT_EQ(states(out), "valid valid missing valid valid valid");
  ASSERT_EQ(deciding(out), "V201");
  EXPECT_EQ(out.faults[0].what, "security has no signature");
}

TEST(Verify, RepeatsAStatementsOwnWordsOnlyWhenATrustedKeySignedThem) {
  Statement statement = statement_of(live_files());
  statement.product = "jo.blumjakk@wexmarph.example";
  statement.tool_name = "call +49 30 5550 1234";
  const std::string payload = write_statement(statement);
  Envelope by_stranger{payload, std::string(payload_type), {}};
  crypto::PrivateKey stranger = key(50);
  ASSERT_TRUE(add_signature(by_stranger, stranger));
  for (const Envelope& envelope : {Envelope{payload, std::string(payload_type), {}}, by_stranger}) {
    const SealVerification out = verified(envelope, trust_of_six());
    EXPECT_EQ(out.product + out.tool, "");
    EXPECT_EQ(out.evidence_mode, "live");
  }
  EXPECT_EQ(verified(signed_by(payload, {Role::support}), trust_of_six()).product, statement.product);
}

TEST(Verify, ASignatureByAStrangerCountsForNothing) {
  Envelope envelope = signed_by(
      good_seal().payload, {Role::release, Role::customer_success, Role::support, Role::communications, Role::archive});
  crypto::PrivateKey stranger = key(50);
  ASSERT_TRUE(add_signature(envelope, stranger));
  const SealVerification out = verified(envelope, trust_of_six());
  EXPECT_EQ(out.roles[2].status, "unknown_key");
  EXPECT_EQ(deciding(out), "V203");
  EXPECT_EQ(remarks(out), "V203");
}

TEST(Verify, ASignatureInTheNameOfAnotherRoleCountsForItsMaker) {
  Envelope envelope =
      signed_by(good_seal().payload, {Role::customer_success, Role::support, Role::communications, Role::archive});
  Envelope by_release = signed_by(good_seal().payload, {Role::release});
  by_release.signatures[0].keyid = key_of(Role::security).public_key().id();
  ASSERT_TRUE(merge_into(envelope, by_release));
  const SealVerification out = verified(envelope, trust_of_six());
  EXPECT_EQ(states(out), "valid valid other_role valid valid valid");
  EXPECT_EQ(deciding(out), "V204");
}

TEST(Verify, AnUnknownKeyidIsNoFault) {
  Envelope envelope = good_seal();
  for (Signature& signature : envelope.signatures) signature.keyid = "x";
  EXPECT_EQ(verified(envelope, trust_of_six()).verdict, "valid");
}

TEST(Verify, OneKeyIsOneSignatureWhateverTheThreshold) {
  Trust trust = trust_of_six();
  trust.keys.push_back({key(20).public_key(), Role::security, {}, {}, {}});
  trust.thresholds[2] = 2;
  Envelope envelope = good_seal();
  const auto of_security =
      std::find_if(envelope.signatures.begin(), envelope.signatures.end(),
                   [](const Signature& one) { return one.keyid == key_of(Role::security).public_key().id(); });
  Signature again = *of_security;
  again.keyid = "another";
  envelope.signatures.push_back(again);
  const SealVerification out = verified(envelope, trust);
  EXPECT_EQ(out.roles[2].valid, 1U);
  EXPECT_EQ(out.roles[2].status, "missing");
  EXPECT_EQ(deciding(out), "V201");
  EXPECT_EQ(remarks(out), "V209");
  crypto::PrivateKey second = key(20);
  ASSERT_TRUE(add_signature(envelope, second));
  EXPECT_EQ(verified(envelope, trust).verdict, "valid");
}

TEST(Verify, ALogCanRevokeAKey) {
  VerifyOptions options{.now = now};
  options.revocations.push_back({key_of(Role::archive).public_key().id(), "compromised", at("2026-11-24")});
  EXPECT_EQ(deciding(verified(good_seal(), trust_of_six(), {}, options)), "V207");
  options.proven = proven(good_seal(), "2026-11-23T13:00:00Z");
  EXPECT_EQ(verified(good_seal(), trust_of_six(), {}, options).verdict, "valid_then");
}

TEST(Verify, AWithdrawnSealIsNotValid) {
  VerifyOptions options{.now = now};
  options.log = LogStatus{LogStatus::Withdrawal::unknown, 3, 9, "example.com/log", ""};
  EXPECT_EQ(remarks(verified(good_seal(), trust_of_six(), {}, options)), "V503");
  options.log->withdrawal = LogStatus::Withdrawal::none;
  EXPECT_EQ(verified(good_seal(), trust_of_six(), {}, options).verdict, "valid");
  options.log->withdrawal = LogStatus::Withdrawal::withdrawn;
  EXPECT_EQ(deciding(verified(good_seal(), trust_of_six(), {}, options)), "V502");
}

TEST(Verify, AProvenTimeHoldsForTheSignaturesThatItsRecordListsAlone) {
  Trust trust = trust_of_six();
  key_in(trust, Role::release).revoked = {RevocationReason::compromised, at("2026-11-24")};
  key_in(trust, Role::security).revoked = {RevocationReason::compromised, at("2026-11-24")};
  VerifyOptions options{.now = now};
  options.proven = proven(signed_by(good_seal().payload, {Role::release}), "2026-11-23T13:00:00Z");
  const SealVerification out = verified(good_seal(), trust, {}, options);
  EXPECT_EQ(states(out), "valid_then valid revoked valid valid valid");
  EXPECT_EQ(deciding(out), "V207");
}

TEST(Verify, AProofOfAnotherSealProvesNothing) {
  VerifyOptions options{.now = now};
  options.proven = proven(signed_by("another payload"), "2026-11-23T13:00:00Z");
  const SealVerification out = verified(good_seal(), trust_of_six(), {}, options);
  EXPECT_EQ(deciding(out), "V501");
  EXPECT_FALSE(out.proven_time);
}

TEST(Verify, AnExpiredPolicyDecidesNothing) {
  Trust trust = trust_of_six();
  trust.expires = at("2026-11-24");
  const auto out = verify({"lifecycle.seal", write_envelope(good_seal())}, loaded(trust), {}, {.now = now});
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, Code::trust_expired);
  EXPECT_EQ(to_text(out.error()),
            "trust.toml: the trust policy expired on 2026-11-24T00:00:00Z; get the policy that is in force now");
}

TEST(Verify, SaysWhenNowWasSet) {
  EXPECT_TRUE(verified(good_seal(), trust_of_six()).now_was_set);
  const auto out = verify({"lifecycle.seal", write_envelope(good_seal())}, loaded(trust_of_six()));
  ASSERT_TRUE(out);
  EXPECT_FALSE(out->now_was_set);
}

TEST(Verify, SamplesCountOnlyWhereThePolicyTakesThem) {
  const auto files = sample_files();
  const Envelope envelope = signed_by(write_statement(statement_of(files, true)));
  Trust trust = trust_of_six();
  const SealVerification refused = verified(envelope, trust, files);
  EXPECT_EQ(deciding(refused), "V105");
  EXPECT_EQ(refused.evidence_mode, "sample");
  trust.samples = true;
  EXPECT_EQ(verified(envelope, trust, files).verdict, "valid");
}

TEST(Verify, CompatCountsOnlyWhereThePolicyTakesIt) {
  const auto files = live_files();
  const Envelope envelope = signed_by(write_statement(statement_of(files, false, Policy::builtin(), Profile::compat)));
  Trust trust = trust_of_six();
  EXPECT_EQ(deciding(verified(envelope, trust, {})), "V106");
  trust.strict = false;
  EXPECT_EQ(verified(envelope, trust, {}).verdict, "valid");
}

TEST(Verify, OneChangedLetterNamesThePacket) {
  auto files = live_files();
  std::string& status = files[8].bytes;
  const std::size_t place = status.find("deployment_status");
  ASSERT_NE(place, std::string::npos);
  status[place] = 'D';
  const SealVerification out = verified(good_seal(), trust_of_six(), files);
  EXPECT_EQ(deciding(out), "V301");
  EXPECT_EQ(out.faults[0].what, "R7.9 (customer-lifecycle-status) is not the packet that was sealed");
  EXPECT_EQ(out.packets[8].status, "changed");
  EXPECT_EQ(out.rejudgement.status, "not_done");
}

TEST(Verify, OnePacketIsShownAlone) {
  const auto files = live_files();
  const SealVerification out = verified(good_seal(), trust_of_six(), {files[8]}, {.some_packets = true});
  EXPECT_EQ(out.verdict, "valid");
  EXPECT_EQ(out.packets[8].status, "same");
  EXPECT_EQ(out.packets[7].status, "not_given");
  EXPECT_EQ(deciding(verified(good_seal(), trust_of_six(), {files[8]})),
            "V302 V302 V302 V302 V302 V302 V302 V302 V302");
}

TEST(Verify, SaysWhatDiffersFromTheGatesAndRulesOfItsTime) {
  Statement statement = statement_of(live_files());
  statement.definitions[8][0] ^= 1;
  statement.rules.push_back({});
  const Envelope envelope = signed_by(write_statement(statement));
  const SealVerification out = verified(envelope, trust_of_six(), live_files());
  EXPECT_EQ(out.verdict, "valid");
  EXPECT_EQ(out.rejudgement.status, "differs");
  EXPECT_TRUE(out.rejudgement.ready);
  EXPECT_FALSE(out.rejudgement.decides);
  EXPECT_EQ(out.rejudgement.differences,
            (std::vector<std::string>{"the definition of R7.9", "the further rules (--rules)"}));
  EXPECT_EQ(remarks(out), "V402");
  EXPECT_EQ(deciding(verified(envelope, trust_of_six(), live_files(), {.rejudge = true})), "V402");
}

TEST(Verify, AStatementThatSaysOfAPacketWhatIsNotSoIsNotValid) {
  struct Lie {
    const char* name;
    std::function<void(Statement&)> tell;
    const char* codes;
  };
  const Lie lies[] = {
      {"canonical digest", [](Statement& s) { s.packets[9].canonical[0] ^= 1; }, "V107"},
      {"customer", [](Statement& s) { s.customer_profile_ref = "evidence://customer/another"; },
       "V107 V107 V107 V107 V107 V107 V107 V107 V107 V107"},
  };
  for (const Lie& lie : lies) {
    SCOPED_TRACE(lie.name);
    Statement statement = statement_of(live_files());
    lie.tell(statement);
    EXPECT_EQ(deciding(verified(signed_by(write_statement(statement)), trust_of_six(), live_files())), lie.codes);
  }
}

TEST(Verify, ChainsThatWereNotReadyAreBlockedWhenJudgedAgain) {
  auto files = live_files();
  const Statement before = statement_of(files);
  const std::size_t place = files[9].bytes.find("\"status\": \"sealed\"");
  ASSERT_NE(place, std::string::npos);
  files[9].bytes.replace(place, 18, "\"status\": \"opened\"");
  Statement statement = before;  // says that all is ready, of packets that are not
  statement.packets[9].raw = crypto::sha256(files[9].bytes);
  const auto canonical = json::canonical_form(files[9].bytes);
  ASSERT_TRUE(canonical);
  statement.packets[9].canonical = crypto::sha256(*canonical);
  const SealVerification out = verified(signed_by(write_statement(statement)), trust_of_six(), files);
  EXPECT_EQ(deciding(out), "V401");
  EXPECT_EQ(out.rejudgement.status, "blocked");
  EXPECT_EQ(out.rejudgement.code, Code::not_one_of);
}

/// The live examples with a telephone number in the last packet.
std::vector<PolicyFile> files_with_phone() {
  auto files = live_files();
  const std::string key = "\"completion_statement\": \"";
  const std::size_t place = files[9].bytes.find(key);
  if (place == std::string::npos) throw std::runtime_error("no completion_statement");
  files[9].bytes.insert(place + key.size(), "Call +44 20 7946 0958 for help. ");
  return files;
}

/// A policy that waives it through 2026.
Policy waiving(const std::vector<PolicyFile>& files, const std::string& reason = "the public hotline") {
  PolicyFiles with{.rules = {}, .roster = {}, .waivers = {}, .key = std::string(32, 'k'), .now = "2026-11-23"};
  const auto keyed = Policy::load(with);
  Judge judge(Catalogue::builtin(), *keyed);
  const auto verdict = judge.judge(files[9].bytes, {.require_live = true});
  if (!verdict || verdict->finding_count() != 1) throw std::runtime_error("not the one finding");
  const Finding finding = verdict->finding(0);
  with.waivers =
      PolicyFile{"waivers.toml", "[[waivers]]\nrule = \"" + std::string(finding.material->rule) +
                                     "\"\ngate = \"R7.10\"\npointer = \"" + finding.pointer + "\"\nfingerprint = \"" +
                                     finding.material->fingerprint + "\"\nreason = \"" + reason +
                                     "\"\napprover = \"evidence://owner/privacy\"\nexpires = 2026-12-31\n"};
  with.key = std::string(32, 'k');
  return *Policy::load(with);
}

TEST(Verify, AWaiverOfTheSealIsJudgedAtTheProvenTimeElseNow) {
  const auto files = files_with_phone();
  const Statement statement = statement_of(files, false, waiving(files));
  ASSERT_EQ(statement.waivers.size(), 1U);
  EXPECT_EQ(statement.waivers[0].reason, "the public hotline");
  const Envelope envelope = signed_by(write_statement(statement));
  const SealVerification in_time = verified(envelope, trust_of_six(), files);
  EXPECT_EQ(in_time.verdict, "valid");
  EXPECT_EQ(remarks(in_time), "V405");  // nobody has the key of the fingerprints here
  const SealVerification later = verified(envelope, trust_of_six(), files, {.now = at("2027-01-01")});
  EXPECT_EQ(deciding(later), "V401");
  EXPECT_EQ(remarks(later), "V404 V405");
  VerifyOptions options{.now = at("2027-01-01")};
  options.proven = proven(envelope, "2026-11-23T13:00:00Z");
  EXPECT_EQ(verified(envelope, trust_of_six(), files, options).verdict, "valid");
}

TEST(Verify, WithTheKeyAWaiverGoesByItsFingerprint) {
  const auto files = files_with_phone();
  Statement statement = statement_of(files, false, waiving(files));
  const auto verdict = [&](char letter) {
    const auto policy = Policy::load({.rules = {}, .roster = {}, .waivers = {}, .key = std::string(32, letter)});
    const auto out = verify({"lifecycle.seal", write_envelope(signed_by(write_statement(statement)))},
                            loaded(trust_of_six()), files, {.now = now}, Catalogue::builtin(), *policy);
    return out ? deciding(*out) + remarks(*out) : to_text(out.error());
  };
  EXPECT_EQ(verdict('k'), "");
  EXPECT_EQ(verdict('x'), "V401");
}

TEST(Verify, AReasonWithPrivateMaterialIsNotSealed) {
  const auto files = files_with_phone();
  EXPECT_THROW(statement_of(files, false, waiving(files, "ask jane.doe@acme.example")), std::runtime_error);
}

}  // namespace
}  // namespace cavra::seal
