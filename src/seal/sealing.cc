#include "seal/sealing.h"

#include "json/canonical.h"
#include "json/refusal.h"
#include "seal/policies.h"
#include "seal/reasons.h"

namespace cavra::seal {

chain::Options judging(const SealingOptions& options) {
  return {.require_live = !options.allow_sample, .profile = options.profile};
}

std::expected<Statement, Error> make_statement(const chain::Bundle& bundle, const chain::ChainJudge& judge,
                                               const chain::ChainVerdict& verdict, const Catalogue& catalogue,
                                               const Policy& policy, const SealingOptions& options) {
  if (!verdict.passes)
    return std::unexpected(Error{Code::chain_not_ready, "the chain is not ready: " + verdict.because,
                                 "see `cavra-seal chain`", bundle.path, 0, 0, 0});
  Statement statement;
  std::string canonical;
  for (std::size_t i = 0; i != gate_count; ++i) {
    const chain::GateVerdict& gate = verdict.gates[i];
    SealedPacket& packet = statement.packets[i];
    packet.raw = crypto::sha256(gate.packet->bytes);
    canonical.clear();
    if (const auto has_one = json::append_canonical(canonical, judge.document(i)); !has_one) {
      Error error = json::refusal(has_one.error(), gate.packet->bytes, gate.packet->line);
      error.source = gate.packet->file;
      return std::unexpected(std::move(error));
    }
    packet.canonical = crypto::sha256(canonical);
    packet.status = gate.status;
    packet.blocker_count = gate.blocker_count;
    packet.warning_count = gate.warning_count;
  }
  statement.product = verdict.product;
  statement.customer_profile_ref = verdict.customer;
  if (statement.customer_profile_ref.empty())
    return std::unexpected(Error{Code::bad_statement,
                                 "the customer's reference is no clean one, so that it cannot be repeated",
                                 "mend it; see `cavra-seal check --profile strict`", bundle.path, 0, 0, 0});
  statement.evidence_mode = verdict.evidence_mode;
  if (statement.evidence_mode != "live" && !(options.allow_sample && statement.evidence_mode == "sample"))
    return std::unexpected(Error{Code::chain_not_ready, "the evidence is neither live nor a sample",
                                 "see `cavra-seal chain`", bundle.path, 0, 0, 0});
  statement.profile = options.profile == Profile::strict ? "strict" : "compat";
  statement.definitions = definition_digests(catalogue);
  statement.rules = rule_digests(policy);
  statement.waivers = waivers_in_force(policy);
  if (auto checked = check_reasons(statement.waivers, policy); !checked)
    return std::unexpected(std::move(checked.error()));
  statement.tool_name = "cavra-seal";
  statement.tool_version = CAVRA_VERSION;
  statement.claimed_time = options.claimed_time;
  for (std::size_t i = 0; i != role_count; ++i) statement.roles.push_back(static_cast<Role>(i));
  return statement;
}

}  // namespace cavra::seal
