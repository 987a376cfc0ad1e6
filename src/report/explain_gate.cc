// Gates and checks in words, out of their definitions.
#include <algorithm>
#include <vector>

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

/// The code that a check of this kind blocks with when what it asks for is not there.
Code main_code(gate::Kind kind) {
  switch (kind) {
    case gate::Kind::schema:
      return Code::wrong_schema;
    case gate::Kind::mode:
      return Code::not_live;
    case gate::Kind::references:
    case gate::Kind::reference_groups:
    case gate::Kind::object:
      return Code::lacks;
    case gate::Kind::reference:
      return Code::not_a_reference;
    case gate::Kind::reference_list:
    case gate::Kind::texts:
      return Code::too_few;
    case gate::Kind::controls:
    case gate::Kind::flag:
    case gate::Kind::yes:
      return Code::not_true;
    case gate::Kind::records:
      return Code::lacks_record;
    case gate::Kind::text:
      return Code::too_short;
    case gate::Kind::one_of:
      return Code::not_one_of;
    case gate::Kind::result:
    case gate::Kind::results:
      return Code::upstream_not_ready;
    case gate::Kind::private_fields:
      return Code::private_field;
    case gate::Kind::id:
    case gate::Kind::integer:
    case gate::Kind::anything:
    case gate::Kind::ready_key:
      break;
  }
  return Code::wrong_type;
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
  out += "\nWhy      A check that blocks here blocks the packet, and with it every gate that is built from it.\n";
  out += "Mend     `cavra-seal check PACKET` says of each finding where it is and what to do.\n";
  out.append("Example  `cavra-seal build ").append(gate.slug).append(" --example` prints a packet.\n");
  return out.append("\n`cavra-seal explain CHECK` says what one of them asks for; `cavra-seal gates ")
      .append(gate.slug)
      .append("` prints the definition.\n");
}

std::string explain_check(const Catalogue& catalogue, std::string_view name) {
  const gate::Tables& tables = catalogue.tables();
  std::string out;
  std::vector<Code> codes;
  for (const gate::Gate& gate : tables.gates)
    for (const gate::Check& check : tables.checks_of(gate)) {
      if (check.name != name) continue;
      if (!out.empty()) out += "\n";
      out.append(gate.id).append(" ").append(gate.title).append(": ").append(name).append("\n");
      const gate::Shape& shape = tables.shapes[check.shape];
      append_lines(out, describe(tables, gate, shape));
      const Code code = main_code(shape.kind);
      if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
    }
  for (const Code code : codes) out.append("\n").append(why_and_how(explanation(code)));
  return out;
}

}  // namespace cavra::report
