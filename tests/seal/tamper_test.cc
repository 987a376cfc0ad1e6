// Nothing slips: every byte, one at a time, and the attacks that have names.
#include <gtest/gtest.h>

#include <algorithm>

#include "chain/bundle.h"
#include "seal/packets.h"
#include "seal/record.h"
#include "seal/verify.h"
#include "tests/seal/seals.h"

namespace cavra::seal {
namespace {

/// Another byte: one bit of it, a different one from place to place.
char flipped(char byte, std::size_t place) { return static_cast<char>(byte ^ (1 << (place % 8))); }

TEST(Tampering, EveryByteOfEveryPacketIsNoticed) {
  const Statement statement = statement_of(live_files());
  const auto files = live_files();
  std::size_t flips = 0;
  for (std::size_t i = 0; i != files.size(); ++i)
    for (std::size_t place = 0; place != files[i].bytes.size(); ++place, ++flips) {
      PolicyFile file = files[i];
      file.bytes[place] = flipped(file.bytes[place], place);
      // The nine others are missing here, so that this packet's own line must say it.
      const PacketAnswer answer = compare_bundle(statement, chain::read_files({file}, Catalogue::builtin()));
      ASSERT_NE(answer.packets[i].status, "same") << file.name << " at " << place;
      ASSERT_TRUE(answer.packets[i].code) << file.name << " at " << place;
      ASSERT_TRUE(compare_shown(statement, {{i, file.name, file.bytes}}).packets[i].code)
          << file.name << " at " << place;
    }
  EXPECT_GT(flips, 30'000U);
}

TEST(Tampering, AFlippedBundleAsAWholeIsNotValid) {
  const auto files = live_files();
  for (std::size_t i = 0; i != files.size(); ++i)
    for (std::size_t place = i; place < files[i].bytes.size(); place += 499) {
      auto changed = files;
      changed[i].bytes[place] = flipped(changed[i].bytes[place], place);
      const SealVerification out = verified(good_seal(), trust_of_six(), changed);
      ASSERT_EQ(out.verdict, "not_valid") << files[i].name << " at " << place;
      ASSERT_NE(out.packets[i].status, "same");
    }
}

/// Where the values of `keyid` stand in an envelope.
std::vector<bool> keyid_bytes(const std::string& envelope) {
  std::vector<bool> is(envelope.size(), false);
  constexpr std::string_view before = "\"keyid\": \"";
  for (std::size_t at = envelope.find(before); at != std::string::npos; at = envelope.find(before, at + 1))
    for (std::size_t i = at + before.size(); envelope[i] != '"'; ++i) is[i] = true;
  return is;
}

/// Whether an envelope is refused, or its signatures are. Six signatures take a millisecond, so that of a payload that
/// differs only one is looked at, which then must fail; each of some is looked at in full.
bool is_refused(const std::string& bytes, const TrustPolicy& trust, bool in_full) {
  const auto envelope = parse_envelope(bytes, "");
  if (!envelope) return true;
  const Envelope& good = good_seal();
  if (!in_full && (envelope->payload != good.payload || envelope->payload_type != good.payload_type)) {
    const crypto::PublicKey release = key_of(Role::release).public_key();
    return std::none_of(envelope->signatures.begin(), envelope->signatures.end(), [&](const Signature& one) {
      return one.keyid == release.id() && release.verify(pae(*envelope), one.sig);
    });
  }
  const auto out = verify({"lifecycle.seal", bytes}, trust, {}, {.now = at("2026-11-25")});
  return !out || !out->valid();
}

TEST(Tampering, EveryByteOfTheEnvelopeIsNoticedButThoseOfKeyid) {
  const std::string good = write_envelope(good_seal());
  const TrustPolicy trust = loaded(trust_of_six());
  const std::vector<bool> keyid = keyid_bytes(good);
  ASSERT_FALSE(is_refused(good, trust, true));
  std::vector<std::size_t> taken;
  for (std::size_t place = 0; place != good.size(); ++place) {
    std::string changed = good;
    changed[place] = flipped(good[place], place);
    if (!is_refused(changed, trust, place % 251 == 0)) taken.push_back(place);
  }
  // A keyid only says which key to try first: a flip there is taken unless it breaks the JSON. Nothing else is.
  std::vector<std::size_t> allowed;
  for (std::size_t place = 0; place != good.size(); ++place) {
    if (!keyid[place]) continue;
    const auto byte = static_cast<unsigned char>(flipped(good[place], place));
    if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') allowed.push_back(place);
  }
  EXPECT_EQ(taken, allowed);
  EXPECT_EQ(std::count(keyid.begin(), keyid.end(), true), 6 * 64);
}

TEST(Tampering, EveryByteOfAPinnedPolicyIsNoticed) {
  const std::string good = write_trust(trust_of_six());
  const std::string digest = loaded(trust_of_six()).digest();
  ASSERT_TRUE(TrustPolicy::load({"trust.toml", good}, {.digest = digest}));
  for (std::size_t place = 0; place != good.size(); ++place) {
    std::string changed = good;
    changed[place] = flipped(good[place], place);
    const auto policy = TrustPolicy::load({"trust.toml", changed}, {.digest = digest});
    ASSERT_FALSE(policy) << place;
    ASSERT_EQ(policy.error().code, Code::trust_digest_differs);
  }
}

TEST(Tampering, EveryByteOfASignedPolicyIsNoticedButThoseOfKeyid) {
  Envelope envelope{write_trust(trust_of_six()), std::string(trust_payload_type), {}};
  crypto::PrivateKey signer = key(40);
  ASSERT_TRUE(add_signature(envelope, signer));
  const std::string good = write_envelope(envelope);
  const std::vector<bool> keyid = keyid_bytes(good);
  const TrustPins pins{.key = signer.public_key().to_pem()};
  ASSERT_TRUE(TrustPolicy::load({"trust.dsse.json", good}, pins));
  for (std::size_t place = 0; place != good.size(); ++place) {
    std::string changed = good;
    changed[place] = flipped(good[place], place);
    ASSERT_TRUE(!TrustPolicy::load({"trust.dsse.json", changed}, pins) || keyid[place]) << place;
  }
}

TEST(Attack, AReorderedSubjectIsNoStatementOfASeal) {
  const std::string payload = good_seal().payload;
  const std::size_t first = payload.find("{\"digest\"", payload.find("\"subject\""));
  const std::size_t second = payload.find("{\"digest\"", first + 1);
  const std::size_t third = payload.find("{\"digest\"", second + 1);
  const std::string one = payload.substr(first, second - first - 1);
  const std::string two = payload.substr(second, third - second - 1);
  const std::string reordered = payload.substr(0, first) + two + "," + one + "," + payload.substr(third);
  ASSERT_EQ(reordered.size(), payload.size());
  Envelope stolen = good_seal();
  stolen.payload = reordered;
  EXPECT_EQ(deciding(verified(stolen, trust_of_six(), live_files())), "V102 V202 V202 V202 V202 V202 V202");
  const SealVerification signed_again = verified(signed_by(reordered), trust_of_six(), live_files());
  EXPECT_EQ(deciding(signed_again), "V102");
  EXPECT_EQ(signed_again.faults[0].what,
            "the statement is no seal's: /subject/0/name is not customer-live-evidence.json");
}

std::string lines_of(const std::vector<PolicyFile>& files) {
  std::string out;
  for (const PolicyFile& file : files) {
    std::string line = file.bytes;
    std::erase(line, '\n');
    out += line + "\n";
  }
  return out;
}

SealVerification with_lines(const Envelope& envelope, const std::string& lines) {
  const TrustPolicy trust = loaded(trust_of_six());
  const chain::Bundle bundle = chain::read_lines(lines, "b.ndjson", Catalogue::builtin());
  Verifier verifier(trust, Catalogue::builtin(), Policy::builtin());
  auto out = verifier.verify({write_envelope(envelope), "lifecycle.seal", &bundle}, {.now = at("2026-11-25")});
  if (!out) throw std::runtime_error(to_text(out.error()));
  return std::move(*out);
}

TEST(Attack, LinesOutOfTheOrderOfTheGates) {
  auto files = live_files();
  for (PolicyFile& file : files) std::erase(file.bytes, '\n');
  const Envelope envelope = signed_by(write_statement(statement_of(files)));
  EXPECT_EQ(deciding(with_lines(envelope, lines_of(files))), "");
  std::swap(files[2], files[3]);
  EXPECT_EQ(deciding(with_lines(envelope, lines_of(files))), "V306");
}

TEST(Attack, ADroppedPacket) {
  auto files = live_files();
  files.erase(files.begin() + 4);
  const SealVerification out = verified(good_seal(), trust_of_six(), files);
  EXPECT_EQ(deciding(out), "V302");
  EXPECT_EQ(out.faults[0].what, "R7.5 (customer-renewal-expansion) is not among the packets");
}

TEST(Attack, ADoubledPacketEvenOfTheSameBytes) {
  auto files = live_files();
  files.push_back({"copy.json", files[4].bytes});
  const SealVerification out = verified(good_seal(), trust_of_six(), files);
  EXPECT_EQ(deciding(out), "V303");
  EXPECT_EQ(out.faults[0].what, "R7.5 (customer-renewal-expansion) is there 2 times");
}

TEST(Attack, AStrangersPacketBesideTheTen) {
  auto files = live_files();
  files.push_back({"eleventh.json", "{\"schema_version\": \"acme.packet.v1\"}"});
  EXPECT_EQ(deciding(verified(good_seal(), trust_of_six(), files)), "V304");
}

/// The statement of the same packets, sealed an hour later.
Envelope another_seal() {
  Statement statement = statement_of(live_files());
  statement.claimed_time += std::chrono::hours(1);
  return signed_by(write_statement(statement));
}

TEST(Attack, ASignatureReplayedFromAnotherSeal) {
  Envelope envelope = good_seal();
  const Envelope other = another_seal();
  for (Signature& one : envelope.signatures)
    if (one.keyid == key_of(Role::security).public_key().id())
      one = *std::find_if(other.signatures.begin(), other.signatures.end(),
                          [&](const Signature& candidate) { return candidate.keyid == one.keyid; });
  const SealVerification out = verified(envelope, trust_of_six(), live_files());
  EXPECT_EQ(states(out), "valid valid invalid valid valid valid");
  EXPECT_EQ(deciding(out), "V202");
}

TEST(Attack, ATruncatedEnvelopeIsNoEnvelope) {
  const std::string good = write_envelope(good_seal());
  const TrustPolicy trust = loaded(trust_of_six());
  for (std::size_t size = 0; size < good.size() - 1; size += 97) {
    const auto out = verify({"lifecycle.seal", good.substr(0, size)}, trust);
    ASSERT_FALSE(out) << size;
    EXPECT_EQ(out.error().code, Code::not_json) << size;
  }
}

TEST(Attack, ATruncatedPacketCannotBeRead) {
  auto files = live_files();
  files[6].bytes.resize(files[6].bytes.size() / 2);
  const SealVerification out = verified(good_seal(), trust_of_six(), files);
  EXPECT_EQ(deciding(out), "V302 V305");
  EXPECT_EQ(out.faults[0].what, "R7.7 (customer-lifecycle-rollup) is not among the packets that could be read");
}

TEST(Attack, ThePacketsOfTwoLifecycles) {
  auto files = live_files();
  const auto other = sample_files();
  for (const std::size_t i : {1U, 7U}) files[i] = other[i];
  const SealVerification out = verified(good_seal(), trust_of_six(), files);
  EXPECT_EQ(deciding(out), "V301 V301");
  EXPECT_EQ(out.packets[1].status, "changed");
  EXPECT_EQ(out.packets[7].status, "changed");
}

TEST(Attack, APolicyThatAsksLessThanTheStatementSays) {
  // Fewer roles: no policy at all.
  std::string toml = write_trust(trust_of_six());
  const std::size_t archive = toml.find("\n[roles.archive]");
  const auto policy = TrustPolicy::load({"trust.toml", toml.substr(0, archive)});
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().code, Code::bad_trust_policy);
  EXPECT_EQ(policy.error().what, "it lacks archive");
  // The statement's own list of roles is not obeyed, in either direction.
  Statement statement = statement_of(live_files());
  statement.roles = {Role::release};
  const SealVerification out =
      verified(signed_by(write_statement(statement), {Role::release}), trust_of_six(), live_files());
  EXPECT_EQ(out.asked, std::vector<std::string_view>{"release"});
  EXPECT_EQ(deciding(out), "V201 V201 V201 V201 V201");
}

TEST(Attack, AStolenKeyThatSignsAfterItsRevocationWithAForgedTime) {
  Trust trust = trust_of_six();
  key_in(trust, Role::release).revoked = {RevocationReason::compromised, at("2026-11-24")};
  Statement statement = statement_of(live_files());
  statement.claimed_time = at("2026-11-20");  // long before the revocation, says the thief
  const Envelope envelope = signed_by(write_statement(statement));
  EXPECT_EQ(deciding(verified(envelope, trust, live_files())), "V207");
  // Nor does a time help that was proved of the seal after the revocation, or of the seal before the thief signed.
  std::vector<std::string> all, honest;
  for (const Signature& one : envelope.signatures) {
    all.push_back(one.sig);
    if (one.keyid != key_of(Role::release).public_key().id()) honest.push_back(one.sig);
  }
  VerifyOptions options{.now = at("2026-11-25")};
  options.proven =
      ProvenTime{at("2026-11-24T10:00:00Z"), "a test", write_record(make_record(envelope.payload, "live", all))};
  EXPECT_EQ(deciding(verified(envelope, trust, live_files(), options)), "V207");
  options.proven =
      ProvenTime{at("2026-11-23T10:00:00Z"), "a test", write_record(make_record(envelope.payload, "live", honest))};
  EXPECT_EQ(deciding(verified(envelope, trust, live_files(), options)), "V207");
}

}  // namespace
}  // namespace cavra::seal
