#include "verdict/state.h"

#include <algorithm>

#include "gate/message.h"

namespace cavra::verdict {

using json::no_node;
using json::NodeId;

namespace {

/// What to do about bytes that are no packet.
std::string_view remedy(Code code) {
  switch (code) {
    case Code::not_utf8:
      return "save it as UTF-8";
    case Code::byte_order_mark:
      return "save it as UTF-8 without one";
    case Code::not_json:
      return "write JSON as RFC 8259 has it";
    case Code::lone_surrogate:
      return "write both halves, or the character itself";
    case Code::duplicate_key:
      return "keep one of the two";
    case Code::too_deep:
      return "at most 64 levels are read";
    case Code::too_large:
      return "raise --max-size if it is a packet";
    case Code::not_an_object:
      return "a packet is one JSON object";
    case Code::unknown_schema:
      return "name the gate with --gate, or see `cavra-seal gates` for the schemas";
    case Code::is_a_result:
      return "judge the packet that it was made from";
    default:
      return "";
  }
}

/// Owners are shown only when they are made as references should be, so that nothing else of a packet gets out.
bool is_plain_reference(std::string_view text) {
  if (!gate::is_reference(text) || text.size() > 256) return false;
  text.remove_prefix(text.find("://") + 3);
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::string_view("._~-/").find(c) != std::string_view::npos; };
  return !text.empty() && std::all_of(text.begin(), text.end(), plain);
}

}  // namespace

State::State(const Catalogue& from, std::size_t max_size)
    : catalogue(&from),
      tables(&from.tables()),
      parser_(tables->names, tables->suspect, {.bytes = max_size}),
      checks_(*tables) {}

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
  document = *parsed;
  if (auto chosen = choose_gate(run); !chosen) return chosen;
  gate_index = static_cast<std::size_t>(gate - tables->gates.data());
  findings.clear();
  checks_.run(*gate, *document, run.require_live, findings);
  statuses.assign(gate->checks.count, Status::pass);
  for (const gate::Finding& finding : findings) {
    const Status status = finding.severity == gate::Severity::warn ? Status::warn : Status::blocker;
    statuses[finding.check] = std::max(statuses[finding.check], status);
  }
  blockers = static_cast<std::uint32_t>(std::count(statuses.begin(), statuses.end(), Status::blocker));
  warnings = static_cast<std::uint32_t>(std::count(statuses.begin(), statuses.end(), Status::warn));
  is_live = repeated(gate::name::evidence_mode, "") == "live";
  positions_ = json::Positions(bytes_, first_line_, document->is_ascii());
  pointers_.clear();
  return {};
}

std::expected<void, Error> State::choose_gate(const Run& run) {
  if (!run.gate.empty()) {
    const auto found = std::find_if(tables->gates.begin(), tables->gates.end(),
                                    [&run](const gate::Gate& g) { return g.slug == run.gate || g.id == run.gate; });
    if (found == tables->gates.end())
      return std::unexpected(Error{Code::bad_usage, "there is no such gate", "`cavra-seal gates` lists them", {}, 0, 0, 0});
    gate = &*found;
    return {};
  }
  const NodeId node = document->find(0, gate::name::schema_version);
  if (node == no_node)
    return std::unexpected(error(Code::unknown_schema, (*document)[0].begin, "the object has no schema_version"));
  const gate::NameId schema =
      (*document)[node].type == json::Type::string ? tables->names.find(document->text(node)) : json::no_name;
  for (const gate::Gate& candidate : tables->gates) {
    if (schema == json::no_name) break;
    if (candidate.packet_name == schema) {
      gate = &candidate;
      return {};
    }
    if (candidate.result_name == schema)
      return std::unexpected(error(Code::is_a_result, (*document)[node].begin, "this is a result, not a packet"));
  }
  return std::unexpected(error(Code::unknown_schema, (*document)[node].begin, "no gate knows this schema_version"));
}

std::string_view State::repeated(gate::NameId field, std::string_view absent) const {
  const NodeId node = document->find(0, field);
  if (node == no_node) return absent;
  return (*document)[node].type == json::Type::string ? document->text(node) : std::string_view("unknown");
}

std::string State::message(const gate::Finding& finding) const {
  if (pointers_.empty()) pointers_.emplace_back(*document, tables->names);
  const gate::Shape& shape = tables->shapes[finding.shape];
  const bool list = shape.kind == gate::Kind::reference_list || shape.kind == gate::Kind::texts;
  const bool whole = finding.code == Code::wrong_type && (!list || (*document)[(*document)[finding.node].parent].type != json::Type::array);
  NodeId counted = finding.record != no_node && !list ? finding.record : finding.node;
  if (finding.record == no_node && finding.node == 0) counted = no_node;
  const std::uint32_t index = counted == no_node || (list && whole) ? no_node : pointers_.front().index(counted);
  return gate::message(*tables, *gate, finding, index);
}

std::string State::message(std::size_t check) const {
  constexpr std::size_t most = 5;
  std::string out;
  std::size_t count = 0;
  for (const gate::Finding& finding : findings) {
    if (finding.check != check) continue;
    if (++count > most) continue;
    if (!out.empty()) out += "; ";
    out += message(finding);
  }
  if (count == 0) return std::string(checks()[check].passed);
  if (count > most) out += "; and " + std::to_string(count - most) + " more";
  return out + ".";
}

std::string State::owner(const gate::Finding& finding) const {
  gate::Owner owner = finding.owner;
  if (owner.member == json::no_name) owner = checks()[finding.check].owner;
  if (owner.member == json::no_name) return {};
  NodeId holder = owner.object == json::no_name ? finding.record : document->find(0, owner.object);
  if (holder == no_node || (*document)[holder].type != json::Type::object) return {};
  holder = document->find(holder, owner.member);
  if (holder == no_node || (*document)[holder].type != json::Type::string) return {};
  const std::string_view text = document->text(holder);
  return is_plain_reference(text) ? std::string(text) : std::string();
}

Finding State::finding(std::size_t index) const {
  const gate::Finding& from = findings[index];
  const json::Node& node = (*document)[from.node];
  Finding to;
  to.code = from.code;
  to.severity = from.severity == gate::Severity::warn ? Status::warn : Status::blocker;
  to.check = checks()[from.check].name;
  to.message = message(from);
  pointers_.front().append(to.pointer, from.node);
  to.offset = node.begin;
  to.end = node.end;
  if (from.code == Code::private_field) {
    to.offset = node.key_begin;
    to.end = node.key_escaped ? node.key_begin + 1 : node.key_text;
  }
  const json::Position at = positions_.at(to.offset);
  to.line = at.line;
  to.column = at.column;
  to.hint = gate::hint(*tables, *gate, from);
  to.owner = owner(from);
  return to;
}

}  // namespace cavra::verdict
