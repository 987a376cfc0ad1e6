/// What a Judge keeps between packets, and what the Verdict of the last one reads.
#pragma once

#include <vector>

#include "cavra/judge.h"
#include "gate/checks.h"
#include "gate/message.h"
#include "gate/structure.h"
#include "json/parser.h"
#include "json/position.h"
#include "verdict/private_values.h"
#include "verdict/shown_references.h"

namespace cavra::verdict {

class State {
 public:
  State(const Catalogue& from, const Policy& policy, std::size_t max_size);

  std::expected<void, Error> judge(std::string_view bytes, const Run& run);
  std::expected<void, Error> judge(const json::Document& parsed, const Run& run);

  const Catalogue* catalogue;
  const gate::Tables* tables;
  const gate::Gate* gate = nullptr;
  std::size_t gate_index = 0;
  const json::Document* document = nullptr;
  std::vector<gate::Finding> findings;
  std::vector<Status> statuses;  // of each check
  std::uint32_t blockers = 0;
  std::uint32_t warnings = 0;
  bool is_live = false;  // evidence_mode

  [[nodiscard]] std::span<const gate::Check> checks() const { return tables->checks_of(*gate); }
  [[nodiscard]] std::string_view check_name(std::size_t check) const;
  [[nodiscard]] Finding finding(std::size_t index) const;
  [[nodiscard]] std::string message(std::size_t check) const;
  [[nodiscard]] std::string message(const gate::Finding& finding) const;
  [[nodiscard]] gate::Ordinals ordinals(const gate::Finding& finding) const;
  [[nodiscard]] Usage usage() const { return private_values_.usage(); }
  /// A field that the result repeats: its text, `absent` when it is not there, "unknown" when it is no text.
  [[nodiscard]] std::string_view repeated(gate::NameId field, std::string_view absent) const;

 private:
  [[nodiscard]] std::expected<void, Error> choose_gate(const Run& run);
  /// Error::is_a_result when the schema in this node is that of a gate's result.
  [[nodiscard]] std::expected<void, Error> refuse_result(json::NodeId schema) const;
  [[nodiscard]] Error error(Code code, std::uint64_t offset, std::string_view what) const;
  void count_statuses(Profile profile);
  [[nodiscard]] json::Pointers& pointers() const;
  [[nodiscard]] std::string private_message(const gate::Finding& finding) const;
  [[nodiscard]] bool is_scanned(const gate::Finding& finding) const;
  [[nodiscard]] bool is_further(std::size_t check) const { return check >= gate->checks.count; }
  [[nodiscard]] gate::Owner owner_of(const gate::Finding& finding) const;
  [[nodiscard]] std::string owner(const gate::Finding& finding) const;

  json::Parser parser_;
  gate::Checks checks_;
  gate::Structure structure_;
  std::vector<gate::Leaf> leaves_;
  PrivateValues private_values_;
  ShownReferences references_;
  std::string now_;  // when it was set by hand
  std::string_view bytes_;
  bool strict_ = false;
  std::uint32_t first_line_ = 1;
  mutable json::Positions positions_;
  mutable std::vector<json::Pointers> pointers_;  // one or none
};

}  // namespace cavra::verdict
