#include "seal/rejudge.h"

#include "privacy/context.h"
#include "seal/policies.h"

namespace cavra::seal {
namespace {

constexpr std::string_view other_result_todo = "have the chain sealed again: the seal says of it what is not so";

/// The gates whose results are not those that the statement says.
std::vector<std::string_view> other_results(const Statement& statement, const chain::ChainVerdict& verdict) {
  std::vector<std::string_view> gates;
  for (std::size_t i = 0; i != gate_count; ++i) {
    const SealedPacket& sealed = statement.packets[i];
    const chain::GateVerdict& now = verdict.gates[i];
    if (now.status != sealed.status || now.blocker_count != sealed.blocker_count ||
        now.warning_count != sealed.warning_count)
      gates.push_back(sealed_gates[i].id);
  }
  return gates;
}

/// What there is to say of a chain that is judged by what it was sealed by.
void by_the_same(RejudgeAnswer& answer, const Statement& statement, const chain::ChainVerdict& verdict) {
  Rejudgement& rejudgement = answer.rejudgement;
  rejudgement.decides = true;
  rejudgement.status = verdict.passes ? "ready" : "blocked";
  if (!verdict.passes) {
    answer.faults.push_back({Code::rejudged_blocked, true, "judged again, the chain is not ready: " + verdict.because,
                             "see `cavra-seal chain`"});
    return;
  }
  for (const std::string_view gate : other_results(statement, verdict))
    answer.faults.push_back(
        {Code::result_differs, true,
         std::string(gate) + " has another result now than the seal says, by the same gates and rules",
         std::string(other_result_todo)});
  if (!answer.faults.empty()) rejudgement.status = "blocked";
}

void by_others(RejudgeAnswer& answer, bool must) {
  std::string list;
  for (const std::string& difference : answer.rejudgement.differences)
    list.append(list.empty() ? "" : ", ").append(difference);
  answer.rejudgement.status = "differs";
  answer.rejudgement.decides = must;
  answer.faults.push_back({Code::rejudged_differs, must,
                           "it was sealed by other gates or rules: " + list + " differ; by today's, the chain is " +
                               (answer.rejudgement.ready ? "ready" : "not ready"),
                           must ? "give the rules that it was sealed by (--rules), or have the chain sealed again"
                                : "to insist on today's, say --rejudge"});
}

}  // namespace

std::expected<RejudgeAnswer, Error> rejudge(const Statement& statement, const chain::Bundle& bundle,
                                            chain::ChainJudge& judge, const Catalogue& catalogue, const Policy& policy,
                                            Time time, bool must) {
  RejudgeAnswer answer;
  const chain::Options options{.require_live = statement.evidence_mode == "live",
                               .profile = statement.profile == "strict" ? Profile::strict : Profile::compat};
  std::optional<Policy> waiving;
  std::optional<chain::ChainJudge> own;
  if (!statement.waivers.empty()) {
    auto made = policy.with_waivers({"the seal's waivers", waiver_file(statement.waivers)}, time);
    if (!made) return std::unexpected(std::move(made.error()));
    waiving.emplace(std::move(*made));
    own.emplace(catalogue, *waiving);
    for (const std::string& notice : waiving->notices())
      answer.faults.push_back({Code::waiver_not_in_force, false, notice, "see the waivers in the seal's statement"});
    if (!policy.context().has_key())
      answer.faults.push_back({Code::waiver_unkeyed, false,
                               "without the key of the fingerprints, the seal's waivers go by their places alone",
                               "give it with --key-file to compare them"});
  }
  const auto verdict = (own ? *own : judge).judge(bundle, options);
  if (!verdict) return std::unexpected(verdict.error());
  Rejudgement& rejudgement = answer.rejudgement;
  rejudgement.ready = verdict->passes;
  if (!verdict->passes) rejudgement.because = verdict->because;
  if (!verdict->passes && verdict->first_cause) rejudgement.code = verdict->first_cause->finding.code;
  rejudgement.differences = differences(statement, catalogue, policy);
  if (rejudgement.differences.empty())
    by_the_same(answer, statement, *verdict);
  else
    by_others(answer, must);
  return answer;
}

}  // namespace cavra::seal
