// Gates and checks in words, out of their definitions.
#include <algorithm>

#include "gate/tables.h"
#include "report/describe.h"
#include "report/explanations.h"
#include "report/wrap.h"

namespace cavra::report {
namespace {

const gate::Gate* compiled(const Catalogue& catalogue, const GateInfo& info) {
  for (const gate::Gate& gate : catalogue.tables().gates)
    if (gate.id == info.id) return &gate;
  return nullptr;
}

/// Lines of words, indented, and broken where they do not fit.
void append_lines(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t deeper = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t indent = 2 + deeper;
    out.append(indent, ' ');
    append_wrapped(out, line.substr(deeper), indent, indent + 2);
    out += "\n";
  }
}

}  // namespace

std::string explain_gate(const Catalogue& catalogue, const GateInfo& info) {
  const gate::Tables& tables = catalogue.tables();
  const gate::Gate& gate = *compiled(catalogue, info);
  std::string out = std::string(gate.id) + "  " + std::string(gate.title) + "\n\n";
  out.append("slug       ")
      .append(gate.slug)
      .append("\npacket     ")
      .append(gate.packet)
      .append("\nresult     ")
      .append(gate.result);
  out.append("\nready key  ").append(tables.spell(gate.ready));
  if (gate.upstream.count > 0) {
    out += "\nbuilt from";
    for (const gate::NameId index : tables.list(gate.upstream)) out.append(" ").append(tables.gates[index].id);
  }
  out += "\n\nChecks, in order:\n";
  for (const gate::Check& check : tables.checks_of(gate)) out.append("  ").append(check.name).append("\n");
  return out.append("\n`cavra-seal explain CHECK` says what one of them asks for; `cavra-seal gates ")
      .append(gate.slug)
      .append("` prints the definition.\n");
}

std::string explain_check(const Catalogue& catalogue, std::string_view name) {
  const gate::Tables& tables = catalogue.tables();
  std::string out;
  for (const gate::Gate& gate : tables.gates)
    for (const gate::Check& check : tables.checks_of(gate)) {
      if (check.name != name) continue;
      if (!out.empty()) out += "\n";
      out.append(gate.id).append(" ").append(gate.title).append(": ").append(name).append("\n");
      append_lines(out, describe(tables, gate, tables.shapes[check.shape]));
    }
  return out;
}

}  // namespace cavra::report
