// rules-embed OUT FILE...: turns rule files into the built-in rules: OUT/embedded.cc, and with hyperscan the databases
// OUT/words.hs and OUT/digits.hs that it includes.

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
#include "privacy/rule_file.h"
#include "privacy/tool/databases.h"

namespace {

using cavra::privacy::Allowlist;
using cavra::privacy::Clause;
using cavra::privacy::Literal;
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

std::string clauses(std::ostream& out, const std::string& name, std::span<const Clause> sets) {
  if (sets.empty()) return "{}";
  std::string table;
  for (std::size_t i = 0; i != sets.size(); ++i) {
    const std::string of = name + "_" + std::to_string(i);
    out << "constexpr Literal " << of << "[] = {";
    for (const Literal& text : sets[i]) {
      out << "{" << literal(text.text) << ", " << text.exact << ", " << text.edge_before << ", " << text.edge_after
          << "}, ";
    }
    out << "};\n";
    table += of + ", ";
  }
  out << "constexpr Clause " << name << "[] = {" << table << "};\n";
  return name;
}

void write_rule(std::ostream& out, std::ostream& table, const Rule& rule, const std::string& number) {
  table << "{" << literal(rule.id) << ", Category{" << static_cast<int>(rule.category) << "}, Severity{"
        << static_cast<int>(rule.severity) << "},\n " << literal(rule.description) << ", " << literal(rule.remedy)
        << ",\n " << literal(rule.regex) << ",\n " << list(out, "keywords_" + number, rule.keywords) << ", "
        << rule.digits << ", " << rule.group << ", " << rule.entropy << ", Check{" << static_cast<int>(rule.check)
        << "}, " << static_cast<int>(rule.kinds) << ", " << rule.joins << ", " << rule.reach << ", "
        << allowlists(out, "allowlists_" + number, rule.allowlists) << ", "
        << clauses(out, "clauses_" + number, rule.clauses) << ", " << rule.match_digits << ", " << rule.shortest
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

using cavra::privacy::CompiledDatabase;

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

void write_database(std::ostream& out, const std::string& name, const CompiledDatabase& database) {
  if (database.patterns.empty()) {
    out << "constexpr Database " << name << "_database;\n";
    return;
  }
  out << "constexpr Pattern " << name << "_patterns[] = {\n";
  for (const auto& pattern : database.patterns)
    out << "{" << pattern.first << "," << pattern.count << "," << pattern.size << "},";
  out << "};\nconstexpr Need " << name << "_needs[] = {\n";
  for (const auto& need : database.needs) {
    out << "{" << need.rule << "," << static_cast<int>(need.clause) << "," << need.edge_before << "," << need.edge_after
        << "},";
  }
  out << "};\nconst Database " << name << "_database = {{";
  if (!database.bytes.empty()) out << "cavra_embedded_" << name << ", " << database.bytes.size();
  out << "}, " << name << "_patterns, " << name << "_needs};\n";
}

void write_shapes(std::ostream& out, const cavra::privacy::CompiledShapes& shapes) {
  out << "constexpr std::uint32_t shapes_offsets[] = {";
  for (const std::uint32_t offset : shapes.offsets) out << offset << "u,";
  out << "};\nconst Shapes shapes_images = {{";
  if (!shapes.images.empty()) out << "cavra_embedded_shapes, " << shapes.images.size();
  out << "}, shapes_offsets};\n";
}

int embed(const std::string& folder, std::span<const Rule> rules, const std::string& digest) {
  const auto words = cavra::privacy::compile_database(rules, false);
  const auto digits = cavra::privacy::compile_database(rules, true);
  const auto shapes = cavra::privacy::compile_shapes(rules);
  if (!words || !digits) {
    std::fprintf(stderr, "rules-embed: %s\n", (words ? digits : words).error().c_str());
    return 1;
  }
  std::ofstream out(folder + "/embedded.cc");
  out << "#include \"privacy/embedded.h\"\n\n";
  write_bytes(out, folder, "words", words->bytes);
  write_bytes(out, folder, "digits", digits->bytes);
  write_bytes(out, folder, "shapes", shapes.images);
  out << "\nnamespace cavra::privacy::embedded {\nnamespace {\n";
  write_rules(out, rules);
  write_database(out, "words", *words);
  write_database(out, "digits", *digits);
  write_shapes(out, shapes);
  out << "}  // namespace\n\nstd::span<const Rule> rules() { return table; }\n"
      << "std::string_view digest() { return \"" << digest << "\"; }\n"
      << "const Database& words() { return words_database; }\n"
      << "const Database& digits() { return digits_database; }\n"
      << "const Shapes& shapes() { return shapes_images; }\n\n}  // namespace cavra::privacy::embedded\n";
  const auto left_out = std::count(shapes.offsets.begin(), shapes.offsets.end(), cavra::privacy::embedded::no_shape);
  std::printf("%zu regexes in %zu bytes; ", rules.size() - static_cast<std::size_t>(left_out), shapes.images.size());
  std::printf("%zu rules; %zu literals in %zu bytes for words, %zu in %zu with digits\n", rules.size(),
              words->patterns.size(), words->bytes.size(), digits->patterns.size(), digits->bytes.size());
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
