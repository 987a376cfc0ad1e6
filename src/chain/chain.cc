#include "chain/chain.h"

#include <algorithm>

#include "base/reference.h"
#include "chain/scene.h"
#include "gate/structure.h"

namespace cavra::chain {
namespace {

/// The value that most gates have; of equally many, the first in the chain.
std::string most_common(const std::vector<GateVerdict>& gates, std::string GateVerdict::* field) {
  std::string best;
  std::ptrdiff_t most = 0;
  for (const GateVerdict& gate : gates) {
    if (gate.packet == nullptr || (gate.*field).empty()) continue;
    const auto alike = std::count_if(gates.begin(), gates.end(), [&](const GateVerdict& other) {
      return other.packet != nullptr && other.*field == gate.*field;
    });
    if (alike > most) {
      most = alike;
      best = gate.*field;
    }
  }
  return best;
}

std::string summary(const Scene& scene, Check check, std::size_t faults) {
  if (faults > 0) return std::to_string(faults) + (faults == 1 ? " finding." : " findings.");
  switch (check) {
    case Check::packets:
      return scene.bundle->ndjson ? "One packet of each gate, in their order, and nothing else."
                                  : "One packet of each gate, and nothing else.";
    case Check::upstream_results:
      return "Every embedded result is what its gate says now.";
    case Check::upstream_controls:
      return "What packets say of other packets is so.";
    case Check::continuity:
      return "One customer, one product, one evidence mode.";
    case Check::candidates:
      return "Every candidate has an outcome, and every outcome a candidate.";
  }
  return {};
}

}  // namespace

std::string_view to_text(Check check) {
  constexpr std::string_view names[check_count] = {"packets", "upstream_results", "upstream_controls", "continuity",
                                                   "candidates"};
  return names[static_cast<std::size_t>(check)];
}

std::string_view to_text(Change::Kind kind) {
  constexpr std::string_view names[] = {"mend", "rebuild", "build", "remove", "move"};
  return names[static_cast<std::size_t>(kind)];
}

bool counts(const Finding& finding, bool live) {
  if (finding.material && finding.material->waived) return false;
  return finding.severity == Status::blocker || (live && finding.severity == Status::warn);
}

std::vector<Fault> faults_of(const Verdict& verdict, const BundlePacket& packet, std::size_t gate, Profile profile) {
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < verdict.finding_count(); ++i) {
    Fault fault;
    fault.finding = verdict.finding(i);
    const bool further = fault.finding.check == gate::further_name(gate::Further::structure) ||
                         fault.finding.check == gate::further_name(gate::Further::reference_hygiene) ||
                         fault.finding.check == gate::further_name(gate::Further::private_values);
    if (further && profile == Profile::compat) continue;
    fault.gate = gate;
    fault.source = packet.source;
    fault.file = packet.file;
    faults.push_back(std::move(fault));
  }
  return faults;
}

bool Scene::is_blocked_at(std::size_t gate, const std::string& pointer) const {
  const std::vector<Fault>& faults = verdict.gates[gate].faults;
  return std::any_of(faults.begin(), faults.end(), [&](const Fault& fault) {
    return fault.finding.pointer == pointer && counts(fault.finding, options.require_live);
  });
}

struct ChainJudge::State {
  State(const Catalogue& catalogue, const Policy& policy, std::size_t max_size)
      : references(policy.context()),
        scene{catalogue, policy, max_size, {}, nullptr, {}, {}, {}, {}, {}},
        judge(catalogue, policy, max_size) {
    for (std::size_t i = 0; i < gate_count(); ++i) scene.views.emplace_back(catalogue, references, max_size);
  }

  std::expected<void, Error> judge_gate(std::size_t gate);
  void judge_chain();
  void conclude();

  verdict::ShownReferences references;  // which the views show
  Scene scene;
  cavra::Judge judge;
};

