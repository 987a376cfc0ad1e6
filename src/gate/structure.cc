#include "gate/structure.h"

#include <algorithm>

#include "base/reference.h"
#include "base/utf8.h"
#include "gate/checks.h"
#include "gate/further_message.h"

namespace cavra::gate {

using json::no_node;
using json::NodeId;
using json::Type;

namespace {

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

constexpr std::size_t longest_text = 1000;

bool is_further_passed(std::string_view text) {
  for (std::uint16_t i = 0; i < static_cast<std::uint16_t>(Further::count); ++i)
    if (further_passed(i) == text) return true;
  return false;
}

/// Whether a text has a line break of any kind.
bool has_line_break(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<std::uint8_t>(text[i]);
    if (c >= 0x0A && c <= 0x0D) return true;
    if (c == 0xC2 && text.substr(i, 2) == "\xC2\x85") return true;
    if (c == 0xE2 && (text.substr(i, 3) == "\xE2\x80\xA8" || text.substr(i, 3) == "\xE2\x80\xA9")) return true;
  }
  return false;
}

}  // namespace

std::string_view further_name(Further check) {
  switch (check) {
    case Further::structure:
      return "structure";
    case Further::reference_hygiene:
      return "reference_hygiene";
    case Further::private_values:
      return "private_values";
    case Further::count:
      break;
  }
  return {};
}

bool is_slug(std::string_view text) {
  if (text.empty() || text.size() > 128 || !is_lower_or_digit(text.front())) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

void Structure::run(const Gate& gate, const json::Document& document, std::vector<Finding>& findings,
                    std::vector<Leaf>& leaves) {
  gate_ = &gate;
  document_ = &document;
  leaves_ = &leaves;
  structure_.clear();
  hygiene_.clear();
  blocked_.clear();
  for (const Finding& finding : findings)
    if (finding.severity == Severity::blocker) blocked_.push_back(finding.node);
  std::sort(blocked_.begin(), blocked_.end());
  const NodeId mode = document.find(0, name::evidence_mode);
  live_packet_ = mode != no_node && known(mode) == name::live;
  root();
  findings.insert(findings.end(), structure_.begin(), structure_.end());
  findings.insert(findings.end(), hygiene_.begin(), hygiene_.end());
}

bool Structure::is_blocked(NodeId node) const { return std::binary_search(blocked_.begin(), blocked_.end(), node); }

bool Structure::is_blocked_within(NodeId node) const {
  const auto at = std::lower_bound(blocked_.begin(), blocked_.end(), node);
  return at != blocked_.end() && *at < document_->after(node);
}

NameId Structure::known(NodeId node) const {
  return is(node, Type::string) ? tables_.names.find(document_->text(node)) : no_name;
}

void Structure::add(Further check, Code code, NodeId node) {
  if (is_blocked(node)) return;
  Finding finding;
  finding.code = code;
  finding.check = static_cast<std::uint16_t>(gate_->checks.count + static_cast<std::uint16_t>(check));
  finding.node = node;
  finding.at_key = code == Code::unknown_field;
  (check == Further::structure ? structure_ : hygiene_).push_back(finding);
}

void Structure::root() {
  const std::span<const Check> checks = tables_.checks_of(*gate_);
  const std::span<const Member> more = tables_.fields(gate_->fields);
  const std::span<const NameId> additional = tables_.list(gate_->additional);
  const NodeId end = (*document_)[0].next;
  for (NodeId child = 1; child < end; child = document_->after(child)) {
    const NameId name = (*document_)[child].name;
    if (name == name::product) {
      of_type(Type::string, child);
      text(child);
      continue;
    }
    if (name == name::sanitized) {
      flag(child);
      continue;
    }
    const auto check = std::find_if(checks.begin(), checks.end(), [name](const Check& c) { return c.field == name; });
    if (name != no_name && check != checks.end()) {
      value(tables_.shapes[check->shape], child);
      continue;
    }
    const auto member = std::find_if(more.begin(), more.end(), [name](const Member& m) { return m.name == name; });
    if (member != more.end())
      value(tables_.shapes[member->shape], child);
    else if (std::find(additional.begin(), additional.end(), name) != additional.end())
      open(child);
    else
      unknown(child);
  }
}

void Structure::value(const Shape& shape, NodeId node) {
  switch (shape.kind) {
    case Kind::schema:
    case Kind::mode:
    case Kind::text:
    case Kind::one_of:
    case Kind::ready_key:
      of_type(Type::string, node);
      return text(node);
    case Kind::id:
      return id(node);
    case Kind::reference:
      return reference(node);
    case Kind::reference_list:
    case Kind::texts:
      return list(shape, node);
    case Kind::references:
    case Kind::controls:
      return names(shape, node);
    case Kind::reference_groups:
    case Kind::object:
      return fields(shape.members, node);
    case Kind::records:
    case Kind::results:
      return records(shape, node);
    case Kind::result:
      return result(shape, node);
    case Kind::flag:
    case Kind::yes:
      return flag(node);
    case Kind::integer:
      if (!json::is_integer(*document_, node)) add(Further::structure, Code::not_the_type, node);
      return open(node);
    case Kind::anything:
    case Kind::private_fields:
      return open(node);
  }
}

/// A value of another type is a finding; what it holds is scanned all the same.
void Structure::of_type(Type type, NodeId node) {
  if (is(node, type)) return;
  add(Further::structure, Code::not_the_type, node);
  open(node);
}

void Structure::flag(NodeId node) {
  if (!is(node, Type::true_value) && !is(node, Type::false_value)) add(Further::structure, Code::not_the_type, node);
  open(node);
}

void Structure::fields(Range members, NodeId node) {
  if (!is(node, Type::object)) return of_type(Type::object, node);
  const std::span<const Member> known_members = tables_.fields(members);
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child)) {
    const NameId name = (*document_)[child].name;
    const auto member =
        std::find_if(known_members.begin(), known_members.end(), [name](const Member& m) { return m.name == name; });
    if (member == known_members.end())
      unknown(child);
    else
      value(tables_.shapes[member->shape], child);
  }
}

