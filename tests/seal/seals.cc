#include "tests/seal/seals.h"

#include <algorithm>
#include <stdexcept>

#include "chain/chain.h"
#include "tests/verdict/packets.h"

namespace cavra::seal {
namespace {

std::vector<PolicyFile> files_of(const std::vector<Example>& examples) {
  std::vector<PolicyFile> files;
  for (const Example& example : examples) files.push_back({example.slug + ".json", example.bytes});
  return files;
}

std::string codes(const SealVerification& verification, bool decides) {
  std::string out;
  for (const SealFault& fault : verification.faults)
    if (fault.decides == decides) out.append(out.empty() ? "" : " ").append(id(fault.code));
  return out;
}

}  // namespace

Time at(std::string_view text) {
  const auto time = parse_time(text);
  if (!time) throw std::runtime_error("no time: " + std::string(text));
  return *time;
}

crypto::PrivateKey key(unsigned number) {
  return *crypto::PrivateKey::from_ed25519(std::string(32, static_cast<char>(number + 1)));
}

crypto::PrivateKey key_of(Role role) { return key(static_cast<unsigned>(role)); }

std::vector<PolicyFile> live_files() { return files_of(live_examples()); }
std::vector<PolicyFile> sample_files() { return files_of(sample_examples()); }

Statement statement_of(const std::vector<PolicyFile>& files, bool allow_sample, const Policy& policy, Profile profile) {
  const chain::Bundle bundle = chain::read_files(files, Catalogue::builtin());
  const SealingOptions options{profile, allow_sample, at(sealed_at)};
  chain::ChainJudge judge(Catalogue::builtin(), policy);
  const auto verdict = judge.judge(bundle, judging(options));
  if (!verdict) throw std::runtime_error(to_text(verdict.error()));
  const auto statement = make_statement(bundle, judge, *verdict, Catalogue::builtin(), policy, options);
  if (!statement) throw std::runtime_error(to_text(statement.error()));
  return *statement;
}

Envelope signed_by(const std::string& payload, const std::vector<Role>& roles) {
  Envelope envelope{payload, std::string(payload_type), {}};
  for (const Role role : roles) {
    crypto::PrivateKey signer = key_of(role);
    if (const auto added = add_signature(envelope, signer); !added) throw std::runtime_error(to_text(added.error()));
  }
  return envelope;
}

const Envelope& good_seal() {
  static const Envelope envelope = signed_by(write_statement(statement_of(live_files())));
  return envelope;
}

Trust trust_of_six() {
  Trust trust;
  trust.serial = 7;
  trust.expires = at("2099-01-01");
  trust.thresholds.fill(1);
  for (const Role role : all_roles) trust.keys.push_back({key_of(role).public_key(), role, {}, {}, {}});
  return trust;
}

TrustKey& key_in(Trust& trust, Role role) {
  return *std::find_if(trust.keys.begin(), trust.keys.end(), [role](const TrustKey& one) { return one.role == role; });
}

TrustPolicy loaded(const Trust& trust) {
  const auto policy = TrustPolicy::load({"trust.toml", write_trust(trust)});
  if (!policy) throw std::runtime_error(to_text(policy.error()));
  return *policy;
}

SealVerification verified(const Envelope& envelope, const Trust& trust, const std::vector<PolicyFile>& files,
                          VerifyOptions options) {
  if (!options.now) options.now = at("2026-11-25");
  auto verification = verify({"lifecycle.seal", write_envelope(envelope)}, loaded(trust), files, options);
  if (!verification) throw std::runtime_error(to_text(verification.error()));
  return std::move(*verification);
}

std::string deciding(const SealVerification& verification) { return codes(verification, true); }
std::string remarks(const SealVerification& verification) { return codes(verification, false); }

std::string states(const SealVerification& verification) {
  std::string out;
  for (const RoleVerdict& role : verification.roles) out.append(out.empty() ? "" : " ").append(role.status);
  return out;
}

}  // namespace cavra::seal
