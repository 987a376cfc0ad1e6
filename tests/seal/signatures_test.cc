// Every word that is said of signatures and of the roles that lack them.
#include <gtest/gtest.h>

#include "seal/record.h"
#include "seal/signatures.h"
#include "tests/seal/seals.h"

namespace cavra::seal {
namespace {

const Time now = at("2026-11-25");
const std::string payload = "a payload";
const std::vector<KeyRevocation> none;

struct Asked {
  Envelope envelope{payload, std::string(payload_type), {}};
  Trust trust = trust_of_six();
  std::optional<Time> proven{};
  std::optional<SealRecord> record{};
  bool current = false;

  void sign(crypto::Signer& signer) { ASSERT_TRUE(add_signature(envelope, signer)); }
  void sign(Role role) {
    crypto::PrivateKey signer = key_of(role);
    sign(signer);
  }
  /// That of a role, which is put at the end whatever its keyid is.
  void append(crypto::PrivateKey signer, const std::string& keyid) {
    envelope.signatures.push_back({keyid, *signer.sign(pae(envelope.payload_type, envelope.payload))});
  }
  [[nodiscard]] SignatureAnswer answer() const {
    return judge_signatures({envelope, trust, none, now, proven, record ? &*record : nullptr, current});
  }
};

std::string code_of(const std::optional<Code>& code) { return code ? " " + std::string(id(*code)) : std::string(); }

/// A line a signature, a role that is not valid, a remark.
std::string lines(const SignatureAnswer& answer) {
  std::string out;
  for (const SignatureVerdict& one : answer.signatures)
    out.append(one.status)
        .append(code_of(one.code))
        .append(one.role.empty() ? "" : " of ")
        .append(one.role)
        .append(one.proven ? ", proven" : "") += '\n';
  for (const RoleVerdict& one : answer.roles) {
    if (one.status == "valid") continue;
    out.append(one.role).append(" ").append(one.status).append(code_of(one.code)) += '\n';
    if (one.code) out.append("  ").append(one.what).append("; ").append(one.todo) += '\n';
  }
  for (const SealFault& fault : answer.faults)
    if (!fault.decides)
      out.append(id(fault.code)).append(" ").append(fault.what).append("; ").append(fault.todo) += '\n';
  return out;
}

TEST(Signatures, EveryoneOfOneSealIsToldWhatIsWrong) {
  Asked asked;
  key_in(asked.trust, Role::support).not_after = at("2026-11-24");
  key_in(asked.trust, Role::communications).revoked = {RevocationReason::retired, at("2026-11-24")};
  for (const Role role : {Role::release, Role::support, Role::communications})
    asked.append(key_of(role), key_of(role).public_key().id());
  asked.envelope.signatures.push_back({key_of(Role::customer_success).public_key().id(), "nonsense"});
  asked.append(key_of(Role::release), key_of(Role::archive).public_key().id());
  asked.append(key(50), "stranger");
  EXPECT_EQ(lines(asked.answer()),
            "valid of release\n"
            "no_longer_valid V206 of support\n"
            "revoked V207 of communications\n"
            "invalid V202\n"
            "doubled V209 of release\n"
            "unknown_key V203\n"
            "customer_success invalid V202\n"
            "  customer_success has a signature that does not match; have its owner sign this seal again; the payload "
            "or the signature was changed\n"
            "security unknown_key V203\n"
            "  security has no signature, but one is there by a key that the policy does not know; add the key to the "
            "policy if it is the owner's, or have the owner sign with the key of the policy\n"
            "support no_longer_valid V206\n"
            "  support has a signature by a key that is no longer valid; show by a time stamp that it was made before, "
            "or have the owner sign with a new key\n"
            "communications revoked V207\n"
            "  communications has a signature by a key that is revoked; show by a time stamp that it was made before, "
            "or have the owner sign with a new key\n"
            "archive other_role V204\n"
            "  archive has a signature in its name that was made with the key of another role; have its owner sign "
            "with its own key\n"
            "V209 signature 5 of 6 is another by the same key, and counts for nothing; keep one of the two\n"
            "V203 signature 6 of 6 is by no key of the policy; take it out, or add the key to the policy\n");
}

TEST(Signatures, AreCountedAgainstTheThreshold) {
  Asked asked;
  asked.trust.keys.push_back({key(20).public_key(), Role::security, {}, {}, {}});
  asked.trust.thresholds[2] = 2;
  for (const Role role : all_roles)
    if (role != Role::archive) asked.sign(role);
  std::string text = lines(asked.answer());
  EXPECT_NE(text.find("security missing V201\n  security has 1 of 2 signatures; have its owner sign\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("archive missing V201\n  archive has no signature; have its owner sign\n"), std::string::npos)
      << text;
  TrustKey& of_release = key_in(asked.trust, Role::release);
  asked.trust.thresholds[0] = 2;
  of_release.revoked = {RevocationReason::retired, at("2026-11-24")};
  text = lines(asked.answer());
  EXPECT_NE(text.find("release has a signature by a key that is revoked"), std::string::npos) << text;
  asked.append(key(50), "stranger");  // may be the archive's, and cannot be all that security lacks
  text = lines(asked.answer());
  EXPECT_NE(text.find("security missing V201\n"), std::string::npos) << text;
  EXPECT_NE(text.find("archive unknown_key V203\n"), std::string::npos) << text;
}

TEST(Signatures, NameTheKeyThatMadeThem) {
  Asked asked;
  for (const Role role : {Role::release, Role::customer_success, Role::security, Role::support, Role::communications})
    asked.sign(role);
  asked.append(key_of(Role::archive), key_of(Role::release).public_key().id());
  const SignatureAnswer answer = asked.answer();
  for (const SignatureVerdict& one : answer.signatures) EXPECT_EQ(one.status, "valid");
  EXPECT_EQ(answer.signatures.back().key, key_of(Role::archive).public_key().id());
  ASSERT_EQ(answer.faults.size(), 1U);
  EXPECT_EQ(
      answer.faults[0].what + "; " + answer.faults[0].todo,
      "signature 6 of 6 names another key than the one that made it; have it signed again, so that its keyid is right");
}

TEST(Signatures, MayBeNamedByAnyKeyid) {
  Asked asked;
  for (const Role role : all_roles) asked.append(key_of(role), "any");
  EXPECT_TRUE(asked.answer().faults.empty());
}

TEST(Signatures, AreProvenOnlyByATimeWithARecordThatListsThem) {
  Asked asked;
  asked.sign(Role::release);
  const SealRecord record = make_record(payload, "live", std::vector{asked.envelope.signatures[0].sig});
  key_in(asked.trust, Role::release).not_after = at("2026-11-24");
  const std::string ended = "no_longer_valid V206 of release\n";
  EXPECT_TRUE(lines(asked.answer()).starts_with(ended));
  asked.record = record;
  EXPECT_TRUE(lines(asked.answer()).starts_with(ended));
  asked.proven = at("2026-11-23");
  EXPECT_TRUE(lines(asked.answer()).starts_with("valid_then of release, proven\n"));
  asked.record.reset();
  EXPECT_TRUE(lines(asked.answer()).starts_with(ended));
}

// ECDSA signs the same twice in two ways; a record may list one of them.
TEST(Signatures, OneThatCountsIsNoDoubleOfOneThatDoesNot) {
  Asked asked;
  crypto::PrivateKey signer = *crypto::PrivateKey::generate(crypto::KeyKind::ecdsa_p256);
  TrustKey& of_release = key_in(asked.trust, Role::release);
  of_release = {signer.public_key(), Role::release, {}, at("2026-11-24"), {}};
  asked.append(signer, "first");
  asked.append(signer, "second");
  asked.record = make_record(payload, "live", std::vector{asked.envelope.signatures[1].sig});
  asked.proven = at("2026-11-23");
  EXPECT_TRUE(lines(asked.answer()).starts_with("no_longer_valid V206 of release\nvalid_then of release, proven\n"));
  EXPECT_EQ(asked.answer().roles[0].valid, 1U);
}

}  // namespace
}  // namespace cavra::seal
