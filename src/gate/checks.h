/// The engine: a document against a compiled gate.
#pragma once

#include <vector>

#include "gate/finding.h"
#include "gate/tables.h"
#include "json/document.h"

namespace cavra::gate {

/// Judges documents. One a thread: it keeps its memory from one to the next.
class Checks {
 public:
  /// The tables must outlive it.
  explicit Checks(const Tables& tables) : tables_(tables) {}

  /// Appends a finding for every fault of `document` under `gate`, in the order of the gate's checks, those of one
  /// check in the order of the text where they have a place of their own. Linear in the document for each check.
  void run(const Gate& gate, const json::Document& document, bool require_live, std::vector<Finding>& findings);

 private:
  using NodeId = json::NodeId;

  void check(const Check& check);
  void schema(NodeId node);
  void mode(NodeId node);
  void references(const Shape& shape, NodeId node);
  void reference_groups(const Shape& shape, NodeId node);
  void controls(const Shape& shape, NodeId node);
  void records(const Shape& shape, NodeId node);
  void record(const Shape& shape, NodeId node);
  void results(const Shape& shape, NodeId node);
  void element_of_results(const Shape& shape, NameId gate_index, NodeId node);
  void result(const Shape& shape, NodeId node);
  void private_fields(const Shape& shape);

  void value(std::uint16_t index, NodeId node);
  void reference(NodeId node);
  void reference_list(const Shape& shape, NodeId node);
  void text(const Shape& shape, NodeId node);
  void texts(const Shape& shape, NodeId node);
  void one_of(const Shape& shape, NodeId node);
  void object(const Shape& shape, NodeId node);

  /// Collects for each listed id the last object with it into last_of_, and into counted_ these, the last of each other
  /// id, and those without one.
  void collect(NameId id_field, std::span<const NameId> ids, NodeId array);
  void listed_members(std::span<const NameId> names, NodeId object);

  Finding& add(Code code, NodeId node);
  [[nodiscard]] bool is_reference(NodeId node) const;
  [[nodiscard]] bool is(NodeId node, json::Type type) const {
    return node != json::no_node && (*document_)[node].type == type;
  }
  [[nodiscard]] NameId known(NodeId node) const;

  const Tables& tables_;
  const Gate* gate_ = nullptr;
  const json::Document* document_ = nullptr;
  bool live_ = false;
  std::vector<Finding>* findings_ = nullptr;
  Finding at_;                   // what the next finding has in common with its neighbours
  std::vector<NodeId> found_;    // for each listed name its member
  std::vector<NodeId> last_of_;  // for each listed id its element
  struct Counted {
    NodeId node;
    NodeId id;      // the member that is its id, or no_node
    NameId listed;  // the id, when it is one of the list
  };
  std::vector<Counted> counted_;  // elements that are judged, in the order of the text
};

}  // namespace cavra::gate
