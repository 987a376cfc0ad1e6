#include "gate/checks.h"

#include <algorithm>
#include <unordered_map>

#include "base/reference.h"
#include "base/utf8.h"

namespace cavra::gate {

using json::no_node;
using json::NodeId;
using json::Type;

void Checks::run(const Gate& gate, const json::Document& document, bool require_live, std::vector<Finding>& findings) {
  gate_ = &gate;
  document_ = &document;
  live_ = require_live;
  findings_ = &findings;
  const std::span<const Check> checks = tables_.checks_of(gate);
  for (std::size_t i = 0; i < checks.size(); ++i) {
    at_ = Finding{};
    at_.check = static_cast<std::uint16_t>(i);
    at_.shape = checks[i].shape;
    check(checks[i]);
  }
}

Finding& Checks::add(Code code, NodeId node) {
  Finding& finding = findings_->emplace_back(at_);
  finding.code = code;
  finding.node = node;
  return finding;
}

bool Checks::is_reference(NodeId node) const {
  return is(node, Type::string) && cavra::is_reference(document_->text(node));
}

NameId Checks::known(NodeId node) const {
  return is(node, Type::string) ? tables_.names.find(document_->text(node)) : no_name;
}

void Checks::check(const Check& check) {
  const Shape& shape = tables_.shapes[check.shape];
  if (shape.kind == Kind::private_fields) return private_fields(shape);
  const NodeId node = document_->find(0, check.field);
  if (shape.kind == Kind::mode) return mode(node);
  if (node == no_node) {
    add(Code::lacks, 0).member = check.field;
    return;
  }
  switch (shape.kind) {
    case Kind::schema:
      return schema(node);
    case Kind::references:
      return references(shape, node);
    case Kind::reference_groups:
      return reference_groups(shape, node);
    case Kind::controls:
      return controls(shape, node);
    case Kind::records:
      return records(shape, node);
    case Kind::results:
      return results(shape, node);
    case Kind::result:
      return result(shape, node);
    default:
      return value(check.shape, node);
  }
}

void Checks::schema(NodeId node) {
  if (known(node) != gate_->packet_name) add(Code::wrong_schema, node);
}

void Checks::mode(NodeId node) {
  const NameId mode = known(node);
  if (mode == name::sample && !live_) {
    add(Code::not_live, node).severity = Severity::warn;
    return;
  }
  if (node == no_node)
    add(Code::lacks, 0).member = name::evidence_mode;
  else if (mode != name::live)
    add(Code::not_live, node);
  const NodeId sanitized = document_->find(0, name::sanitized);
  if (sanitized == no_node)
    add(Code::lacks, 0).member = name::sanitized;
  else if (!is(sanitized, Type::true_value))
    add(Code::not_sanitized, sanitized);
}

/// found_ becomes for each name the member of the object, or no_node.
void Checks::listed_members(std::span<const NameId> names, NodeId object) {
  found_.assign(names.size(), no_node);
  const NodeId end = (*document_)[object].next;
  for (NodeId child = object + 1; child < end; child = document_->after(child)) {
    const NameId id = (*document_)[child].name;
    if (id == no_name) continue;
    const auto at = std::find(names.begin(), names.end(), id);
    if (at != names.end()) found_[static_cast<std::size_t>(at - names.begin())] = child;
  }
}

void Checks::references(const Shape& shape, NodeId node) {
  if (!is(node, Type::object)) {
    add(Code::wrong_type, node);
    return;
  }
  const std::span<const NameId> names = tables_.list(shape.names);
  listed_members(names, node);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (found_[i] == no_node) add(Code::lacks, node).member = names[i];
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child)) {
    if (is_reference(child)) continue;
    const NameId member = (*document_)[child].name;
    const bool listed = member != no_name && std::find(names.begin(), names.end(), member) != names.end();
    if (!listed && (shape.only_required || json::is_empty(*document_, child))) continue;
    add(Code::not_a_reference, child).member = member;
  }
}

void Checks::reference_groups(const Shape& shape, NodeId node) {
  if (!is(node, Type::object)) {
    add(Code::wrong_type, node);
    return;
  }
  for (const Member& group : tables_.fields(shape.members)) {
    const NodeId child = document_->find(node, group.name);
    if (child == no_node) {
      add(Code::lacks, node).member = group.name;
      continue;
    }
    at_.group = group.name;
    at_.shape = group.shape;
    references(tables_.shapes[group.shape], child);
    at_.group = no_name;
  }
}

void Checks::controls(const Shape& shape, NodeId node) {
  if (!is(node, Type::object)) {
    add(Code::wrong_type, node);
    return;
  }
  const std::span<const NameId> names = tables_.list(shape.names);
  const std::span<const NameId> warn = tables_.list(shape.warn);
  const std::span<const Owner> owners = Tables::in(tables_.owners, shape.owners);
  listed_members(names, node);
  const std::size_t from = findings_->size();
  bool only_warn = !live_;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (is(found_[i], Type::true_value)) continue;
    only_warn = only_warn && std::find(warn.begin(), warn.end(), names[i]) != warn.end();
    Finding& finding = found_[i] == no_node ? add(Code::lacks, node) : add(Code::not_true, found_[i]);
    finding.member = names[i];
    if (!owners.empty()) finding.owner = owners[i];
  }
  if (only_warn)
    for (std::size_t i = from; i < findings_->size(); ++i) (*findings_)[i].severity = Severity::warn;
}

