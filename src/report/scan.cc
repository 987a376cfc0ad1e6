#include "report/scan.h"

#include "base/utf8.h"
#include "json/write.h"

namespace cavra::report {
namespace {

void text(std::string& out, std::string_view key, std::string_view value) {
  out += key;
  json::append_string(out, value);
}

void append_span(std::string& out, const PrivateMaterial& material) {
  out.append(",\"start\":")
      .append(std::to_string(material.start))
      .append(",\"end\":")
      .append(std::to_string(material.end));
  out += ",\"layers\":[";
  for (std::size_t i = 0; i < material.layers.size(); ++i) text(out, i > 0 ? "," : "", material.layers[i]);
  text(out, "],\"mask\":", material.mask);
  if (material.fingerprint.empty())
    out += ",\"fingerprint\":null";
  else
    text(out, ",\"fingerprint\":", material.fingerprint);
  out.append(",\"waived\":").append(material.waived ? "true" : "false");
}

}  // namespace

void append_material(std::string& out, const PrivateMaterial& material) {
  text(out, ",\"rule\":", material.rule);
  text(out, ",\"category\":", material.category);
  append_span(out, material);
}

void append_scan_line(std::string& out, std::string_view file, const Finding& finding) {
  const PrivateMaterial& material = *finding.material;
  text(out, "{\"source\":", std::string(file) + ":" + std::to_string(finding.line));
  text(out, ",\"code\":", id(finding.code));
  text(out, ",\"rule\":", material.rule);
  text(out, ",\"category\":", material.category);
  text(out, ",\"pointer\":", finding.pointer);
  out.append(",\"line\":")
      .append(std::to_string(finding.line))
      .append(",\"column\":")
      .append(std::to_string(finding.column));
  append_span(out, material);
  out += "}\n";
}

void append_scan_text(std::string& out, std::string_view file, const Finding& finding) {
  const PrivateMaterial& material = *finding.material;
  out.append(printable(file))
      .append(":")
      .append(std::to_string(finding.line))
      .append(":")
      .append(std::to_string(finding.column));
  out.append("  ").append(id(finding.code)).append(material.waived ? "  waived: " : "  ").append(finding.message);
  if (!material.mask.empty()) out.append(" (").append(material.mask).append(")");
  for (std::size_t i = material.layers.size(); i-- > 0;)
    out.append(i + 1 == material.layers.size() ? ", under " : " in ").append(material.layers[i]);
  if (!finding.pointer.empty()) out.append(" at ").append(printable(finding.pointer));
  out.append("\n     help: ").append(finding.hint).append("\n");
}

}  // namespace cavra::report
