#include "chain/links.h"

#include <algorithm>

namespace cavra::chain {
namespace {

using gate::Kind;
using gate::NameId;
using json::no_node;
using json::NodeId;
using json::Type;

constexpr Speech speech[] = {
    {"R7.10", "sealed_components", "lifecycle_public_status", "R7.9", true},
    {"R7.10", "sealed_components", "archive_manifest", "R7.8", true},
    {"R7.10", "sealed_components", "executive_rollup", "R7.7", true},
    {"R7.10", "sealed_components", "renewal_outcome", "R7.6", true},
    {"R7.10", "sealed_components", "operating_review", "R7.4", true},
    {"R7.10", "sealed_components", "evidence_room", "R7.2", true},
    {"R7.10", "sealed_components", "live_evidence_intake", "R7.1", true},
    {"R7.10", "final_release_controls", "archive_manifest_ready", "R7.8"},
};

class Finder {
 public:
  explicit Finder(const View& view) : view_(view), tables_(view.tables()), document_(view.document()) {}

  std::vector<Link> find() {
    for (const gate::Check& check : tables_.checks_of(view_.gate())) {
      const gate::Shape& shape = tables_.shapes[check.shape];
      if (shape.kind == Kind::result)
        links_.push_back(
            {Link::Kind::result, {shape.gate}, 0, document_.find(0, check.field), check.field, check.field});
      if (shape.kind == Kind::results) elements(check, shape);
    }
    const gate::Owner& control = view_.gate().upstream_control;
    if (control.member != gate::no_name) {
      const auto upstream = tables_.list(view_.gate().upstream);
      add_control(control.object, control.member, {upstream.begin(), upstream.end()});
    }
    for (const Speech& one : speech)
      if (one.gate == view_.gate().id) further(one);
    return std::move(links_);
  }

 private:
  /// The element of an array whose id is `id`: of two the last, as the gate counts.
  NodeId element(NodeId array, NameId id_field, std::string_view id) const {
    NodeId found = no_node;
    if (!view_.is(array, Type::array)) return no_node;
    for (NodeId child = array + 1; child < document_[array].next; child = document_.after(child))
      if (view_.is(child, Type::object) && view_.text(document_.find(child, id_field)) == id) found = child;
    return found;
  }

  void elements(const gate::Check& check, const gate::Shape& shape) {
    const NodeId array = document_.find(0, check.field);
    for (const NameId index : tables_.list(shape.gates)) {
      const NodeId object = element(array, shape.id, tables_.gates[index].id);
      if (object == no_node) continue;
      for (const gate::Member& member : tables_.fields(shape.members)) {
        const Kind kind = tables_.shapes[member.shape].kind;
        if (kind != Kind::result && kind != Kind::flag && kind != Kind::ready_key) continue;
        const Link::Kind link = kind == Kind::result ? Link::Kind::result
                                : kind == Kind::flag ? Link::Kind::flag
                                                     : Link::Kind::ready_key;
        links_.push_back({link, {index}, object, document_.find(object, member.name), member.name, check.field});
      }
    }
  }

  void add_control(NameId field, NameId name, std::vector<std::size_t> of) {
    const NodeId object = document_.find(0, field);
    if (view_.is(object, Type::object))
      links_.push_back({Link::Kind::control, std::move(of), object, document_.find(object, name), name, field});
  }

  void further(const Speech& one) {
    const auto of = std::find_if(tables_.gates.begin(), tables_.gates.end(),
                                 [&one](const gate::Gate& gate) { return gate.id == one.of; });
    const std::vector<std::size_t> gates = {static_cast<std::size_t>(of - tables_.gates.begin())};
    const NameId field = tables_.names.find(one.field);
    for (const gate::Check& check : tables_.checks_of(view_.gate())) {
      if (check.field != field) continue;
      const gate::Shape& shape = tables_.shapes[check.shape];
      if (!one.is_component) return add_control(field, tables_.names.find(one.member), gates);
      const NodeId object = element(document_.find(0, field), shape.id, one.member);
      if (object != no_node)
        links_.push_back({Link::Kind::component, gates, object, document_.find(object, gate::name::status),
                          gate::name::status, field});
    }
  }

  const View& view_;
  const gate::Tables& tables_;
  const json::Document& document_;
  std::vector<Link> links_;
};

}  // namespace

std::span<const Speech> further_speech() { return speech; }

std::vector<Link> find_links(const View& view) { return Finder(view).find(); }

}  // namespace cavra::chain
