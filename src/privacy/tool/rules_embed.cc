// rules-embed OUT FILE...: turns rule files into the built-in rules: OUT/embedded.cc, and with hyperscan the databases
// OUT/shapes.hs that it includes.

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "base/hex.h"
#include "crypto/digest.h"
#include "privacy/literal_filter.h"
#include "privacy/rule_file.h"
#include "privacy/tool/databases.h"

namespace {

using cavra::privacy::Allowlist;
using cavra::privacy::Characters;
using cavra::privacy::LiteralTables;
using cavra::privacy::Rule;

/// A C++ literal of any bytes.
std::string literal(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == '?') {
      quoted += '\\';
      quoted += c;
    } else if (byte >= 0x20 && byte < 0x7F) {
      quoted += c;
    } else {
      std::array<char, 8> octal{};
      std::snprintf(octal.data(), octal.size(), "\\%03o", static_cast<unsigned>(byte));
      quoted += octal.data();
    }
  }
  return quoted + "\"";
}

std::string list(std::ostream& out, const std::string& name, std::span<const std::string_view> texts) {
  if (texts.empty()) return "{}";
  out << "constexpr std::string_view " << name << "[] = {";
  for (const std::string_view text : texts) out << literal(text) << ", ";
  out << "};\n";
  return name;
}

std::string words(const cavra::privacy::Words& words) {
  return words.empty()
             ? "{}"
             : "Words(std::string_view(" + literal(words.row()) + ", " + std::to_string(words.row().size()) + "))";
}

std::string allowlists(std::ostream& out, const std::string& name, std::span<const Allowlist> lists) {
  if (lists.empty()) return "{}";
  std::ostringstream table;
  for (std::size_t i = 0; i != lists.size(); ++i) {
    const std::string of = name + "_" + std::to_string(i);
    table << "{Allowlist::Target{" << static_cast<int>(lists[i].target) << "}, " << lists[i].all << ", "
          << lists[i].never << ", " << list(out, of + "_regexes", lists[i].regexes) << ", "
          << list(out, of + "_stopwords", lists[i].stopwords) << "},\n";
  }
  out << "constexpr Allowlist " << name << "[] = {\n" << table.str() << "};\n";
  return name;
}

std::string characters(std::span<const Characters> sets) {
  std::string list;
  for (const Characters& set : sets)
    list += "Characters{{" + std::to_string(set.bits[0]) + "u, " + std::to_string(set.bits[1]) + "u}}, ";
  return "{{" + list + "}}";
}

void write_rule(std::ostream& out, std::ostream& table, const Rule& rule, const std::string& number) {
  table << "{" << literal(rule.id) << ", Category{" << static_cast<int>(rule.category) << "}, Severity{"
        << static_cast<int>(rule.severity) << "},\n " << literal(rule.description) << ", " << literal(rule.remedy)
        << ",\n " << literal(rule.regex) << ",\n " << words(rule.keywords) << ", " << rule.digits << ", " << rule.group
        << ", " << rule.entropy << ", Check{" << static_cast<int>(rule.check) << "}, " << static_cast<int>(rule.kinds)
        << ", " << rule.joins << ", " << rule.reach << ", " << allowlists(out, "allowlists_" + number, rule.allowlists)
        << ", " << rule.has_literals << ", {}, " << characters(rule.characters) << ", " << rule.match_digits << ", "
        << rule.match_separators << ", " << rule.match_colons << ", " << rule.packed_digits << ", " << rule.shortest
        << "},\n";
}

void write_rules(std::ostream& out, std::span<const Rule> rules) {
  if (rules.empty()) {
    out << "constexpr std::span<const Rule> table;\n";
    return;
  }
  std::ostringstream table;
  for (std::size_t i = 0; i != rules.size(); ++i) write_rule(out, table, rules[i], std::to_string(i));
  out << "constexpr Rule table[] = {\n" << table.str() << "};\n";
}

void write_bytes(std::ostream& out, const std::string& folder, const std::string& name,
                 const std::vector<char>& bytes) {
  if (bytes.empty()) return;
  const std::string path = folder + "/" + name + ".hs";
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const std::string symbol = "cavra_embedded_" + name;
  out << "__asm__(\".pushsection .rodata\\n.balign 64\\n.hidden " << symbol << "\\n.global " << symbol << "\\n"
      << symbol << ":\\n.incbin \\\"" << path << "\\\"\\n.popsection\\n\");\n"
      << "extern \"C\" const char " << symbol << "[];\n";
}