/// An object of references or of controls.
void Structure::names(const Shape& shape, NodeId node) {
  if (!is(node, Type::object)) return of_type(Type::object, node);
  const std::span<const NameId> listed = tables_.list(shape.names);
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child)) {
    const NameId name = (*document_)[child].name;
    if (std::find(listed.begin(), listed.end(), name) == listed.end()) {
      unknown(child);
    } else if (shape.kind == Kind::references) {
      reference(child);
    } else {
      flag(child);
    }
  }
}

void Structure::list(const Shape& shape, NodeId node) {
  if (!is(node, Type::array)) return of_type(Type::array, node);
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child)) {
    if (shape.kind == Kind::reference_list) {
      reference(child);
    } else {
      of_type(Type::string, child);
      text(child);
    }
  }
}

void Structure::records(const Shape& shape, NodeId node) {
  if (!is(node, Type::array)) return of_type(Type::array, node);
  std::vector<std::pair<std::string_view, NodeId>> ids;
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child)) {
    if (!is(child, Type::object)) {
      add(Further::structure, Code::not_an_element, child);
      open(child);
      continue;
    }
    record(shape, child);
    const NodeId id = shape.id == no_name ? no_node : document_->find(child, shape.id);
    if (id != no_node && is(id, Type::string)) ids.emplace_back(document_->text(id), id);
  }
  std::sort(ids.begin(), ids.end());
  const std::size_t first = structure_.size();
  for (std::size_t i = 1; i < ids.size(); ++i)
    if (ids[i].first == ids[i - 1].first) add(Further::structure, Code::doubled_id, ids[i].second);
  std::sort(structure_.begin() + static_cast<std::ptrdiff_t>(first), structure_.end(),
            [](const Finding& a, const Finding& b) { return a.node < b.node; });
}

void Structure::record(const Shape& shape, NodeId node) {
  const std::span<const Member> members = tables_.fields(shape.members);
  if (shape.kind == Kind::results) {
    const NodeId id = document_->find(node, shape.id);
    const NameId gate_id = id == no_node ? no_name : known(id);
    const std::span<const NameId> gates = tables_.list(shape.gates);
    const auto found = std::find_if(gates.begin(), gates.end(),
                                    [&](NameId g) { return tables_.names.find(tables_.gates[g].id) == gate_id; });
    result_gate_ = found == gates.end() ? gates.front() : *found;
  }
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child)) {
    const NameId name = (*document_)[child].name;
    const auto member =
        std::find_if(members.begin(), members.end(), [name](const Member& m) { return m.name == name; });
    if (member != members.end()) {
      Shape own = tables_.shapes[member->shape];
      if (own.kind == Kind::result) own.gate = result_gate_;
      if (member->optional && own.kind == Kind::one_of && is(child, Type::string)) {
        const auto values = tables_.list(own.names);
        if (std::find(values.begin(), values.end(), known(child)) == values.end())
          add(Further::structure, Code::not_the_type, child);
      }
      value(own, child);
    } else if (name != no_name && name == shape.id) {
      record_id(shape, child);
    } else {
      unknown(child);
    }
  }
}