void Checks::collect(NameId id_field, std::span<const NameId> ids, NodeId array) {
  last_of_.assign(ids.size(), no_node);
  counted_.clear();
  std::unordered_map<std::string_view, Counted> unlisted;
  NodeId without = no_node;
  const NodeId end = (*document_)[array].next;
  for (NodeId child = array + 1; child < end; child = document_->after(child)) {
    if (!is(child, Type::object)) continue;
    const NodeId id = document_->find(child, id_field);
    if (id == no_node) {
      without = child;
      continue;
    }
    if (!is(id, Type::string)) {
      counted_.push_back({child, id, no_name});  // each is a fault of its own
      continue;
    }
    const NameId known_id = known(id);
    const auto at = known_id == no_name ? ids.end() : std::find(ids.begin(), ids.end(), known_id);
    if (at != ids.end())
      last_of_[static_cast<std::size_t>(at - ids.begin())] = child;
    else
      unlisted.insert_or_assign(document_->text(id), Counted{child, id, no_name});
  }
  if (without != no_node) counted_.push_back({without, no_node, no_name});
  for (const auto& [text, last] : unlisted) counted_.push_back(last);
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (last_of_[i] != no_node) counted_.push_back({last_of_[i], document_->find(last_of_[i], id_field), ids[i]});
  std::sort(counted_.begin(), counted_.end(), [](const Counted& a, const Counted& b) { return a.node < b.node; });
}

void Checks::records(const Shape& shape, NodeId node) {
  if (!is(node, Type::array)) {
    add(Code::wrong_type, node);
    return;
  }
  const std::span<const NameId> ids = tables_.list(shape.names);
  if (ids.empty()) {
    std::size_t size = 0;
    const NodeId end = (*document_)[node].next;
    for (NodeId child = node + 1; child < end; child = document_->after(child), ++size) {
      at_.record = child;
      if (is(child, Type::object))
        record(shape, child);
      else
        add(Code::wrong_type, child);
    }
    at_.record = no_node;
    if (size < shape.least) add(Code::too_few, node);
    return;
  }
  collect(shape.id, ids, node);
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (last_of_[i] == no_node) add(Code::lacks_record, node).record_id = ids[i];
  for (const auto& [child, id, listed] : counted_) {
    at_.record = child;
    at_.record_id = listed;
    if (id != no_node && !is(id, Type::string))
      add(Code::wrong_type, id).member = shape.id;
    else if (shape.closed && at_.record_id == no_name)
      add(Code::unlisted_record, id == no_node ? child : id).member = shape.id;
    record(shape, child);
  }
}

void Checks::record(const Shape& shape, NodeId node) {
  const std::uint16_t outer = at_.shape;
  for (const Member& member : tables_.fields(shape.members)) {
    if (member.optional) continue;
    const NodeId child = document_->find(node, member.name);
    at_.member = member.name;
    at_.shape = member.shape;
    if (child == no_node)
      add(Code::lacks, node);
    else
      value(member.shape, child);
  }
  at_.member = no_name;
  at_.shape = outer;
}

void Checks::value(std::uint16_t index, NodeId node) {
  const Shape& shape = tables_.shapes[index];
  const Type type = (*document_)[node].type;
  switch (shape.kind) {
    case Kind::reference:
      return reference(node);
    case Kind::reference_list:
      return reference_list(shape, node);
    case Kind::text:
      return text(shape, node);
    case Kind::texts:
      return texts(shape, node);
    case Kind::one_of:
      return one_of(shape, node);
    case Kind::object:
      return object(shape, node);
    case Kind::result:
      return result(shape, node);
    case Kind::id:
    case Kind::ready_key:
      if (type != Type::string)
        add(Code::wrong_type, node);
      else if (document_->text(node).empty())
        add(Code::too_short, node);
      return;
    case Kind::flag:
      if (type != Type::true_value && type != Type::false_value) add(Code::wrong_type, node);
      return;
    case Kind::yes:
      if (type != Type::true_value) add(Code::not_true, node);
      return;
    case Kind::integer:
      if (!json::is_integer(*document_, node)) add(Code::wrong_type, node);
      return;
    default:
      return;
  }
}

void Checks::reference(NodeId node) {
  if (!is_reference(node)) add(Code::not_a_reference, node);
}

void Checks::reference_list(const Shape& shape, NodeId node) {
  if (!is(node, Type::array)) {
    add(Code::wrong_type, node);
    return;
  }
  std::size_t size = 0;
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child), ++size)
    if (!is_reference(child)) add(Code::not_a_reference, child);
  if (size < shape.least) add(Code::too_few, node);
}

