/// The check `private_values`: what the scanner says of the strings that Structure found.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "cavra/verdict.h"
#include "gate/structure.h"
#include "json/document.h"
#include "json/position.h"
#include "privacy/context.h"

namespace cavra::verdict {

class PrivateValues {
 public:
  explicit PrivateValues(const privacy::Context& context) : context_(&context), waivers_(context.waivers()) {}

  /// Appends a finding for everything private in `leaves` that stands at no place at which one of `findings` blocks
  /// already. Their `detail` is what material() and the rest take.
  void run(const gate::Tables& tables, const gate::Gate& gate, const json::Document& document,
           const std::vector<gate::Leaf>& leaves, std::vector<gate::Finding>& findings);

  [[nodiscard]] PrivateMaterial material(const gate::Finding& finding) const;
  [[nodiscard]] std::string_view description(std::uint32_t detail) const;
  [[nodiscard]] std::string_view remedy(std::uint32_t detail) const;
  [[nodiscard]] Usage usage() const;

  /// Whether something private was found in the value at that node, reported or not.
  [[nodiscard]] bool is_private(json::NodeId node) const;

 private:
  void waive(const gate::Tables& tables, const gate::Gate& gate, const json::Document& document,
             std::span<gate::Finding> findings);
  void folded_names(const gate::Tables& tables, const gate::Gate& gate, const json::Document& document,
                    const std::vector<gate::Leaf>& leaves, std::vector<gate::Finding>& findings);

  const privacy::Context* context_;
  privacy::WaiverRun waivers_;
  std::optional<privacy::Scanner> scanner_;  // made when it is first needed
  std::vector<privacy::Leaf> leaves_;
  std::deque<std::string> folded_;  // the other spellings of keys
  std::vector<privacy::Finding> found_;
  std::vector<json::NodeId> private_nodes_;  // sorted
};

}  // namespace cavra::verdict
