// What follows from what.
#include <algorithm>

#include "chain/scene.h"
#include "gate/structure.h"

namespace cavra::chain {
namespace {

bool is_within(const std::string& pointer, const std::string& place) {
  return pointer.starts_with(place) && (pointer.size() == place.size() || pointer[place.size()] == '/');
}

bool is_same(const Fault& a, const Fault& b) {
  return a.finding.code == b.finding.code && a.finding.pointer == b.finding.pointer &&
         a.finding.message == b.finding.message;
}

class Causes {
 public:
  explicit Causes(Scene& scene)
      : scene_(scene), verdict_(scene.verdict), target_(scene.views.size()), rests_(scene.views.size()) {}

  std::vector<Rest> run() {
    for (std::size_t gate = 0; gate < scene_.views.size(); ++gate) look_at(gate);
    first_cause();
    return std::move(rests_);
  }

 private:
  [[nodiscard]] bool live() const { return scene_.options.require_live; }

  [[nodiscard]] bool has_chain_fault(std::size_t gate) const {
    return std::any_of(verdict_.faults.begin(), verdict_.faults.end(),
                       [gate](const Fault& fault) { return fault.gate == gate; });
  }

  void look_at(std::size_t gate) {
    GateVerdict& one = verdict_.gates[gate];
    for (const std::size_t before : one.upstream)
      if (!verdict_.gates[before].holds) one.because.push_back(before);
    one.holds = one.passes && one.because.empty() && !has_chain_fault(gate);
    if (one.packet == nullptr) return missing(gate);
    if (one.holds) {
      target_[gate] = scene_.now[gate];
      return;
    }
    mend_links(gate);
    mark(gate);
  }

  /// What its gate will say of a packet that is still to be built.
  void missing(std::size_t gate) {
    verdict_.gates[gate].own_cause = true;
    const gate::Tables& tables = scene_.tables();
    const auto checks = tables.checks_of(tables.gates[gate]);
    Said& said = target_[gate];
    said.own = checks.size();
    said.statuses.assign(said.own + static_cast<std::size_t>(gate::Further::count), Status::pass);
    said.product = said.raw_product = verdict_.product;
    said.mode = said.raw_mode = live() ? "live" : verdict_.evidence_mode;
    if (said.mode != "sample") return;
    for (std::size_t i = 0; i < said.own; ++i) {
      const gate::Kind kind = tables.shapes[checks[i].shape].kind;
      if (kind == gate::Kind::mode || kind == gate::Kind::result || kind == gate::Kind::results)
        said.statuses[i] = Status::warn;
    }
  }

  /// Judges the packet as it would be when all before it is mended.
  void mend_links(std::size_t gate) {
    Rest& rest = rests_[gate];
    for (const Link& link : scene_.links[gate]) {
      if (is_right_when_mended(scene_, gate, link, target_)) continue;
      rest.rebuild = true;
      rest.stale = rest.stale || std::all_of(link.of.begin(), link.of.end(),
                                             [this](std::size_t of) { return verdict_.gates[of].passes; });
    }
    const std::vector<Fault>& found = verdict_.gates[gate].faults;
    if (!rest.rebuild) {
      target_[gate] = mended(scene_.now[gate], live());
      std::copy_if(found.begin(), found.end(), std::back_inserter(rest.own),
                   [this](const Fault& fault) { return counts(fault.finding, live()); });
      return;
    }
    const std::string bytes = with_mended_links(scene_, gate, target_);
    cavra::Judge judge(scene_.catalogue, scene_.policy, scene_.max_size + (std::size_t{1} << 20));
    const auto judged = judge.judge(bytes, {.require_live = live(), .gate = scene_.info(gate).id});
    if (!judged) return;
    target_[gate] = mended(said_by(*judged, scene_.views[gate]), live());
    for (const Fault& fault : faults_of(*judged, *verdict_.gates[gate].packet, gate, scene_.options.profile)) {
      if (!counts(fault.finding, live())) continue;
      // Lines have moved: the place is that of the same fault in the packet as it is.
      const auto same =
          std::find_if(found.begin(), found.end(), [&fault](const Fault& other) { return is_same(other, fault); });
      rest.own.push_back(same == found.end() ? fault : *same);
      if (same == found.end()) rest.own.back().finding.line = rest.own.back().finding.column = 0;
    }
  }