void Checks::text(const Shape& shape, NodeId node) {
  if (!is(node, Type::string))
    add(Code::wrong_type, node);
  else if (shape.least > 0 && count_code_points(strip(document_->text(node))) < shape.least)
    add(Code::too_short, node);
}

void Checks::texts(const Shape& shape, NodeId node) {
  if (!is(node, Type::array)) {
    add(Code::wrong_type, node);
    return;
  }
  std::size_t size = 0;
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child), ++size) {
    if (!is(child, Type::string))
      add(Code::wrong_type, child);
    else if (count_code_points(strip(document_->text(child))) < shape.length)
      add(Code::too_short, child);
  }
  if (size < shape.least) add(Code::too_few, node);
}

void Checks::one_of(const Shape& shape, NodeId node) {
  const std::span<const NameId> values = tables_.list(shape.names);
  const NameId id = known(node);
  if (id == no_name || std::find(values.begin(), values.end(), id) == values.end()) add(Code::not_one_of, node);
}

void Checks::object(const Shape& shape, NodeId node) {
  if (!is(node, Type::object)) {
    add(Code::wrong_type, node);
    return;
  }
  const Finding outer = at_;
  at_.group = outer.member;
  record(shape, node);
  at_ = outer;
}

void Checks::result(const Shape& shape, NodeId node) {
  if (!is(node, Type::object)) {
    add(Code::wrong_type, node);
    return;
  }
  const NodeId blockers = document_->find(node, name::blocker_count);
  const NodeId warnings = document_->find(node, name::warning_count);
  for (const NodeId count : {blockers, warnings}) {
    if (count == no_node || json::is_integer(*document_, count)) continue;
    add(Code::wrong_type, count).member = (*document_)[count].name;
    return;
  }
  if (blockers == no_node || !json::is_zero(*document_, blockers)) {
    add(Code::upstream_blockers, blockers == no_node ? node : blockers);
    return;
  }
  const NodeId ready = document_->find(node, tables_.gates[shape.gate].ready);
  if (!is(ready, Type::true_value)) {
    Finding& finding = add(Code::upstream_not_ready, ready == no_node ? node : ready);
    if (!live_) finding.severity = Severity::warn;
  } else if (live_ && warnings != no_node && !json::is_zero(*document_, warnings)) {
    add(Code::upstream_warnings, warnings);
  }
}

void Checks::results(const Shape& shape, NodeId node) {
  if (!is(node, Type::array)) {
    add(Code::wrong_type, node);
    return;
  }
  const std::span<const NameId> gates = tables_.list(shape.gates);
  std::vector<NameId> ids;
  for (const NameId gate : gates) ids.push_back(tables_.names.find(tables_.gates[gate].id));
  collect(shape.id, ids, node);
  for (const auto& [child, id, listed] : counted_) {
    if (id == no_node || is(id, Type::string)) continue;
    at_.record = child;
    add(Code::wrong_type, id).member = shape.id;
  }
  at_.record = no_node;
  const std::vector<NodeId> elements = last_of_;
  for (std::size_t i = 0; i < gates.size(); ++i) {
    at_.record_id = ids[i];
    if (elements[i] == no_node) {
      add(Code::lacks_record, node);
      continue;
    }
    at_.record = elements[i];
    element_of_results(shape, gates[i], elements[i]);
    at_.record = no_node;
  }
}

/// Of an element's fields the reference and the result are judged; the result's shape has the element's own gate.
void Checks::element_of_results(const Shape& shape, NameId gate_index, NodeId node) {
  const std::uint16_t outer = at_.shape;
  for (const Member& member : tables_.fields(shape.members)) {
    const Kind kind = tables_.shapes[member.shape].kind;
    if (kind != Kind::reference && kind != Kind::result) continue;
    const NodeId child = document_->find(node, member.name);
    at_.member = member.name;
    at_.shape = member.shape;
    if (child == no_node) {
      add(Code::lacks, node);
    } else if (kind == Kind::reference) {
      reference(child);
    } else {
      Shape own = tables_.shapes[member.shape];
      own.gate = gate_index;
      const std::size_t before = findings_->size();
      result(own, child);
      const bool passes = findings_->size() == before;
      if (passes && live_ && document_->find(child, name::warning_count) == no_node)
        add(Code::upstream_warnings, child);
    }
  }
  at_.member = no_name;
  at_.shape = outer;
}

void Checks::private_fields(const Shape& shape) {
  const std::span<const NameId> names = tables_.list(shape.names);
  const auto is_private = [names](NameId id) {
    return id != no_name && std::find(names.begin(), names.end(), id) != names.end();
  };
  for (const NodeId node : document_->suspects()) {
    NameId id = (*document_)[node].name;
    if (!is_private(id)) id = tables_.names.find(lower_case(document_->key(node)));
    if (!is_private(id)) continue;
    Finding& finding = add(Code::private_field, node);
    finding.member = id;
    finding.at_key = true;
  }
}

}  // namespace cavra::gate
