// What is to be the same in all packets, and the candidates that go from one to the next.
#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "chain/scene.h"

namespace cavra::chain {
namespace {

using json::no_node;
using json::NodeId;
using json::Type;

/// Something that every packet of a chain says alike.
struct Common {
  Code code;
  std::string_view name;
  std::string_view absent;    ///< what a packet that does not say it is taken to say; empty: nothing
  std::vector<NodeId> nodes;  ///< of each gate
  std::vector<std::optional<std::string_view>> values;
};

/// The gate whose value most packets have; of equally many, the first in the chain.
std::size_t leader(const Common& common) {
  std::size_t best = no_gate;
  std::ptrdiff_t most = 0;
  for (std::size_t gate = 0; gate < common.values.size(); ++gate) {
    if (!common.values[gate]) continue;
    const auto alike = std::count(common.values.begin(), common.values.end(), common.values[gate]);
    if (alike > most) {
      most = alike;
      best = gate;
    }
  }
  return best;
}

Common look(const Scene& scene, Code code, std::string_view name, std::string_view absent, auto path_of) {
  Common common{code, name, absent, {}, {}};
  for (const View& view : scene.views) {
    common.nodes.push_back(view.is_there() ? view.at(path_of(view)) : no_node);
    std::optional<std::string_view> value;
    if (view.is_there()) value = view.text(common.nodes.back());
    if (view.is_there() && common.nodes.back() == no_node && !absent.empty()) value = absent;
    common.values.push_back(value);
  }
  return common;
}

/// Whether the gate itself asks for the field: then it blocks where it is missing.
bool asks_for(const View& view, gate::NameId field) {
  const auto checks = view.tables().checks_of(view.gate());
  return std::any_of(checks.begin(), checks.end(), [field](const gate::Check& check) { return check.field == field; });
}

/// Faults at the packets that do not say what most of them do.
void judge_common(Scene& scene, const Common& common, gate::NameId field_of_most) {
  const std::size_t first = leader(common);
  if (first == no_gate) return;
  for (std::size_t gate = 0; gate < scene.views.size(); ++gate) {
    View& view = scene.views[gate];
    if (!view.is_there() || common.values[gate] == common.values[first]) continue;
    const NodeId node = common.nodes[gate];
    const gate::NameId field = node == no_node ? field_of_most : [&] {
      NodeId top = node;
      while (view.document()[top].parent != 0) top = view.document()[top].parent;
      return view.document()[top].name;
    }();
    if (node == no_node ? asks_for(view, field) : scene.is_blocked_at(gate, view.pointer(node))) continue;
    const bool missing = node == no_node;
    const auto alike = std::count(common.values.begin(), common.values.end(), common.values[first]);
    std::string what =
        missing ? std::string(view.tables().spell(field)) + " is missing, which is the same in every packet of a chain"
                : std::string(common.name) + " is not that of " + scene.id(first);
    if (!missing && alike > 1) what += " and " + std::to_string(alike - 1) + (alike == 2 ? " other" : " others");
    scene.verdict.faults.push_back(view.fault(
        Check::continuity, common.code, missing ? 0 : node, std::move(what),
        (missing ? "say it as " : "put in the packet of this chain, or say it as ") + scene.id(first) + " does",
        view.owner(field)));
  }
}

struct Candidate {
  NodeId record;
  NodeId id;
  std::string_view text;
  std::size_t number;  ///< its place in the list, from 0
};

/// The records of a list that have an id.
std::vector<Candidate> candidates(const View& view, std::string_view list) {
  std::vector<Candidate> out;
  const json::NameTable names = view.tables().names;
  const NodeId array = view.document().find(0, names.find(list));
  if (!view.is(array, Type::array)) return out;
  const gate::NameId id = names.find("candidate_id");
  std::size_t number = 0;
  for (NodeId child = array + 1; child < view.document()[array].next; child = view.document().after(child), ++number) {
    if (!view.is(child, Type::object)) continue;
    const NodeId node = view.document().find(child, id);
    if (const auto text = view.text(node)) out.push_back({child, node, *text, number});
  }
  return out;
}

std::vector<Candidate> without(const std::vector<Candidate>& from, const std::vector<Candidate>& others) {
  std::set<std::string_view> ids;
  for (const Candidate& other : others) ids.insert(other.text);
  std::vector<Candidate> left;
  for (const Candidate& one : from)
    if (ids.insert(one.text).second) left.push_back(one);
  return left;
}

}  // namespace

void judge_continuity(Scene& scene) {
  const json::NameTable names = scene.tables().names;
  const auto customer = [](const View& view) { return view.tables().list(view.gate().customer); };
  judge_common(scene, look(scene, Code::other_customer, "the customer's reference", "", customer),
               names.find("customer_profile_ref"));
  for (const auto& [code, field, absent] : {std::tuple{Code::other_product, gate::name::product, "CAVRA"},
                                            {Code::other_mode, gate::name::evidence_mode, ""}}) {
    const gate::NameId path[] = {field};
    judge_common(scene,
                 look(scene, code, scene.tables().spell(field), absent,
                      [&path](const View&) { return std::span<const gate::NameId>(path); }),
                 field);
  }
}

void judge_candidates(Scene& scene) {
  constexpr std::size_t renewal = 4;  // R7.5 puts candidates forward
  constexpr std::size_t outcome = 5;  // and R7.6 decides on them
  View& before = scene.views[renewal];
  View& after = scene.views[outcome];
  if (!before.is_there() || !after.is_there()) return;
  const auto put_forward = candidates(before, "expansion_candidates");
  const auto decided = candidates(after, "expansion_outcomes");
  const gate::NameId field = after.tables().names.find("expansion_outcomes");
  const NodeId list = after.document().find(0, field);
  for (const Candidate& one : without(put_forward, decided)) {
    const Fault place = before.fault(Check::candidates, Code::candidate_without_outcome, one.record, "", "", "");
    scene.verdict.faults.push_back(after.fault(
        Check::candidates, Code::candidate_without_outcome, list == no_node ? 0 : list,
        "expansion_outcomes has none for element " + std::to_string(one.number) + " of expansion_candidates (" +
            printable(place.file) + ":" + std::to_string(place.finding.line) + ")",
        "record what was decided under the same candidate_id", before.owner_of_record(one.record)));
  }
  for (const Candidate& one : without(decided, put_forward))
    scene.verdict.faults.push_back(after.fault(
        Check::candidates, Code::outcome_without_candidate, one.id,
        "element " + std::to_string(one.number) + " of expansion_outcomes is of no candidate of " + scene.id(renewal),
        "give it the candidate_id of what it decides, or take it out", after.owner_of_record(one.record)));
}

}  // namespace cavra::chain
