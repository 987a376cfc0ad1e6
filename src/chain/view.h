/// A packet of the bundle as the rooms below see it: its document, and where things stand in it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "chain/chain.h"
#include "gate/tables.h"
#include "json/parser.h"
#include "json/position.h"
#include "verdict/shown_references.h"

namespace cavra::chain {

class View {
 public:
  View(const Catalogue& catalogue, const verdict::ShownReferences& references, std::size_t max_size)
      : tables_(&catalogue.tables()),
        references_(&references),
        parser_(std::make_unique<json::Parser>(tables_->names, tables_->suspect, json::Limits{.bytes = max_size})) {}

  /// Looks at another packet, which must outlive the view, or at none. What the parser refuses.
  [[nodiscard]] std::expected<void, Error> look_at(const BundlePacket* packet, std::size_t gate);

  [[nodiscard]] bool is_there() const { return packet_ != nullptr; }
  [[nodiscard]] const BundlePacket& packet() const { return *packet_; }
  [[nodiscard]] const json::Document& document() const { return *document_; }
  [[nodiscard]] const gate::Gate& gate() const { return *gate_; }
  [[nodiscard]] const gate::Tables& tables() const { return *tables_; }

  [[nodiscard]] std::string pointer(json::NodeId node);
  [[nodiscard]] bool is(json::NodeId node, json::Type type) const {
    return node != json::no_node && (*document_)[node].type == type;
  }
  /// The text of a string, or nothing.
  [[nodiscard]] std::optional<std::string_view> text(json::NodeId node) const;
  /// The node at a path of names, or no_node.
  [[nodiscard]] json::NodeId at(std::span<const gate::NameId> path) const;
  /// Who answers for a field, or for an element of an array, when that may be shown; else nothing.
  [[nodiscard]] std::string owner(gate::NameId field, gate::NameId control = gate::no_name) const;
  [[nodiscard]] std::string owner_of_record(json::NodeId record) const;

  /// A fault of the chain at a node of the packet.
  [[nodiscard]] Fault fault(Check check, Code code, json::NodeId node, std::string message, std::string hint,
                            std::string owner);

 private:
  const gate::Tables* tables_;
  const verdict::ShownReferences* references_;
  std::unique_ptr<json::Parser> parser_;
  const BundlePacket* packet_ = nullptr;
  const json::Document* document_ = nullptr;
  const gate::Gate* gate_ = nullptr;
  std::size_t index_ = no_gate;
  json::Positions positions_;
  std::optional<json::Pointers> pointers_;
};

}  // namespace cavra::chain
