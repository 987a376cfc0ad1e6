#include "c/handles.h"

namespace cavra::c {

cavra_findings keep(std::vector<Finding> findings) {
  cavra_findings to{std::move(findings), {}};
  to.names.reserve(to.all.size() * names_each);
  for (const Finding& finding : to.all) {
    to.names.emplace_back(finding.check);
    to.names.emplace_back(finding.material ? finding.material->rule : std::string_view());
    to.names.emplace_back(finding.material ? finding.material->category : std::string_view());
  }
  return to;
}

namespace {

const Finding& at(const cavra_findings* findings, std::size_t index) {
  static const Finding none;
  return findings != nullptr && index < findings->all.size() ? findings->all[index] : none;
}

const PrivateMaterial& material_at(const cavra_findings* findings, std::size_t index) {
  static const PrivateMaterial none;
  const Finding& finding = at(findings, index);
  return finding.material ? *finding.material : none;
}

const char* name_at(const cavra_findings* findings, std::size_t index, std::size_t which) {
  return findings != nullptr && index < findings->all.size() ? findings->names[index * names_each + which].c_str() : "";
}

bool has(const cavra_findings* findings, std::size_t index) {
  return findings != nullptr && index < findings->all.size();
}

}  // namespace
}  // namespace cavra::c

using cavra::c::at;
using cavra::c::material_at;
using cavra::c::name_at;

void cavra_findings_free(cavra_findings* findings) { delete findings; }
size_t cavra_findings_count(const cavra_findings* findings) { return findings == nullptr ? 0 : findings->all.size(); }

// The texts of codes and severities are constants that end with a zero byte.
const char* cavra_finding_code(const cavra_findings* findings, size_t index) {
  return cavra::c::has(findings, index) ? cavra::id(at(findings, index).code).data() : "";
}
const char* cavra_finding_severity(const cavra_findings* findings, size_t index) {
  return cavra::c::has(findings, index) ? cavra::to_text(at(findings, index).severity).data() : "";
}
const char* cavra_finding_check(const cavra_findings* findings, size_t index) { return name_at(findings, index, 0); }
const char* cavra_finding_pointer(const cavra_findings* findings, size_t index) {
  return at(findings, index).pointer.c_str();
}
uint64_t cavra_finding_offset(const cavra_findings* findings, size_t index) { return at(findings, index).offset; }
uint32_t cavra_finding_line(const cavra_findings* findings, size_t index) { return at(findings, index).line; }
uint32_t cavra_finding_column(const cavra_findings* findings, size_t index) { return at(findings, index).column; }
const char* cavra_finding_message(const cavra_findings* findings, size_t index) {
  return at(findings, index).message.c_str();
}
const char* cavra_finding_hint(const cavra_findings* findings, size_t index) {
  return at(findings, index).hint.c_str();
}
const char* cavra_finding_owner(const cavra_findings* findings, size_t index) {
  return at(findings, index).owner.c_str();
}
const char* cavra_finding_rule(const cavra_findings* findings, size_t index) { return name_at(findings, index, 1); }
const char* cavra_finding_category(const cavra_findings* findings, size_t index) { return name_at(findings, index, 2); }
const char* cavra_finding_mask(const cavra_findings* findings, size_t index) {
  return material_at(findings, index).mask.c_str();
}
const char* cavra_finding_fingerprint(const cavra_findings* findings, size_t index) {
  return material_at(findings, index).fingerprint.c_str();
}
int cavra_finding_waived(const cavra_findings* findings, size_t index) {
  return material_at(findings, index).waived ? 1 : 0;
}