std::expected<void, Error> ChainJudge::State::judge_gate(std::size_t gate) {
  GateVerdict& to = scene.verdict.gates[gate];
  View& view = scene.views[gate];
  to.gate = &scene.info(gate);
  const auto upstream = scene.tables().list(scene.tables().gates[gate].upstream);
  to.upstream.assign(upstream.begin(), upstream.end());
  if (auto looked = view.look_at(scene.bundle->find(gate), gate); !looked) return looked;
  if (!view.is_there()) return {};
  to.packet = &view.packet();
  // Always in strict: what compat would say is a part of it.
  const auto verdict =
      judge.judge(view.document(),
                  {.require_live = scene.options.require_live, .gate = to.gate->id, .first_line = to.packet->line});
  if (!verdict) {
    Error error = verdict.error();
    error.source = to.packet->file;
    return std::unexpected(std::move(error));
  }
  scene.now[gate] = said_by(*verdict, view);
  scene.links[gate] = find_links(view);
  to.product = verdict->product();
  to.evidence_mode = verdict->evidence_mode();
  const std::size_t count = scene.options.profile == Profile::strict ? verdict->check_count() : scene.now[gate].own;
  for (std::size_t i = 0; i < count; ++i) to.checks.push_back(verdict->check(i));
  to.blocker_count = scene.now[gate].how_many(Status::blocker, count);
  to.warning_count = scene.now[gate].how_many(Status::warn, count);
  to.status = to.blocker_count > 0 ? "blocked" : to.warning_count > 0 ? "ready_with_warnings" : "ready";
  to.ready = to.blocker_count == 0 && to.warning_count == 0 && scene.now[gate].raw_mode == "live";
  to.passes = scene.options.require_live ? to.ready : to.blocker_count == 0;
  to.faults = faults_of(*verdict, *to.packet, gate, scene.options.profile);
  const json::NodeId customer = view.at(scene.tables().list(view.gate().customer));
  const auto text = view.text(customer);
  const auto at_customer = [&](const Fault& fault) { return fault.finding.pointer == view.pointer(customer); };
  if (text && is_clean_reference(*text) && std::none_of(to.faults.begin(), to.faults.end(), at_customer))
    to.customer = scene.options.profile == Profile::strict ? *text : references.shown(std::string(*text));
  return {};
}

void ChainJudge::State::judge_chain() {
  judge_packets(scene);
  judge_upstream_results(scene);
  judge_upstream_controls(scene);
  judge_continuity(scene);
  judge_candidates(scene);
  find_path(scene, find_causes(scene));
}

void ChainJudge::State::conclude() {
  ChainVerdict& verdict = scene.verdict;
  for (std::size_t i = 0; i < check_count; ++i) {
    const auto check = static_cast<Check>(i);
    const auto faults = std::count_if(verdict.faults.begin(), verdict.faults.end(),
                                      [check](const Fault& fault) { return fault.finding.check == to_text(check); });
    verdict.checks[i] = {check, faults > 0 ? Status::blocker : Status::pass,
                         summary(scene, check, static_cast<std::size_t>(faults))};
  }
  const auto all = [&verdict](bool GateVerdict::* field) {
    return std::all_of(verdict.gates.begin(), verdict.gates.end(),
                       [field](const GateVerdict& gate) { return gate.*field; });
  };
  verdict.passes = verdict.faults.empty() && all(&GateVerdict::holds);
  verdict.ready = verdict.passes && all(&GateVerdict::ready);
  verdict.status = verdict.ready ? "ready" : verdict.passes ? "ready_with_warnings" : "blocked";
  verdict.results = scene.bundle->results;
  verdict.envelopes = scene.bundle->envelopes;
}

ChainJudge::ChainJudge(const Catalogue& catalogue, const Policy& policy, std::size_t max_size)
    : state_(std::make_unique<State>(catalogue, policy, max_size)) {}
ChainJudge::~ChainJudge() = default;
ChainJudge::ChainJudge(ChainJudge&&) noexcept = default;
ChainJudge& ChainJudge::operator=(ChainJudge&&) noexcept = default;

std::expected<ChainVerdict, Error> ChainJudge::judge(const Bundle& bundle, Options options) {
  if (!bundle.errors.empty()) return std::unexpected(bundle.errors.front());
  Scene& scene = state_->scene;
  scene.options = options;
  scene.bundle = &bundle;
  scene.verdict = {};
  scene.verdict.gates.resize(gate_count());
  for (auto* said : {&scene.now, &scene.now_not_live}) said->assign(gate_count(), {});
  scene.links.assign(gate_count(), {});
  for (std::size_t gate = 0; gate < gate_count(); ++gate)
    if (auto judged = state_->judge_gate(gate); !judged) return std::unexpected(std::move(judged.error()));
  scene.verdict.product = most_common(scene.verdict.gates, &GateVerdict::product);
  scene.verdict.evidence_mode = most_common(scene.verdict.gates, &GateVerdict::evidence_mode);
  scene.verdict.customer = most_common(scene.verdict.gates, &GateVerdict::customer);
  state_->judge_chain();
  state_->conclude();
  return std::move(scene.verdict);
}

const json::Document& ChainJudge::document(std::size_t gate) const { return state_->scene.views[gate].document(); }

Usage ChainJudge::usage() const { return state_->judge.usage(); }

std::expected<ChainVerdict, Error> judge_chain(const Bundle& bundle, const Catalogue& catalogue, const Policy& policy,
                                               Options options) {
  return ChainJudge(catalogue, policy).judge(bundle, options);
}

}  // namespace cavra::chain
