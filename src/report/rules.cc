#include "report/rules.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "privacy/context.h"
#include "report/explanations.h"

namespace cavra::report {
namespace {

const privacy::Rule* find(const Policy& policy, std::string_view id) {
  const auto rules = policy.context().rules().rules();
  const auto found =
      std::find_if(rules.begin(), rules.end(), [id](const privacy::Rule& rule) { return rule.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      out.append("\\u00").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
      continue;
    }
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

/// A regex as people write it, where TOML lets them.
std::string literal(std::string_view regex) {
  const bool plain = regex.find("'''") == std::string_view::npos && !regex.ends_with('\'') &&
                     quoted(regex).find("\\u00") == std::string::npos;
  return plain ? "'''" + std::string(regex) + "'''" : quoted(regex);
}

template <typename Texts, typename Write>
std::string list(const Texts& of, Write write) {
  std::string out;
  for (const std::string_view one : of) out += (out.empty() ? "" : ", ") + write(one);
  return "[" + out + "]";
}

std::string kinds(std::uint8_t bits) {
  std::vector<std::string_view> names;
  for (const auto& [bit, name] : {std::pair{1U, "text"}, {2U, "reference"}, {4U, "key"}})
    if ((bits & bit) != 0) names.emplace_back(name);
  return list(names, quoted);
}

void line(std::string& out, std::string_view key, const std::string& value) {
  out.append(key).append(12 - std::min<std::size_t>(key.size(), 11), ' ').append("= ").append(value).append("\n");
}

void append_allowlist(std::string& out, const privacy::Allowlist& of) {
  out += "\n[[rules.allowlists]]\n";
  if (of.all) line(out, "condition", quoted("AND"));
  if (of.target != privacy::Allowlist::Target::value)
    line(out, "regexTarget", quoted(of.target == privacy::Allowlist::Target::match ? "match" : "line"));
  if (!of.regexes.empty()) line(out, "regexes", list(of.regexes, literal));
  if (!of.stopwords.empty()) line(out, "stopwords", list(of.stopwords, quoted));
}

}  // namespace

std::string rule_table(const Policy& policy) {
  const auto rules = policy.context().rules().rules();
  std::size_t id = 4;
  std::size_t category = 8;
  for (const privacy::Rule& rule : rules) {
    id = std::max(id, rule.id.size());
    category = std::max(category, privacy::name(rule.category).size());
  }
  std::string out;
  const auto row = [&](std::string_view a, std::string_view b, std::string_view c) {
    out.append(a).append(id + 2 - a.size(), ' ').append(b).append(category + 2 - b.size(), ' ').append(c).append("\n");
  };
  row("rule", "category", "finds");
  for (const privacy::Rule& rule : rules) row(rule.id, privacy::name(rule.category), rule.description);
  return out;
}

std::string rule_toml(const Policy& policy, std::string_view id) {
  const privacy::Rule* rule = find(policy, id);
  if (rule == nullptr || rule->regex.empty()) return {};
  std::string out = "[[rules]]\n";
  line(out, "id", quoted(rule->id));
  const bool of_gitleaks = rule->group == privacy::Rule::first_group;
  if (!of_gitleaks) line(out, "category", quoted(privacy::name(rule->category)));
  line(out, "description", quoted(rule->description));
  line(out, "remedy", quoted(rule->remedy));
  line(out, "severity", quoted(privacy::name(rule->severity)));
  if (rule->kinds != privacy::Rule::all_kinds) line(out, "kinds", kinds(rule->kinds));
  if (rule->joins == (rule->category == privacy::Category::raw_evidence))
    line(out, "joins", rule->joins ? "true" : "false");
  if (!rule->keywords.empty()) line(out, "keywords", list(rule->keywords, quoted));
  if (rule->digits > 0) line(out, "digits", std::to_string(rule->digits));
  if (rule->reach > privacy::Rule::near) line(out, "reach", std::to_string(rule->reach));
  line(out, "regex", literal(rule->regex));
  if (rule->group > 0) line(out, "secretGroup", std::to_string(rule->group));
  if (rule->entropy > 0) line(out, "entropy", std::to_string(rule->entropy));
  if (rule->check != privacy::Check::none) line(out, "check", quoted(privacy::name(rule->check)));
  for (const privacy::Allowlist& allowlist : rule->allowlists)
    if (!allowlist.never) append_allowlist(out, allowlist);
  return out;
}

std::string explain_rule(const Policy& policy, std::string_view id) {
  const privacy::Rule* rule = find(policy, id);
  if (rule == nullptr) return {};
  std::string out = std::string(rule->id) + "  finds " + std::string(rule->description) + "\n\n";
  const auto rules = policy.context().rules().rules();
  const Code code = privacy::code_of(policy.context().rules(), static_cast<std::uint16_t>(rule - rules.data()));
  out.append("Category ").append(privacy::name(rule->category)).append(" (").append(cavra::id(code)).append(")\n");
  const Explanation& explained = explanation(code);
  out.append("Why      ").append(explained.why).append("\n");
  out.append("Mend     ").append(rule->remedy).append("\n");
  out.append("Example  ").append(explained.example).append("\n");
  out.append("Waiver   ")
      .append(privacy::can_be_waived(*rule) ? "possible: docs/rules.md shows how" : "none")
      .append("\n");
  return out;
}

}  // namespace cavra::report
