#include "verdict/state.h"

#include <algorithm>

#include "gate/further_message.h"
#include "gate/owner.h"
#include "json/refusal.h"

namespace cavra::verdict {

using json::no_node;
using json::NodeId;

namespace {

/// What to do about bytes that are no packet.
std::string_view remedy(Code code) {
  switch (code) {
    case Code::unknown_schema:
      return "name the gate with --gate, or see `cavra-seal gates` for the schemas";
    case Code::is_a_result:
      return "judge the packet that it was made from";
    default:
      return json::remedy(code);
  }
}

}  // namespace

State::State(const Catalogue& from, const Policy& policy, std::size_t max_size)
    : catalogue(&from),
      tables(&from.tables()),
      parser_(tables->names, tables->suspect, {.bytes = max_size}),
      checks_(*tables),
      structure_(*tables),
      private_values_(policy.context()),
      references_(policy.context()),
      now_(policy.context().now()) {}

Error State::error(Code code, std::uint64_t offset, std::string_view what) const {
  json::Positions positions(bytes_, first_line_);
  const json::Position at = positions.at(offset);
  return Error{code, std::string(what), std::string(remedy(code)), {}, offset, at.line, at.column};
}

std::expected<void, Error> State::judge(std::string_view bytes, const Run& run) {
  bytes_ = bytes;
  first_line_ = run.first_line;
  const auto parsed = parser_.parse(bytes);
  if (!parsed) return std::unexpected(error(parsed.error().code, parsed.error().offset, parsed.error().what));
  return judge(**parsed, run);
}

std::expected<void, Error> State::judge(const json::Document& parsed, const Run& run) {
  bytes_ = parsed.bytes();
  first_line_ = run.first_line;
  document = &parsed;
  if (auto chosen = choose_gate(run); !chosen) return chosen;
  gate_index = static_cast<std::size_t>(gate - tables->gates.data());
  findings.clear();
  checks_.run(*gate, *document, run.require_live, findings);
  strict_ = run.profile == Profile::strict;
  if (strict_) {
    leaves_.clear();
    structure_.run(*gate, *document, findings, leaves_);
    private_values_.run(*tables, *gate, *document, leaves_, findings);
  }
  count_statuses(run.profile);
  is_live = repeated(gate::name::evidence_mode, "") == "live";
  positions_ = json::Positions(bytes_, first_line_, document->is_ascii());
  pointers_.clear();
  return {};
}

void State::count_statuses(Profile profile) {
  const std::size_t further = profile == Profile::strict ? static_cast<std::size_t>(gate::Further::count) : 0;
  statuses.assign(gate->checks.count + further, Status::pass);
  for (const gate::Finding& finding : findings) {
    if (finding.waived) continue;
    const Status status = finding.severity == gate::Severity::warn ? Status::warn : Status::blocker;
    statuses[finding.check] = std::max(statuses[finding.check], status);
  }
  blockers = static_cast<std::uint32_t>(std::count(statuses.begin(), statuses.end(), Status::blocker));
  warnings = static_cast<std::uint32_t>(std::count(statuses.begin(), statuses.end(), Status::warn));
}

std::string_view State::check_name(std::size_t check) const {
  return is_further(check) ? gate::further_name(static_cast<gate::Further>(check - gate->checks.count))
                           : checks()[check].name;
}

json::Pointers& State::pointers() const {
  if (pointers_.empty()) pointers_.emplace_back(*document, tables->names);
  return pointers_.front();
}

std::expected<void, Error> State::refuse_result(NodeId schema) const {
  if (schema == no_node || (*document)[schema].type != json::Type::string) return {};
  const gate::NameId name = tables->names.find(document->text(schema));
  const auto is_result = [name](const gate::Gate& one) { return one.result_name == name; };
  if (name == json::no_name || std::ranges::none_of(tables->gates, is_result)) return {};
  return std::unexpected(error(Code::is_a_result, (*document)[schema].begin, "this is a result, not a packet"));
}

std::expected<void, Error> State::choose_gate(const Run& run) {
  const NodeId node = document->find(0, gate::name::schema_version);
  if (!run.gate.empty()) {
    const auto found = std::find_if(tables->gates.begin(), tables->gates.end(),
                                    [&run](const gate::Gate& g) { return g.slug == run.gate || g.id == run.gate; });
    if (found == tables->gates.end())
      return std::unexpected(
          Error{Code::bad_usage, "there is no such gate", "`cavra-seal gates` lists them", {}, 0, 0, 0});
    gate = &*found;
    return run.no_results ? refuse_result(node) : std::expected<void, Error>();
  }
  if (node == no_node)
    return std::unexpected(error(Code::unknown_schema, (*document)[0].begin, "the object has no schema_version"));
  const gate::NameId schema =
      (*document)[node].type == json::Type::string ? tables->names.find(document->text(node)) : json::no_name;
  for (const gate::Gate& candidate : tables->gates) {
    if (candidate.packet_name == schema) {
      gate = &candidate;
      return {};
    }
  }
  if (auto refused = refuse_result(node); !refused) return refused;
  return std::unexpected(error(Code::unknown_schema, (*document)[node].begin, "no gate knows this schema_version"));
}

std::string_view State::repeated(gate::NameId field, std::string_view absent) const {
  const NodeId node = document->find(0, field);
  if (node == no_node) return absent;
  if (strict_ && private_values_.is_private(node)) return "unknown";
  return (*document)[node].type == json::Type::string ? document->text(node) : std::string_view("unknown");
}

gate::Ordinals State::ordinals(const gate::Finding& finding) const {
  gate::Ordinals at;
  if (finding.record != no_node) at.record = pointers().index(finding.record);
  const gate::Kind kind = tables->shapes[finding.shape].kind;
  const bool list = kind == gate::Kind::reference_list || kind == gate::Kind::texts;
  const bool root = finding.node == 0;
  if (!root && (!list || (*document)[(*document)[finding.node].parent].type == json::Type::array))
    at.value = pointers().index(finding.node);
  return at;
}

std::string State::message(const gate::Finding& finding) const {
  if (is_scanned(finding)) return private_message(finding);
  return is_further(finding.check) && finding.code != Code::private_field
             ? gate::further_message(*tables, *document, pointers(), finding)
             : gate::message(*tables, *gate, finding, ordinals(finding));
}

/// Whether it is one of the scanner's.
bool State::is_scanned(const gate::Finding& finding) const {
  return finding.code != Code::private_field &&
         finding.check == gate->checks.count + static_cast<std::size_t>(gate::Further::private_values);
}

std::string State::private_message(const gate::Finding& finding) const {
  std::string out = finding.at_key ? "private material in the name of " : "private material in ";
  out += gate::place_name(*tables, *document, pointers(), finding.node);
  out.append(": ").append(private_values_.description(finding.detail));
  const PrivateMaterial material = private_values_.material(finding);
  if (!material.mask.empty()) out += " (" + material.mask + ")";
  for (std::size_t i = material.layers.size(); i-- > 0;)
    out.append(i + 1 == material.layers.size() ? ", under " : " in ").append(material.layers[i]);
  return out;
}

std::string State::message(std::size_t check) const {
  constexpr std::size_t most = 5;
  std::string out;
  std::size_t count = 0;
  std::size_t waived = 0;
  for (const gate::Finding& finding : findings) {
    if (finding.check != check) continue;
    waived += finding.waived ? 1 : 0;
    if (finding.waived || ++count > most) continue;
    if (!out.empty()) out += "; ";
    out += message(finding);
  }
  if (count > most) out += "; and " + std::to_string(count - most) + " more";
  if (count > 0)
    out += ".";
  else
    out = is_further(check) ? gate::further_passed(static_cast<std::uint16_t>(check - gate->checks.count))
                            : checks()[check].passed;
  if (waived > 0) {
    const std::string told = std::to_string(waived) + (waived == 1 ? " finding is waived" : " findings are waived");
    out = count > 0 ? out + " " + told + "." : told + "; nothing else was found.";
  }
  if (check == gate->checks.count + static_cast<std::size_t>(gate::Further::private_values) && !now_.empty())
    out += " Waivers are judged as of " + now_ + ", which was set by hand.";
  return out;
}

/// Of a further check, who answers for the field of the packet that the place is in; it is in one.
gate::Owner State::owner_of(const gate::Finding& finding) const {
  if (!is_further(finding.check)) return !finding.owner.none() ? finding.owner : checks()[finding.check].owner;
  NodeId field = finding.node;
  while ((*document)[field].parent != 0) field = (*document)[field].parent;
  for (const gate::Check& check : checks())
    if (check.field != json::no_name && check.field == (*document)[field].name) return check.owner;
  return {};
}

std::string State::owner(const gate::Finding& finding) const {
  return references_.shown(gate::owner_reference(*document, owner_of(finding), finding.record));
}

Finding State::finding(std::size_t index) const {
  const gate::Finding& from = findings[index];
  const json::Node& node = (*document)[from.node];
  Finding to;
  to.code = from.code;
  to.severity = from.severity == gate::Severity::warn ? Status::warn : Status::blocker;
  to.check = check_name(from.check);
  to.message = message(from);
  pointers().append(to.pointer, from.node);
  to.offset = node.begin;
  to.end = node.end;
  if (from.at_key) {
    to.offset = node.key_begin;
    to.end = node.key_escaped ? node.key_begin + 1 : node.key_text;
  }
  const json::Position at = positions_.at(to.offset);
  to.line = at.line;
  to.column = at.column;
  if (is_scanned(from)) {
    to.material = private_values_.material(from);
    to.hint = private_values_.remedy(from.detail);
    to.owner = owner(from);
    return to;
  }
  to.hint = is_further(from.check) && from.code != Code::private_field
                ? gate::further_hint(from)
                : gate::hint(*tables, *gate, from, ordinals(from));
  to.owner = owner(from);
  return to;
}

}  // namespace cavra::verdict