  /// Marks the faults that are there only because of others, and says whether one is left that is not.
  void mark(std::size_t gate) {
    GateVerdict& one = verdict_.gates[gate];
    const Rest& rest = rests_[gate];
    for (Fault& fault : one.faults) {
      const bool own =
          std::any_of(rest.own.begin(), rest.own.end(), [&fault](const Fault& other) { return is_same(fault, other); });
      fault.follows = counts(fault.finding, live()) && !own && follows(gate, fault);
      one.own_cause = one.own_cause || (counts(fault.finding, live()) && !fault.follows);
    }
    for (Fault& fault : verdict_.faults) {
      if (fault.gate != gate) continue;
      const bool of_link = fault.finding.code == Code::stale_result || fault.finding.code == Code::control_disagrees;
      fault.follows = of_link && follows(gate, fault);
      one.own_cause = one.own_cause || !fault.follows;
    }
    one.own_cause = one.own_cause || !rest.own.empty() || rest.stale;
  }

  /// Whether a fault is in what speaks of a packet that does not pass.
  [[nodiscard]] bool follows(std::size_t gate, const Fault& fault) {
    bool placed = false;
    bool failing = false;
    bool any_failing = false;
    for (const Link& link : scene_.links[gate]) {
      const bool fails =
          std::any_of(link.of.begin(), link.of.end(), [this](std::size_t of) { return !verdict_.gates[of].passes; });
      any_failing = any_failing || fails;
      if (link.node == json::no_node || !is_within(fault.finding.pointer, scene_.views[gate].pointer(link.node)))
        continue;
      placed = true;
      failing = failing || fails;
    }
    return placed ? failing : any_failing;
  }

  /// The fault that comes first in a gate and follows from no other; null when there is none.
  [[nodiscard]] const Fault* first_of(std::size_t gate) const {
    if (gate != no_gate)
      for (const Fault& fault : verdict_.gates[gate].faults)
        if (!fault.follows && counts(fault.finding, live())) return &fault;
    for (const Fault& fault : verdict_.faults)
      if (fault.gate == gate && !fault.follows) return &fault;
    return gate == no_gate || rests_[gate].own.empty() ? nullptr : &rests_[gate].own.front();
  }

  [[nodiscard]] std::string sentence(const Fault& cause) const {
    std::size_t gate = verdict_.gates.size() - 1;
    if (verdict_.gates[gate].holds) return "the chain is blocked: " + cause.finding.message;
    std::string out = scene_.id(gate);
    bool first = true;
    while (true) {
      const GateVerdict& one = verdict_.gates[gate];
      out += one.packet == nullptr ? " is missing" : first ? " is blocked" : " is";
      if (one.because.empty() || one.packet == nullptr) break;
      gate = one.because.front();
      out += (first ? " because " : ", because ") + scene_.id(gate);
      first = false;
    }
    return verdict_.gates[gate].packet == nullptr ? out : out + ": " + cause.finding.message;
  }

  void first_cause() {
    for (std::size_t gate = 0; gate < verdict_.gates.size() && !verdict_.first_cause; ++gate)
      if (verdict_.gates[gate].own_cause)
        if (const Fault* fault = first_of(gate)) verdict_.first_cause = *fault;
    if (!verdict_.first_cause)
      if (const Fault* fault = first_of(no_gate)) verdict_.first_cause = *fault;
    if (verdict_.first_cause) verdict_.because = sentence(*verdict_.first_cause);
  }

  Scene& scene_;
  ChainVerdict& verdict_;
  std::vector<Said> target_;
  std::vector<Rest> rests_;
};

}  // namespace

std::vector<Rest> find_causes(Scene& scene) { return Causes(scene).run(); }

}  // namespace cavra::chain