/// The id of an element whose list of ids is closed.
void Structure::record_id(const Shape& shape, NodeId node) {
  if (!is(node, Type::string)) return of_type(Type::string, node);
  const NameId name = known(node);
  bool listed = false;
  if (shape.kind == Kind::results) {
    const std::span<const NameId> gates = tables_.list(shape.gates);
    listed = std::any_of(gates.begin(), gates.end(),
                         [&](NameId gate) { return tables_.gates[gate].id == document_->text(node); });
  } else {
    const std::span<const NameId> ids = tables_.list(shape.names);
    listed = std::find(ids.begin(), ids.end(), name) != ids.end();
  }
  if (!listed) add(Further::structure, Code::unlisted_id, node);
  string(node, Leaf::Kind::reference);
}

void Structure::id(NodeId node) {
  if (!is(node, Type::string)) return of_type(Type::string, node);
  if (!is_slug(document_->text(node))) add(Further::structure, Code::not_an_id, node);
  string(node, Leaf::Kind::reference);
}

void Structure::text(NodeId node) {
  if (!is(node, Type::string)) return;
  const std::string_view text = document_->text(node);
  const bool too_long = text.size() > longest_text && count_code_points(text) > longest_text;
  if (too_long || has_line_break(text)) add(Further::structure, Code::broken_text, node);
  string(node, Leaf::Kind::text);
}

/// A string goes to the scanner unless it is one of the product's own words.
void Structure::string(NodeId node, Leaf::Kind kind) {
  if (known(node) == no_name) leaves_->push_back({node, kind});
}

void Structure::reference(NodeId node) {
  if (!is(node, Type::string)) return of_type(Type::string, node);
  const std::string_view text = document_->text(node);
  if (!is_clean_reference(text))
    add(Further::reference_hygiene, Code::malformed_reference, node);
  else if (live_packet_ && text.starts_with("sample://"))
    add(Further::reference_hygiene, Code::sample_reference, node);
  leaves_->push_back({node, Leaf::Kind::reference});
}

/// A field that the gate does not define: its key and everything in it is scanned.
void Structure::unknown(NodeId node) {
  add(Further::structure, Code::unknown_field, node);
  if ((*document_)[node].name == no_name) leaves_->push_back({node, Leaf::Kind::key});
  open(node);
}

/// Everything in a value that no type tells anything about.
void Structure::open(NodeId node) {
  if (is(node, Type::string)) return string(node, Leaf::Kind::text);
  const NodeId end = document_->after(node);
  for (NodeId child = node + 1; child < end; ++child) {
    if ((*document_)[child].is_member && (*document_)[child].name == no_name)
      leaves_->push_back({child, Leaf::Kind::key});
    if (is(child, Type::string)) string(child, Leaf::Kind::text);
  }
}

void Structure::result(const Shape& shape, NodeId node) {
  if (!is(node, Type::object)) return of_type(Type::object, node);
  const Gate& gate = tables_.gates[shape.gate];
  if (!is_blocked_within(node) && !is_result_of(gate, node)) add(Further::structure, Code::not_a_result, node);
  // The messages that checks have when they pass are the product's own words, too.
  const std::span<const Check> checks = tables_.checks_of(gate);
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; ++child) {
    if ((*document_)[child].is_member && (*document_)[child].name == no_name)
      leaves_->push_back({child, Leaf::Kind::key});
    if (!is(child, Type::string)) continue;
    const std::string_view text = document_->text(child);
    const bool message = (*document_)[child].name == name::message;
    if (message && (is_further_passed(text) || std::any_of(checks.begin(), checks.end(), [text](const Check& check) {
                      return check.passed == text;
                    })))
      continue;
    this->text(child);
  }
}

}  // namespace cavra::gate