template <class Number>
void write_numbers(std::ostream& out, const std::string& type, const std::string& name,
                   std::span<const Number> numbers) {
  if (numbers.empty()) {
    out << "constexpr std::span<const " << type << "> " << name << ";\n";
    return;
  }
  out << "constexpr " << type << " " << name << "[] = {";
  for (const Number number : numbers) out << +number << "u,";
  out << "};\n";
}

void write_literals(std::ostream& out, const LiteralTables& tables) {
  write_numbers(out, "std::uint8_t", "literal_twos", tables.twos);
  write_numbers(out, "std::uint8_t", "literal_threes", tables.threes);
  write_numbers(out, "std::uint8_t", "literal_fours", tables.fours);
  write_numbers(out, "std::uint64_t", "literal_wholes", tables.wholes);
  write_numbers(out, "std::uint32_t", "literal_buckets", tables.buckets);
  out << "constexpr LiteralTables::Entry literal_entries[] = {\n";
  for (const LiteralTables::Entry& entry : tables.entries) {
    out << "{" << entry.gram << "u," << entry.text << "," << entry.rule << "," << +entry.size << "," << +entry.at << ","
        << +entry.length << ",LiteralTables::Place{" << +entry.place << "}," << entry.exact << "," << entry.verbatim
        << "," << entry.edge_before << "," << entry.edge_after << "},\n";
  }
  out << "};\nconst LiteralTables literal_tables = {literal_twos, literal_threes, literal_fours, literal_wholes,\n"
      << "literal_buckets, literal_entries,\n"
      << "std::string_view(" << literal(tables.texts) << ", " << tables.texts.size() << ")};\n";
}

void write_shapes(std::ostream& out, const cavra::privacy::CompiledShapes& shapes) {
  out << "constexpr std::uint32_t shapes_offsets[] = {";
  for (const std::uint32_t offset : shapes.offsets) out << offset << "u,";
  out << "};\n";
  write_numbers<std::uint8_t>(out, "std::uint8_t", "shapes_blind", shapes.blind);
  out << "const Shapes shapes_images = {{";
  if (!shapes.images.empty()) out << "cavra_embedded_shapes, " << shapes.images.size();
  out << "}, shapes_offsets, shapes_blind};\n";
}

int embed(const std::string& folder, std::span<const Rule> rules, const std::string& digest) {
  const cavra::privacy::OwnLiteralTables tables(rules);
  const LiteralTables literals = tables.view();
  const auto shapes = cavra::privacy::compile_shapes(rules);
  std::ofstream out(folder + "/embedded.cc");
  out << "#include \"privacy/embedded.h\"\n\n";
  write_bytes(out, folder, "shapes", shapes.images);
  out << "\nnamespace cavra::privacy::embedded {\nnamespace {\n";
  write_rules(out, rules);
  write_literals(out, literals);
  write_shapes(out, shapes);
  out << "}  // namespace\n\nstd::span<const Rule> rules() { return table; }\n"
      << "std::string_view digest() { return \"" << digest << "\"; }\n"
      << "const LiteralTables& literals() { return literal_tables; }\n"
      << "const Shapes& shapes() { return shapes_images; }\n\n}  // namespace cavra::privacy::embedded\n";
  const auto left_out = std::count(shapes.offsets.begin(), shapes.offsets.end(), cavra::privacy::embedded::no_shape);
  const auto blind = std::count(shapes.blind.begin(), shapes.blind.end(), 1);
  std::printf("%zu rules; %zu literals; %zu regexes in %zu bytes, %zu of them blind to digits\n", rules.size(),
              literals.entries.size(), rules.size() - static_cast<std::size_t>(left_out), shapes.images.size(),
              static_cast<std::size_t>(blind));
  return out.flush() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  std::vector<std::string> paths(arguments + 2, arguments + count);
  std::sort(paths.begin(), paths.end());
  std::vector<cavra::privacy::RuleFile> files;
  std::vector<Rule> rules;
  std::string all;
  for (const std::string& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    auto file = cavra::privacy::read_rule_file(bytes, path, cavra::privacy::RuleSource::builtin);
    if (!stream || !file) {
      std::fprintf(stderr, "%s\n", stream ? cavra::to_text(file.error()).c_str() : path.c_str());
      return 1;
    }
    all += bytes;
    files.push_back(std::move(*file));
    for (const Rule& rule : files.back().rules) {
      if (std::any_of(rules.begin(), rules.end(), [&](const Rule& other) { return other.id == rule.id; })) {
        std::fprintf(stderr, "%s: rule %s is defined already\n", path.c_str(), std::string(rule.id).c_str());
        return 1;
      }
      rules.push_back(rule);
    }
  }
  return embed(arguments[1], rules, cavra::to_hex(cavra::crypto::sha256(all)));
}
