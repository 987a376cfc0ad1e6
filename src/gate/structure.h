/// What is not text is checked by its type: the further checks `structure` and `reference_hygiene`, from the field
/// types of a gate's definition. Walking the packet for them also tells the strings that are text, and so to be
/// scanned.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "gate/finding.h"
#include "gate/tables.h"
#include "json/document.h"

namespace cavra::gate {

/// The checks after those of the gate, in their order.
enum class Further : std::uint16_t { structure, reference_hygiene, private_values, count };
[[nodiscard]] std::string_view further_name(Further check);

/// A string of the packet that the product's own words do not account for.
struct Leaf {
  enum class Kind : std::uint8_t { text, reference, key };
  json::NodeId node;  ///< of a key, the member's
  Kind kind;
};

class Structure {
 public:
  /// The tables must outlive it. One a thread: it keeps its memory.
  explicit Structure(const Tables& tables) : tables_(tables) {}

  /// Appends findings of `structure` and `reference_hygiene` (their `check` counts on after the gate's own) that stand
  /// at no node at which one of `findings` is a blocker already, those of each check in the order of the text; and to
  /// `leaves` every string and unknown key that is to be scanned, in the order of the text.
  void run(const Gate& gate, const json::Document& document, std::vector<Finding>& findings, std::vector<Leaf>& leaves);

 private:
  using NodeId = json::NodeId;

  void root();
  void value(const Shape& shape, NodeId node);
  void of_type(json::Type type, NodeId node);
  void flag(NodeId node);
  void fields(Range members, NodeId node);
  void names(const Shape& shape, NodeId node);
  void list(const Shape& shape, NodeId node);
  void records(const Shape& shape, NodeId node);
  void record(const Shape& shape, NodeId node);
  void record_id(const Shape& shape, NodeId node);
  void id(NodeId node);
  void text(NodeId node);
  void string(NodeId node, Leaf::Kind kind);
  void reference(NodeId node);
  void result(const Shape& shape, NodeId node);
  [[nodiscard]] bool is_result_of(const Gate& gate, NodeId node) const;
  [[nodiscard]] std::optional<std::array<std::uint32_t, 3>> statuses_of(const Gate& gate, NodeId node) const;
  void unknown(NodeId node);
  void open(NodeId node);
  void add(Further check, Code code, NodeId node);
  [[nodiscard]] bool is_blocked(NodeId node) const;
  [[nodiscard]] bool is_blocked_within(NodeId node) const;
  [[nodiscard]] NameId known(NodeId node) const;
  [[nodiscard]] bool is(NodeId node, json::Type type) const { return (*document_)[node].type == type; }

  const Tables& tables_;
  const Gate* gate_ = nullptr;
  const json::Document* document_ = nullptr;
  std::vector<Leaf>* leaves_ = nullptr;
  bool live_packet_ = false;
  std::uint16_t result_gate_ = 0;  // of the element of a `results` list that is being walked
  std::vector<NodeId> blocked_;    // sorted
  std::vector<Finding> structure_;
  std::vector<Finding> hygiene_;
};

/// [a-z0-9][a-z0-9._-]*, at most 128.
[[nodiscard]] bool is_slug(std::string_view text);

}  // namespace cavra::gate
