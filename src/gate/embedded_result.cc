// Whether an embedded result is exactly what its gate could have said.
#include <algorithm>
#include <array>
#include <charconv>

#include "gate/structure.h"

namespace cavra::gate {

using json::no_node;
using json::NodeId;
using json::Type;

namespace {

/// The number that a node is, or -1.
std::int64_t count_of(const json::Document& document, NodeId node) {
  if (node == no_node || !json::is_integer(document, node)) return -1;
  const std::string_view raw = document.raw(node);
  std::int64_t value = -1;
  const auto [end, problem] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
  return problem == std::errc() ? value : -1;
}

}  // namespace

/// What is wrong, or nothing.
std::string_view Structure::wrong_in_result(const Gate& gate, NodeId node) {
  const std::span<const NameId> keys = tables_.list(gate.result_keys);
  std::size_t present = 0;
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child)) {
    const NameId key = (*document_)[child].name;
    if (key == no_name || std::find(keys.begin(), keys.end(), key) == keys.end())
      return "a field that a result has not";
    ++present;
  }
  if (present != keys.size()) return "a field of a result is missing";
  const auto member = [&](NameId key) { return document_->find(node, key); };
  const NodeId ready = member(gate.ready);
  if (known(member(name::schema_version)) != gate.result_name) return "another schema";
  if (!is(ready, Type::true_value) && !is(ready, Type::false_value)) return "the ready key is no boolean";
  for (const NameId key : keys)
    if (key == name::product || key == name::evidence_mode)
      if (!is(member(key), Type::string)) return "a text is no string";
  for (const Repeat& repeat : Tables::in(tables_.repeats, gate.repeats))
    if (!is(member(repeat.name), Type::string)) return "a text is no string";
  std::uint32_t counts[3] = {0, 0, 0};
  if (const std::string_view wrong = wrong_in_checks(gate, member(name::checks), counts); !wrong.empty()) return wrong;
  const std::uint32_t warnings = counts[1];
  const std::uint32_t blockers = counts[2];
  if (count_of(*document_, member(name::blocker_count)) != blockers ||
      count_of(*document_, member(name::warning_count)) != warnings)
    return "the counts are not those of the checks";
  const NameId status = blockers > 0 ? name::blocked : warnings > 0 ? name::ready_with_warnings : name::ready;
  if (known(member(name::status)) != status) return "the status is not that of the checks";
  const bool live = known(member(name::evidence_mode)) == name::live;
  if (is(ready, Type::true_value) != (blockers == 0 && warnings == 0 && live))
    return "the ready key is not that of the checks";
  return {};
}

/// Counts the statuses pass, warn and blocker.
std::string_view Structure::wrong_in_checks(const Gate& gate, NodeId node, std::uint32_t (&counts)[3]) {
  if (!is(node, Type::array)) return "the checks are no array";
  const std::span<const Check> checks = tables_.checks_of(gate);
  std::size_t index = 0;
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child), ++index) {
    if (!is(child, Type::object)) return "a check is no object";
    const NodeId name = document_->find(child, name::name);
    const NodeId status = document_->find(child, name::status);
    const NodeId message = document_->find(child, name::message);
    constexpr NodeId three_strings = 4;  // the node after an object of three values that hold no others
    if (name == no_node || status == no_node || message == no_node || (*document_)[child].next != child + three_strings)
      return "a check has other fields than name, status and message";
    if (!is(name, Type::string) || !is(message, Type::string)) return "a check's text is no string";
    const std::string_view want =
        index < checks.size() ? checks[index].name
                              : further_name(static_cast<Further>(std::min<std::size_t>(index - checks.size(), 3)));
    if (want.empty() || document_->text(name) != want) return "the checks are not those of the gate";
    const std::array<NameId, 3> statuses = {name::pass, name::warn, name::blocker};
    const auto found = std::find(statuses.begin(), statuses.end(), known(status));
    if (found == statuses.end()) return "a status is none";
    ++counts[found - statuses.begin()];
  }
  if (index != checks.size() && index != checks.size() + static_cast<std::size_t>(Further::count))
    return "the checks are not those of the gate";
  return {};
}

}  // namespace cavra::gate
