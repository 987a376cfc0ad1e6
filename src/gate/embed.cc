// cavra-embed-gates OUTPUT.cc DEFINITION.toml...: compiles definitions at build time and writes their tables as C++.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "gate/compile.h"
#include "gate/definition.h"

namespace cavra::gate {
namespace {

/// A C++ string literal of any bytes, in pieces that compilers take.
std::string literal(std::string_view text) {
  std::string out = "\"";
  std::size_t in_piece = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (++in_piece > 200 && c == '\n') {
      out += "\\n\"\n\"";
      in_piece = 0;
    } else if (c == '"' || c == '\\') {
      out += std::string("\\") + c;
    } else if (byte < 0x20 || byte >= 0x7F) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\%03o", static_cast<unsigned>(byte));
      out += escaped;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string text(std::string_view value) {
  return "std::string_view(" + literal(value) + ", " + std::to_string(value.size()) + ")";
}
std::string number(std::size_t value) { return std::to_string(value); }
std::string range(Range r) { return "{" + number(r.first) + ", " + number(r.count) + "}"; }
std::string owner(Owner o) { return "{" + number(o.object) + ", " + number(o.member) + "}"; }
std::string flag(bool value) { return value ? "true" : "false"; }

template <typename T, typename Print>
void array(std::ostream& out, std::string_view type, std::string_view name, std::span<const T> values, Print print) {
  if (values.empty()) {
    out << "constexpr std::span<const " << type << "> " << name << ";\n";
    return;
  }
  out << "constexpr " << type << " " << name << "[] = {\n";
  for (const T& value : values) out << "  " << print(value) << ",\n";
  out << "};\n";
}

void write(std::ostream& out, const Tables& t) {
  out << "// Written by cavra-embed-gates from gates/*.toml.\n#include \"gate/tables.h\"\n\n"
         "namespace cavra::gate {\nnamespace {\n\n";
  array(out, "std::string_view", "names", t.names.names, text);
  array(out, "NameId", "slots", t.names.slots, [](NameId id) { return number(id); });
  array(out, "std::uint8_t", "suspect", t.suspect, [](std::uint8_t id) { return number(id); });
  array(out, "NameId", "name_pool", t.name_pool, [](NameId id) { return number(id); });
  array(out, "Owner", "owners", t.owners, owner);
  array(out, "Member", "members", t.members,
        [](const Member& m) { return "{" + number(m.name) + ", " + number(m.shape) + ", " + flag(m.optional) + "}"; });
  array(out, "Shape", "shapes", t.shapes, [](const Shape& s) {
    return "{Kind{" + number(static_cast<std::size_t>(s.kind)) + "}, " + flag(s.closed) + ", " + flag(s.only_required) +
           ", " + number(s.id) + ", " + number(s.least) + ", " + number(s.length) + ", " + number(s.gate) + ", " +
           range(s.names) + ", " + range(s.warn) + ", " + range(s.owners) + ", " + range(s.members) + ", " +
           range(s.gates) + "}";
  });
  array(out, "Check", "checks", t.checks, [](const Check& c) {
    return "{" + text(c.name) + ", " + number(c.field) + ", " + number(c.shape) + ", " + owner(c.owner) + ", " +
           text(c.passed) + ", " + text(c.passed_json) + "}";
  });
  array(out, "Repeat", "repeats", t.repeats,
        [](const Repeat& r) { return "{" + number(r.name) + ", " + text(r.otherwise) + "}"; });
  array(out, "Gate", "gates", t.gates, [](const Gate& g) {
    return "{" + text(g.id) + ", " + text(g.slug) + ", " + text(g.title) + ", " + text(g.packet) + ", " +
           text(g.result) + ", " + number(g.packet_name) + ", " + number(g.result_name) + ", " + number(g.ready) +
           ", " + range(g.checks) + ", " + range(g.fields) + ", " + range(g.additional) + ", " + range(g.repeats) +
           ", " + range(g.result_keys) + ", " + range(g.customer) + ", " + range(g.upstream) + ", " +
           number(g.upstream_field) + ", " + owner(g.upstream_control) + ", " + text(g.example) + ", " +
           text(g.source) + "}";
  });
  out << "\nconstexpr Tables tables = {{names, slots}, suspect, name_pool, owners, members, shapes, checks, repeats, "
         "gates};\n\n"
         "}  // namespace\n\nconst Tables& builtin_tables() { return tables; }\n\n}  // namespace cavra::gate\n";
}

std::expected<std::vector<GateDefinition>, Error> load_all(int count, char** files) {
  std::vector<GateDefinition> definitions;
  for (int i = 0; i < count; ++i) {
    std::ifstream in(files[i], std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    auto definition = load_definition(bytes.str(), files[i]);
    if (!definition) return std::unexpected(definition.error());
    definitions.push_back(std::move(*definition));
  }
  // The order of the chain: R7.9 before R7.10.
  std::sort(definitions.begin(), definitions.end(), [](const GateDefinition& a, const GateDefinition& b) {
    return a.id.size() != b.id.size() ? a.id.size() < b.id.size() : a.id < b.id;
  });
  return definitions;
}

}  // namespace
}  // namespace cavra::gate

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: cavra-embed-gates OUTPUT.cc DEFINITION.toml...\n";
    return 2;
  }
  const auto definitions = cavra::gate::load_all(argc - 2, argv + 2);
  if (!definitions) {
    std::cerr << cavra::to_text(definitions.error()) << '\n';
    return 1;
  }
  const auto compiled = cavra::gate::compile(*definitions);
  if (!compiled) {
    std::cerr << cavra::to_text(compiled.error()) << '\n';
    return 1;
  }
  std::ofstream out(argv[1], std::ios::binary);
  cavra::gate::write(out, compiled->tables());
  out.close();
  return out ? 0 : 1;
}
