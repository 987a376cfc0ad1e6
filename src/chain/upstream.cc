// What a packet embeds and says of other packets, beside those packets.
#include <algorithm>

#include "chain/scene.h"

namespace cavra::chain {
namespace {

using json::no_node;
using json::Type;

/// A packet of sample evidence was built from what gates say in a run that is not live, whatever this run is.
bool is_sample(const Scene& scene, const View& view) {
  return scene.options.require_live && view.text(view.document().find(0, gate::name::evidence_mode)) == "sample";
}

/// What the gate `of` says of its packet to the packet of `view`.
const Said& said_to(Scene& scene, std::size_t of, const View& view) {
  if (!is_sample(scene, view)) return scene.now[of];
  Said& said = scene.now_not_live[of];
  if (said.statuses.empty()) {
    cavra::Judge judge(scene.catalogue, scene.policy, scene.max_size);
    const auto verdict =
        judge.judge(scene.views[of].packet().bytes, {.require_live = false, .gate = scene.info(of).id});
    if (!verdict) return scene.now[of];
    said = said_by(*verdict, scene.views[of]);
  }
  return said;
}

/// Whether the gate `of` has a blocker, as the packet of `view` is to see it.
bool is_blocked(Scene& scene, std::size_t of, const View& view) {
  const Said& said = said_to(scene, of, view);
  return said.how_many(Status::blocker, scene.options.profile == Profile::strict ? said.statuses.size() : said.own) > 0;
}

std::string join(const std::vector<std::string>& places) {
  constexpr std::size_t most = 4;
  std::string out;
  for (std::size_t i = 0; i < std::min(places.size(), most); ++i) out += (i > 0 ? ", " : "") + places[i];
  if (places.size() > most) out += " and " + std::to_string(places.size() - most) + " more";
  return out;
}

std::string name_of(const View& view, const Link& link) { return std::string(view.tables().spell(link.name)); }

/// Whether all that the link speaks of is in the bundle.
bool all_there(const Scene& scene, const Link& link) {
  return std::all_of(link.of.begin(), link.of.end(), [&scene](std::size_t of) { return scene.views[of].is_there(); });
}

std::string ids(const Scene& scene, const std::vector<std::size_t>& gates) {
  std::string out;
  for (const std::size_t gate : gates) out += (out.empty() ? "" : ", ") + scene.id(gate);
  return out;
}

/// What a control says that is not so, or nothing.
std::string untrue(Scene& scene, const View& view, const Link& link) {
  const std::string name = name_of(view, link);
  const GateVerdict& first = scene.verdict.gates[link.of.front()];
  switch (link.kind) {
    case Link::Kind::control: {
      std::vector<std::size_t> blocked;
      for (const std::size_t of : link.of)
        if (is_blocked(scene, of, view)) blocked.push_back(of);
      if (!view.is(link.node, Type::true_value) || blocked.empty()) return {};
      return name + " is true, but " + ids(scene, blocked) + (blocked.size() == 1 ? " is blocked" : " are blocked");
    }
    case Link::Kind::component:
      if (view.text(link.node) != "sealed" ||
          (is_sample(scene, view) ? !is_blocked(scene, link.of.front(), view) : first.passes))
        return {};
      return "the component is sealed, but " + ids(scene, link.of) + " is not ready";
    case Link::Kind::flag:
      if (view.is(link.node, first.ready ? Type::true_value : Type::false_value)) return {};
      return name + (first.ready ? " is not true, but " : " is not false, but ") + ids(scene, link.of) +
             (first.ready ? " is ready" : " is not ready");
    case Link::Kind::ready_key:
      if (view.text(link.node) == scene.info(link.of.front()).ready) return {};
      return name + " is not the ready key of " + ids(scene, link.of);
    case Link::Kind::result:
      break;
  }
  return {};
}

}  // namespace

void judge_upstream_results(Scene& scene) {
  for (std::size_t gate = 0; gate < scene.views.size(); ++gate) {
    View& view = scene.views[gate];
    for (const Link& link : scene.links[gate]) {
      if (link.kind != Link::Kind::result || !view.is(link.node, Type::object) || !all_there(scene, link)) continue;
      const std::size_t of = link.of.front();
      const Difference difference = compare(view, link.node, scene.tables().gates[of], said_to(scene, of, view));
      if (difference.places.empty()) continue;
      scene.verdict.faults.push_back(view.fault(
          Check::upstream_results, Code::stale_result, difference.node,
          name_of(view, link) + " is not what " + scene.id(of) + " says now of its packet: " + join(difference.places),
          "build this packet again from the packet of " + scene.id(of) + " in the bundle", view.owner(link.field)));
    }
  }
}

void judge_upstream_controls(Scene& scene) {
  for (std::size_t gate = 0; gate < scene.views.size(); ++gate) {
    View& view = scene.views[gate];
    for (const Link& link : scene.links[gate]) {
      if (link.node == no_node || !all_there(scene, link)) continue;
      std::string what = untrue(scene, view, link);
      if (what.empty() || scene.is_blocked_at(gate, view.pointer(link.node))) continue;
      const gate::NameId control = link.kind == Link::Kind::control ? link.name : gate::no_name;
      scene.verdict.faults.push_back(view.fault(Check::upstream_controls, Code::control_disagrees, link.node,
                                                std::move(what),
                                                "say what is so: build this packet again once " + ids(scene, link.of) +
                                                    (link.of.size() == 1 ? " is" : " are") + " ready",
                                                view.owner(link.field, control)));
    }
  }
}

bool is_right_when_mended(const Scene& scene, std::size_t gate, const Link& link, const std::vector<Said>& target) {
  const View& view = scene.views[gate];
  const std::size_t of = link.of.front();
  switch (link.kind) {
    case Link::Kind::result:
      return view.is(link.node, Type::object) &&
             compare(view, link.node, scene.tables().gates[of], target[of]).places.empty();
    case Link::Kind::control:
      return view.is(link.node, Type::true_value);
    case Link::Kind::component:
      return view.text(link.node) == "sealed";
    case Link::Kind::flag:
      return view.is(link.node, target[of].is_ready() ? Type::true_value : Type::false_value);
    case Link::Kind::ready_key:
      return view.text(link.node) == scene.info(of).ready;
  }
  return false;
}

std::string with_mended_links(const Scene& scene, std::size_t gate, const std::vector<Said>& target) {
  const View& view = scene.views[gate];
  struct Splice {
    std::size_t begin;
    std::size_t end;
    std::string text;
    std::size_t number;
  };
  std::vector<Splice> splices;
  for (const Link& link : scene.links[gate]) {
    if (is_right_when_mended(scene, gate, link, target)) continue;
    const std::size_t of = link.of.front();
    std::string text = "true";
    if (link.kind == Link::Kind::result) text = result_text(scene.tables(), scene.tables().gates[of], target[of]);
    if (link.kind == Link::Kind::component) text = "\"sealed\"";
    if (link.kind == Link::Kind::flag) text = target[of].is_ready() ? "true" : "false";
    if (link.kind == Link::Kind::ready_key) text = "\"" + std::string(scene.info(of).ready) + "\"";
    const json::Document& document = view.document();
    if (link.node != no_node) {
      splices.push_back({document[link.node].begin, document[link.node].end, std::move(text), splices.size()});
      continue;
    }
    // A missing member goes to the end of its object, so that the others keep their places.
    const std::size_t end = document[link.object].end - 1;
    const bool alone = document[link.object].next == link.object + 1;
    const bool another =
        std::any_of(splices.begin(), splices.end(), [end](const Splice& splice) { return splice.begin == end; });
    const std::string member = "\"" + std::string(view.tables().spell(link.name)) + "\":" + text;
    splices.push_back({end, end, !alone ? "," + member : another ? member + "," : member, splices.size()});
  }
  // From the end on, so that what is still to come keeps its place; at one place the later comes first.
  std::sort(splices.begin(), splices.end(), [](const Splice& a, const Splice& b) {
    return a.begin != b.begin ? a.begin > b.begin : a.number < b.number;
  });
  std::string bytes = view.packet().bytes;
  for (const Splice& splice : splices) bytes.replace(splice.begin, splice.end - splice.begin, splice.text);
  return bytes;
}

}  // namespace cavra::chain
