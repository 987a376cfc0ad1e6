#include "report/rules.h"

#include <algorithm>

#include "privacy/context.h"

namespace cavra::report {
namespace {

const privacy::Rule* find(const Policy& policy, std::string_view id) {
  const auto rules = policy.context().rules().rules();
  const auto found = std::find_if(rules.begin(), rules.end(), [id](const privacy::Rule& rule) { return rule.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

void line(std::string& out, std::string_view key, const std::string& value) {
  out.append(key).append(12 - std::min<std::size_t>(key.size(), 11), ' ').append("= ").append(value).append("\n");
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
  line(out, "category", quoted(privacy::name(rule->category)));
  line(out, "description", quoted(rule->description));
  line(out, "remedy", quoted(rule->remedy));
  line(out, "severity", quoted(privacy::name(rule->severity)));
  if (!rule->keywords.empty()) {
    std::string keywords;
    for (const std::string_view keyword : rule->keywords) keywords += (keywords.empty() ? "" : ", ") + quoted(keyword);
    line(out, "keywords", "[" + keywords + "]");
  }
  line(out, "regex", "'''" + std::string(rule->regex) + "'''");
  if (rule->group > 0) line(out, "secretGroup", std::to_string(rule->group));
  if (rule->entropy > 0) line(out, "entropy", std::to_string(rule->entropy));
  return out;
}

std::string explain_rule(const Policy& policy, std::string_view id) {
  const privacy::Rule* rule = find(policy, id);
  if (rule == nullptr) return {};
  std::string out = std::string(rule->id) + "  finds " + std::string(rule->description) + "\n\n";
  const auto rules = policy.context().rules().rules();
  const Code code = privacy::code_of(policy.context().rules(), static_cast<std::uint16_t>(rule - rules.data()));
  out.append("Category ").append(privacy::name(rule->category)).append(" (").append(cavra::id(code)).append(")\n");
  out.append("Mend     ").append(rule->remedy).append("\n");
  out.append("Waiver   ").append(privacy::can_be_waived(*rule) ? "possible: docs/rules.md shows how" : "none").append("\n");
  return out;
}

}  // namespace cavra::report
