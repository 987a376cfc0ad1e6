#include "seal/verify.h"

#include <algorithm>

#include "base/hex.h"
#include "seal/dsse.h"
#include "seal/reasons.h"
#include "seal/record.h"
#include "seal/rejudge.h"
#include "seal/signatures.h"
#include "seal/statement.h"
#include "seal/trust_file.h"

namespace cavra::seal {
namespace {

void add(std::vector<SealFault>& to, std::vector<SealFault> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

void describe(const Statement& statement, SealVerification& out) {
  out.product = statement.product;
  out.evidence_mode = statement.evidence_mode;
  out.profile = statement.profile;
  out.tool = statement.tool_name + " " + statement.tool_version;
  out.claimed_time = statement.claimed_time;
  for (const Role role : statement.roles) out.asked.push_back(to_text(role));
}

/// Nobody who is trusted stands behind the statement: what it says in words of its own is not repeated.
void disown(SealVerification& out) {
  out.product.clear();
  out.tool.clear();
}

/// What the policy asks of the statement itself.
void hold_to_policy(const Statement& statement, const Trust& trust, std::vector<SealFault>& faults) {
  if (statement.evidence_mode == "sample" && !trust.samples)
    faults.push_back({Code::sample_sealed, true, "it seals a sample, which the policy does not take",
                      "seal a chain of live evidence, or let the policy take samples"});
  if (statement.profile == "compat" && trust.strict)
    faults.push_back({Code::profile_too_weak, true,
                      "the chain was judged by compat alone, and the policy asks for strict",
                      "have the chain sealed by the strict profile"});
}

/// The proven time's record, when it is one of this seal.
const SealRecord* record_of_seal(const std::expected<SealRecord, Error>& record, const crypto::Digest& statement,
                                 std::vector<SealFault>& faults) {
  if (record && record->statement == statement) return &*record;
  faults.push_back({Code::proof_of_another, true,
                    record ? "the proven time is of another seal" : "the proven time is of no seal record",
                    "give the token or proof that was made of this seal"});
  return nullptr;
}

/// Why it was withdrawn, as the log has it. Whoever wrote that need not have had it scanned: it is repeated only when
/// nothing in it is private.
std::string reason_of(const LogStatus& log, const Policy& policy) {
  if (log.reason.empty()) return {};
  const auto found = private_in(log.reason, policy);
  return found && found->empty() ? ": " + log.reason : ", for a reason with private material, which is not shown";
}

void hold_to_log(const LogStatus& log, const Policy& policy, std::vector<SealFault>& faults) {
  if (log.withdrawal == LogStatus::Withdrawal::withdrawn)
    faults.push_back({Code::seal_withdrawn, true, "the log says that it was withdrawn" + reason_of(log, policy),
                      "ask those who sealed for the seal that takes its place"});
  else if (log.withdrawal == LogStatus::Withdrawal::unknown)
    faults.push_back({Code::withdrawal_unknown, false, "withdrawal: unknown after index " + std::to_string(log.last),
                      "to know, give the whole log with --log"});
}

std::vector<SealFault> deciding_first(std::vector<SealFault> faults) {
  std::vector<SealFault> sorted;
  for (const bool decides : {true, false})
    for (SealFault& fault : faults)
      if (fault.decides == decides) sorted.push_back(std::move(fault));
  return sorted;
}

std::string_view verdict_of(const SealVerification& verification) {
  const auto decides = [](const SealFault& fault) { return fault.decides; };
  if (std::any_of(verification.faults.begin(), verification.faults.end(), decides)) return "not_valid";
  const bool now = std::all_of(verification.roles.begin(), verification.roles.end(),
                               [](const RoleVerdict& role) { return role.status == "valid"; });
  return now ? "valid" : "valid_then";
}

}  // namespace

std::expected<SealVerification, Error> Verifier::verify(const Seal& seal, const VerifyOptions& options) {
  const TrustFile& trust = trust_.file();
  SealVerification out;
  out.source = seal.source;
  out.now = options.now.value_or(clock_time());
  out.now_was_set = options.now.has_value();
  out.trust_digest = trust.digest;
  out.trust_serial = trust.trust.serial;
  out.trust_pinned = trust.pinned;
  out.log = options.log;
  if (out.now > trust.trust.expires)
    return std::unexpected(Error{Code::trust_expired, "the trust policy expired on " + time_text(trust.trust.expires),
                                 "get the policy that is in force now", trust.source, 0, 0, 0});
  const auto envelope = parse_envelope(seal.envelope, seal.source);
  if (!envelope) return std::unexpected(envelope.error());
  if (envelope->payload_type != payload_type)
    return std::unexpected(Error{Code::not_a_seal, "the envelope holds no in-toto statement",
                                 "give the file that `cavra-seal seal` wrote", seal.source, 0, 0, 0});

  const crypto::Digest digest = crypto::sha256(envelope->payload);
  out.statement_digest = "sha256:" + to_hex(digest);
  const auto statement = parse_statement(envelope->payload, {});
  if (statement)
    describe(*statement, out);
  else
    out.faults.push_back({statement.error().code, true, statement.error().what, statement.error().todo});

  out.faults.insert(out.faults.end(), options.refused.begin(), options.refused.end());

  SignatureQuestion question{*envelope, trust.trust, options.revocations, out.now, {}, nullptr, options.current};
  std::optional<std::expected<SealRecord, Error>> record;
  if (options.proven) {
    record = parse_record(options.proven->record, options.proven->by);
    question.record = record_of_seal(*record, digest, out.faults);
    if (question.record != nullptr) {
      question.proven = options.proven->time;
      out.proven_time = options.proven->time;
      out.proven_by = options.proven->by;
    }
  }
  if (statement) hold_to_policy(*statement, trust.trust, out.faults);
  if (options.log) hold_to_log(*options.log, policy_, out.faults);
  SignatureAnswer signatures = judge_signatures(question);
  out.signatures = std::move(signatures.signatures);
  out.roles = std::move(signatures.roles);
  add(out.faults, std::move(signatures.faults));
  if (std::ranges::none_of(out.signatures, [](const SignatureVerdict& one) { return !one.code; })) disown(out);

  PacketAnswer packets = !statement               ? compare_nothing()
                         : seal.bundle != nullptr ? compare_bundle(*statement, *seal.bundle)
                                                  : compare_shown(*statement, seal.shown);
  out.packets = std::move(packets.packets);
  add(out.faults, std::move(packets.faults));
  if (packets.all_same) {
    auto again = rejudge(*statement, *seal.bundle, judge_, catalogue_, policy_, out.proven_time.value_or(out.now),
                         options.rejudge);
    if (!again) return std::unexpected(std::move(again.error()));
    out.rejudgement = std::move(again->rejudgement);
    add(out.faults, std::move(again->faults));
  }
  out.faults = deciding_first(std::move(out.faults));
  out.verdict = verdict_of(out);
  return out;
}

}  // namespace cavra::seal
