#include "chain/view.h"

#include "gate/owner.h"
#include "json/refusal.h"

namespace cavra::chain {

using json::no_node;
using json::NodeId;
using json::Type;

std::expected<void, Error> View::look_at(const BundlePacket* packet, std::size_t gate) {
  packet_ = nullptr;
  index_ = gate;
  gate_ = &tables_->gates[gate];
  if (packet == nullptr) return {};
  const auto parsed = parser_->parse(packet->bytes);
  if (!parsed) {
    Error error = json::refusal(parsed.error(), packet->bytes, packet->line);
    error.source = packet->file;
    return std::unexpected(std::move(error));
  }
  packet_ = packet;
  document_ = *parsed;
  positions_ = json::Positions(packet->bytes, packet->line, document_->is_ascii());
  pointers_.emplace(*document_, tables_->names);
  return {};
}

std::string View::pointer(NodeId node) {
  std::string out;
  pointers_->append(out, node);
  return out;
}

std::optional<std::string_view> View::text(NodeId node) const {
  if (!is(node, Type::string)) return std::nullopt;
  return document_->text(node);
}

NodeId View::at(std::span<const gate::NameId> path) const {
  if (path.empty()) return no_node;
  NodeId node = 0;
  for (const gate::NameId name : path) {
    if (!is(node, Type::object)) return no_node;
    node = document_->find(node, name);
  }
  return node;
}

std::string View::owner(gate::NameId field, gate::NameId control) const {
  return references_->shown(gate::owner_reference(*document_, gate::owner_of(*tables_, *gate_, field, control)));
}

std::string View::owner_of_record(NodeId record) const {
  return references_->shown(
      gate::owner_reference(*document_, {gate::no_name, tables_->names.find("owner_ref")}, record));
}

Fault View::fault(Check check, Code code, NodeId node, std::string message, std::string hint, std::string owner) {
  Fault fault;
  fault.gate = index_;
  fault.source = packet_->source;
  fault.file = packet_->file;
  Finding& finding = fault.finding;
  finding.code = code;
  finding.severity = Status::blocker;
  finding.check = to_text(check);
  finding.pointer = pointer(node);
  finding.offset = (*document_)[node].begin;
  finding.end = (*document_)[node].end;
  const json::Position at = positions_.at(finding.offset);
  finding.line = at.line;
  finding.column = at.column;
  finding.message = std::move(message);
  finding.hint = std::move(hint);
  finding.owner = std::move(owner);
  return fault;
}

}  // namespace cavra::chain
