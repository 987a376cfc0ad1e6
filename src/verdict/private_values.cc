#include "verdict/private_values.h"

#include <algorithm>

#include "verdict/material.h"

namespace cavra::verdict {

using json::NodeId;

namespace {

privacy::Kind kind_of(gate::Leaf::Kind kind) {
  switch (kind) {
    case gate::Leaf::Kind::text:
      return privacy::Kind::text;
    case gate::Leaf::Kind::reference:
      return privacy::Kind::reference;
    case gate::Leaf::Kind::key:
      return privacy::Kind::key;
  }
  return privacy::Kind::text;
}

std::uint16_t check_index(const gate::Gate& gate) {
  return static_cast<std::uint16_t>(gate.checks.count + static_cast<std::uint16_t>(gate::Further::private_values));
}

}  // namespace

void PrivateValues::run(const gate::Tables& tables, const gate::Gate& gate, const json::Document& document,
                        const std::vector<gate::Leaf>& leaves, std::vector<gate::Finding>& findings) {
  found_.clear();
  private_nodes_.clear();
  if (leaves.empty()) return;
  std::vector<NodeId> blocked;
  for (const gate::Finding& finding : findings)
    if (finding.severity == gate::Severity::blocker) blocked.push_back(finding.node);
  std::sort(blocked.begin(), blocked.end());
  const std::size_t first = findings.size();
  folded_names(tables, gate, document, leaves, findings);
  leaves_.clear();
  folded_.clear();
  for (std::uint32_t i = 0; i < leaves.size(); ++i) {
    const gate::Leaf& leaf = leaves[i];
    const bool key = leaf.kind == gate::Leaf::Kind::key;
    leaves_.push_back({key ? document.key(leaf.node) : document.text(leaf.node), kind_of(leaf.kind), i,
                       document[leaf.node].parent, !key});
    if (!key) continue;
    std::string folded = privacy::fold_key(leaves_.back().text);
    if (folded != leaves_.back().text)
      leaves_.push_back(
          {folded_.emplace_back(std::move(folded)), privacy::Kind::key, i, document[leaf.node].parent, false});
  }
  if (!scanner_) scanner_.emplace(context_->scanner_options());
  scanner_->scan(leaves_, found_);
  keep_distinct(
      context_->rules(), [&leaves](std::uint32_t leaf) { return leaves[leaf].kind == gate::Leaf::Kind::key; }, found_);
  for (std::uint32_t i = 0; i < found_.size(); ++i) {
    gate::Finding finding;
    finding.code = privacy::code_of(context_->rules(), found_[i].rule);
    finding.check = check_index(gate);
    finding.node = leaves[found_[i].place].node;
    finding.at_key = leaves[found_[i].place].kind == gate::Leaf::Kind::key;
    finding.detail = i;
    if (context_->rules().rules()[found_[i].rule].severity == privacy::Severity::warn)
      finding.severity = gate::Severity::warn;
    for (std::uint32_t leaf = found_[i].place; leaf <= std::max(found_[i].place, found_[i].last_place); ++leaf)
      private_nodes_.push_back(leaves[leaf].node);
    findings.push_back(finding);
  }
  if (!context_->waivers().in_force().empty()) waive(tables, gate, document, std::span(findings).subspan(first));
  std::sort(private_nodes_.begin(), private_nodes_.end());
  std::erase_if(findings, [&, i = std::size_t{0}](const gate::Finding& finding) mutable {
    return i++ >= first && std::binary_search(blocked.begin(), blocked.end(), finding.node);
  });
}

void PrivateValues::waive(const gate::Tables& tables, const gate::Gate& gate, const json::Document& document,
                          std::span<gate::Finding> findings) {
  json::Pointers pointers(document, tables.names);
  std::string pointer;
  for (gate::Finding& finding : findings) {
    if (finding.code == Code::private_field) continue;
    pointer.clear();
    pointers.append(pointer, finding.node);
    const privacy::Finding& found = found_[finding.detail];
    finding.waived =
        waivers_.waives(context_->rules().rules()[found.rule], gate.id, pointer, found.fingerprint) != nullptr;
  }
}

/// Keys that only look other than a private name of the gate: customerName, CUSTOMER-NAMES.
void PrivateValues::folded_names(const gate::Tables& tables, const gate::Gate& gate, const json::Document& document,
                                 const std::vector<gate::Leaf>& leaves, std::vector<gate::Finding>& findings) {
  for (const gate::Leaf& leaf : leaves) {
    if (leaf.kind != gate::Leaf::Kind::key) continue;
    const gate::NameId name = tables.names.find(privacy::fold_key(document.key(leaf.node)));
    if (name == gate::no_name) continue;
    for (const gate::Check& check : tables.checks_of(gate)) {
      const gate::Shape& shape = tables.shapes[check.shape];
      const auto names = tables.list(shape.names);
      if (shape.kind != gate::Kind::private_fields || std::find(names.begin(), names.end(), name) == names.end())
        continue;
      gate::Finding finding;
      finding.code = Code::private_field;
      finding.check = check_index(gate);
      finding.node = leaf.node;
      finding.member = name;
      finding.at_key = true;
      findings.push_back(finding);
      break;
    }
  }
}

bool PrivateValues::is_private(NodeId node) const {
  return std::binary_search(private_nodes_.begin(), private_nodes_.end(), node);
}

std::string_view PrivateValues::description(std::uint32_t detail) const {
  return context_->rules().rules()[found_[detail].rule].description;
}
std::string_view PrivateValues::remedy(std::uint32_t detail) const {
  return context_->rules().rules()[found_[detail].rule].remedy;
}

PrivateMaterial PrivateValues::material(const gate::Finding& finding) const {
  PrivateMaterial material = material_of(context_->rules(), found_[finding.detail]);
  material.waived = finding.waived;
  return material;
}

Usage PrivateValues::usage() const {
  Usage usage(*context_);
  if (scanner_) usage.use().tally = scanner_->tally();
  usage.use().waivers.add(waivers_);
  return usage;
}

}  // namespace cavra::verdict
