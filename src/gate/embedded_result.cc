// Whether an embedded result is exactly what its gate could have said.
#include <algorithm>
#include <charconv>

#include "gate/structure.h"

namespace cavra::gate {

using json::no_node;
using json::NodeId;
using json::Type;

namespace {

/// The number that a node is; -1 when it is no integer, or too large a one.
std::int64_t count_of(const json::Document& document, NodeId node) {
  std::int64_t value = -1;
  const std::string_view raw = document.raw(node);
  if (json::is_integer(document, node)) std::from_chars(raw.data(), raw.data() + raw.size(), value);
  return value;
}

}  // namespace

/// Whether an object is a result of the gate, its counts, status and ready key those of its checks.
bool Structure::is_result_of(const Gate& gate, NodeId node) const {
  const std::span<const NameId> keys = tables_.list(gate.result_keys);
  std::size_t present = 0;
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child)) {
    const NameId key = (*document_)[child].name;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) return false;
    ++present;
  }
  if (present != keys.size()) return false;
  const auto member = [&](NameId key) { return document_->find(node, key); };
  const NodeId ready = member(gate.ready);
  if (known(member(name::schema_version)) != gate.result_name) return false;
  if (!is(ready, Type::true_value) && !is(ready, Type::false_value)) return false;
  if (!is(member(name::product), Type::string) || !is(member(name::evidence_mode), Type::string)) return false;
  for (const Repeat& repeat : Tables::in(tables_.repeats, gate.repeats))
    if (!is(member(repeat.name), Type::string)) return false;
  const auto counts = statuses_of(gate, member(name::checks));
  if (!counts) return false;
  const auto [passed, warnings, blockers] = *counts;
  if (count_of(*document_, member(name::blocker_count)) != blockers) return false;
  if (count_of(*document_, member(name::warning_count)) != warnings) return false;
  const NameId status = blockers > 0 ? name::blocked : warnings > 0 ? name::ready_with_warnings : name::ready;
  if (known(member(name::status)) != status) return false;
  const bool live = known(member(name::evidence_mode)) == name::live;
  return is(ready, Type::true_value) == (blockers == 0 && warnings == 0 && live);
}

/// How many checks pass, warn and block, where they are the checks of the gate, in compat or in strict.
std::optional<std::array<std::uint32_t, 3>> Structure::statuses_of(const Gate& gate, NodeId node) const {
  if (!is(node, Type::array)) return std::nullopt;
  const std::span<const Check> checks = tables_.checks_of(gate);
  constexpr auto further = static_cast<std::size_t>(Further::count);
  std::array<std::uint32_t, 3> counts{};
  std::size_t index = 0;
  const NodeId end = (*document_)[node].next;
  for (NodeId child = node + 1; child < end; child = document_->after(child), ++index) {
    constexpr NodeId three = 4;  // the node after an object of three values that hold no others
    if (!is(child, Type::object) || (*document_)[child].next != child + three) return std::nullopt;
    const NodeId name = document_->find(child, name::name);
    const NodeId status = document_->find(child, name::status);
    const NodeId message = document_->find(child, name::message);
    if (name == no_node || status == no_node || message == no_node) return std::nullopt;
    if (!is(name, Type::string) || !is(message, Type::string)) return std::nullopt;
    const std::string_view want =
        index < checks.size() ? checks[index].name : further_name(static_cast<Further>(index - checks.size()));
    if (document_->text(name) != want) return std::nullopt;
    constexpr std::array<NameId, 3> statuses = {name::pass, name::warn, name::blocker};
    const auto found = std::find(statuses.begin(), statuses.end(), known(status));
    if (found == statuses.end()) return std::nullopt;
    ++counts[static_cast<std::size_t>(found - statuses.begin())];
  }
  return index == checks.size() || index == checks.size() + further ? std::optional(counts) : std::nullopt;
}

}  // namespace cavra::gate
