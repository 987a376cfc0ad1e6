#include "privacy/rule_reader.h"

#include <algorithm>
#include <array>

#include "privacy/keyword_case.h"
#include "privacy/regex_facts.h"

namespace cavra::privacy {
namespace {

constexpr std::array<std::string_view, 17> rule_fields = {
    "id",    "category", "description", "remedy", "severity", "keywords",  "regex",      "secretGroup", "entropy",
    "check", "digits",   "kinds",       "joins",  "samples",  "allowlist", "allowlists", "reach"};

constexpr std::size_t longest_keyword = 48;

bool is_slug(std::string_view id) {
  const auto inner = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && id.size() <= 128 && id.front() != '-' && std::all_of(id.begin(), id.end(), inner);
}

}  // namespace

std::string to_slug(std::string_view id) {
  std::string slug;
  for (const char c : id) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    const bool inner = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
    if (inner)
      slug += small;
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  return slug;
}

std::string shown(std::string_view field) {
  constexpr std::size_t longest = 64;
  const bool plain = !field.empty() && field.size() <= longest && std::all_of(field.begin(), field.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
  });
  return plain ? std::string(field) : std::string("(unnamed)");
}

void RuleReader::notice(const std::string& what) {
  if (noticed_.insert(what).second) file_.notices.push_back(file_.source + ": " + what);
}

Error RuleReader::wrong(const toml::node& node, std::string what, std::string todo) const {
  const toml::source_position at = node.source().begin;
  return {Code::bad_definition, std::move(what), std::move(todo), file_.source, 0, at.line, at.column};
}

std::span<const std::string_view> RuleReader::keep(const std::vector<std::string>& values) {
  auto& list = file_.lists.emplace_back();
  for (const std::string& value : values) list.push_back(file_.texts.emplace_back(value));
  return list;
}

std::expected<std::vector<std::string>, Error> RuleReader::strings(const toml::node* node, const toml::node& parent,
                                                                   std::string_view name) const {
  std::vector<std::string> values;
  if (node == nullptr) return values;
  const toml::array* array = node->as_array();
  if (array == nullptr) return std::unexpected(wrong(parent, std::string(name) + " is not an array of strings"));
  for (const toml::node& element : *array) {
    const auto* value = element.as_string();
    if (value == nullptr) return std::unexpected(wrong(element, std::string(name) + " is not an array of strings"));
    values.push_back(value->get());
  }
  return values;
}

std::expected<std::string_view, Error> RuleReader::text(const toml::table& table, std::string_view name,
                                                        std::string_view of) {
  const toml::node* node = table.get(name);
  if (node == nullptr) return std::string_view();
  const auto* value = node->as_string();
  if (value == nullptr)
    return std::unexpected(wrong(*node, std::string(of) + ": " + std::string(name) + " is not a string"));
  return std::string_view(file_.texts.emplace_back(value->get()));
}

std::expected<void, Error> RuleReader::words(const toml::table& table, Rule& rule) {
  const std::string of = "rule " + std::string(rule.id);
  for (const auto& [field, name] :
       {std::pair{&Rule::description, "description"}, {&Rule::remedy, "remedy"}, {&Rule::regex, "regex"}}) {
    const auto value = text(table, name, of);
    if (!value) return std::unexpected(value.error());
    rule.*field = *value;
  }
  if (rule.regex.empty()) return std::unexpected(wrong(table, of + " has no regex"));
  auto keywords = strings(table.get("keywords"), table, of + ": keywords");
  if (!keywords) return std::unexpected(keywords.error());
  std::vector<std::string> cases;
  for (const std::string& keyword : *keywords) {
    if (keyword.empty() || keyword.size() > longest_keyword) {
      return std::unexpected(
          wrong(*table.get("keywords"), of + " has a keyword that is empty or longer than 48 bytes"));
    }
    for (std::string& one : keyword_cases(keyword))
      if (std::find(cases.begin(), cases.end(), one) == cases.end()) cases.push_back(std::move(one));
  }
  std::string row;
  for (const std::string& one : cases) row.append(1, static_cast<char>(one.size())).append(one);
  rule.keywords = Words(file_.texts.emplace_back(std::move(row)));
  if (rule.description.empty()) rule.description = rule.id;
  return {};
}

std::expected<void, Error> RuleReader::numbers(const toml::table& table, Rule& rule) {
  const std::string of = "rule " + std::string(rule.id) + ": ";
  if (const toml::node* node = table.get("secretGroup")) {
    const auto value = node->value<std::int64_t>();
    if (!value || *value < 0 || *value > 15)
      return std::unexpected(wrong(*node, of + "secretGroup is not a number from 0 to 15"));
    if (*value != 0) rule.group = static_cast<std::int32_t>(*value);
  }
  if (const toml::node* node = table.get("entropy")) {
    const auto value = node->value<double>();
    if (!value || *value < 0 || *value > 8)
      return std::unexpected(wrong(*node, of + "entropy is not a number from 0 to 8"));
    rule.entropy = *value;
  }
  if (const toml::node* node = table.get("digits")) {
    const auto value = node->value<std::int64_t>();
    if (!value || *value < 1 || *value > 64)
      return std::unexpected(wrong(*node, of + "digits is not a number from 1 to 64"));
    rule.digits = static_cast<std::uint32_t>(*value);
  }
  if (const toml::node* node = table.get("reach")) {
    const auto value = node->value<std::int64_t>();
    if (!value || *value < 1 || *value > Rule::far) {
      return std::unexpected(wrong(*node, of + "reach is not a number from 1 to " + std::to_string(Rule::far)));
    }
    rule.reach = *value <= Rule::near ? Rule::near : Rule::far;
  }
  rule.joins = rule.category != Category::raw_evidence;  // lists of words would look like rows and commands
  if (const toml::node* node = table.get("joins")) {
    const auto value = node->value_exact<bool>();
    if (!value) return std::unexpected(wrong(*node, of + "joins is not true or false"));
    rule.joins = *value;
  }
  return {};
}

std::expected<void, Error> RuleReader::choices(const toml::table& table, Rule& rule) {
  const std::string of = "rule " + std::string(rule.id) + ": ";
  if (const toml::node* node = table.get("category")) {
    const auto found = node->is_string() ? category(node->as_string()->get()) : std::nullopt;
    if (!found) return std::unexpected(wrong(*node, of + "its category is none of the eight", "see docs/rules.md"));
    rule.category = *found;
  }
  if (const toml::node* node = table.get("severity")) {
    const std::string value = node->value_or(std::string());
    if (value != "blocker" && value != "warn")
      return std::unexpected(wrong(*node, of + "severity is neither blocker nor warn"));
    rule.severity = value == "warn" ? Severity::warn : Severity::blocker;
  }
  if (const toml::node* node = table.get("check")) {
    const auto found = check(node->value_or(std::string()));
    if (!found) return std::unexpected(wrong(*node, of + "there is no such check", "docs/rules.md lists the checks"));
    rule.check = *found;
  }
  if (const toml::node* node = table.get("kinds")) {
    const auto kinds = strings(node, table, of + "kinds");
    if (!kinds) return std::unexpected(kinds.error());
    rule.kinds = 0;
    for (const std::string& kind : *kinds) {
      const unsigned bit = kind == "text" ? 1U : kind == "reference" ? 2U : kind == "key" ? 4U : 0U;
      if (bit == 0) return std::unexpected(wrong(*node, of + "kinds are text, reference and key"));
      rule.kinds = static_cast<std::uint8_t>(rule.kinds | bit);
    }
    if (rule.kinds == 0) return std::unexpected(wrong(*node, of + "kinds is empty"));
  }
  return {};
}

std::expected<Allowlist, Error> RuleReader::allowlist(const toml::table& table, std::string_view of) {
  Allowlist list;
  const std::string in = std::string(of) + ": ";
  const std::string condition = table["condition"].value_or(std::string("OR"));
  list.all = condition == "AND" || condition == "and" || condition == "&&";
  if (!list.all && condition != "OR" && condition != "or" && condition != "||") {
    return std::unexpected(wrong(*table.get("condition"), in + "condition is neither OR nor AND"));
  }
  const std::string target = table["regexTarget"].value_or(std::string("secret"));
  if (target == "match")
    list.target = Allowlist::Target::match;
  else if (target == "line")
    list.target = Allowlist::Target::line;
  else if (target != "secret" && !target.empty()) {
    return std::unexpected(wrong(*table.get("regexTarget"), in + "regexTarget is none of secret, match and line"));
  }
  for (const auto& [field, name] : {std::pair{&Allowlist::regexes, "regexes"}, {&Allowlist::stopwords, "stopwords"}}) {
    auto values = strings(table.get(name), table, in + name);
    if (!values) return std::unexpected(values.error());
    list.*field = keep(*values);
  }
  constexpr std::array<std::string_view, 6> known = {"description", "condition", "regexTarget",
                                                     "regexes",     "stopwords", "targetRules"};
  for (const auto& [key, node] : table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    if (by_ == RuleSource::builtin) return std::unexpected(wrong(node, in + "an allowlist has no such field"));
    notice("allowlists by " + shown(key.str()) + " have no effect");
    list.never = list.never || list.all;
  }
  return list;
}

void RuleReader::derive(Rule& rule) {
  RegexFacts facts = regex_facts(rule.regex);
  rule.match_digits = std::max(facts.digits, rule.digits);
  rule.match_separators = facts.separators;
  rule.match_colons = facts.colons;
  rule.packed_digits = facts.longest <= Rule::pack ? facts.digits : 0;
  rule.shortest = facts.shortest;
  if (!rule.keywords.empty()) {
    LiteralSet& keywords = facts.required.emplace_back();
    for (const std::string_view keyword : rule.keywords) keywords.push_back(to_literal(keyword));
  }
  const auto sets = telling_characters(facts.required, Rule::most_sets);
  std::copy(sets.begin(), sets.end(), rule.characters.begin());
  const LiteralSet chosen = worth_looking_for(std::move(facts.required));
  if (chosen.empty()) return;
  rule.has_literals = true;
  auto& literals = file_.literals.emplace_back();
  for (const LiteralText& text : chosen)
    literals.push_back({file_.texts.emplace_back(text.text), text.exact, text.edge_before, text.edge_after});
  rule.literals = literals;
}

void RuleReader::add_allowlist(Rule& rule, const Allowlist& list) {
  std::vector<Allowlist> lists(rule.allowlists.begin(), rule.allowlists.end());
  lists.push_back(list);
  rule.allowlists = file_.allowlists.emplace_back(std::move(lists));
}

std::expected<void, Error> RuleReader::allowlists(const toml::table& table, Rule& rule) {
  const std::string of = "rule " + std::string(rule.id);
  for (const char* name : {"allowlist", "allowlists"}) {
    const toml::node* node = table.get(name);
    if (node == nullptr) continue;
    std::vector<const toml::table*> lists;
    if (const toml::table* one = node->as_table()) lists.push_back(one);
    if (const toml::array* several = node->as_array()) {
      for (const toml::node& element : *several) lists.push_back(element.as_table());
    }
    for (const toml::table* entry : lists) {
      if (entry == nullptr) return std::unexpected(wrong(*node, of + ": an allowlist is a table"));
      const auto list = allowlist(*entry, of);
      if (!list) return std::unexpected(list.error());
      add_allowlist(rule, *list);
    }
  }
  return {};
}

std::expected<void, Error> RuleReader::read_samples(const toml::table& table, const Rule& rule,
                                                    Samples& samples) const {
  const std::string of = "rule " + std::string(rule.id) + ": ";
  const toml::node* node = table.get("samples");
  if (node == nullptr) return {};
  const toml::table* tables = node->as_table();
  if (tables == nullptr) return std::unexpected(wrong(*node, of + "samples is a table of match and pass"));
  for (const auto& [key, value] : *tables) {
    if (key.str() != "match" && key.str() != "pass")
      return std::unexpected(wrong(value, of + "samples is a table of match and pass"));
  }
  auto match = strings(tables->get("match"), *node, of + "samples.match");
  if (!match) return std::unexpected(match.error());
  auto pass = strings(tables->get("pass"), *node, of + "samples.pass");
  if (!pass) return std::unexpected(pass.error());
  samples = {std::move(*match), std::move(*pass)};
  return {};
}

std::expected<void, Error> RuleReader::fields(const toml::table& table, Rule& rule, bool native) {
  for (const auto& [key, node] : table) {
    if (std::find(rule_fields.begin(), rule_fields.end(), key.str()) != rule_fields.end()) continue;
    if (native)
      return std::unexpected(
          wrong(node, "rule " + std::string(rule.id) + " has a field that no rule has", "see docs/rules.md"));
    notice("the field " + shown(key.str()) + " of a rule has no effect");
  }
  for (const auto step : {&RuleReader::words, &RuleReader::choices, &RuleReader::numbers, &RuleReader::allowlists}) {
    if (auto done = (this->*step)(table, rule); !done) return done;
  }
  return {};
}

std::expected<Rule, Error> RuleReader::rule(const toml::table& table, Samples& samples) {
  Rule rule;
  const bool native = by_ == RuleSource::builtin || table.contains("category");
  const auto id = text(table, "id", "a rule");
  if (!id) return std::unexpected(id.error());
  rule.id = native || is_slug(*id) ? *id : std::string_view(file_.texts.emplace_back(to_slug(*id)));
  if (!is_slug(rule.id))
    return std::unexpected(wrong(table, "a rule's id is not of small letters, digits and hyphens"));
  if (!native) {
    rule.group = Rule::first_group;
    rule.reach = Rule::far;
  }
  if (auto done = fields(table, rule, native); !done) return std::unexpected(done.error());
  if (auto done = read_samples(table, rule, samples); !done) return std::unexpected(done.error());
  if (by_ == RuleSource::builtin && (!table.contains("category") || !table.contains("description") ||
                                     rule.remedy.empty() || samples.match.size() < 2 || samples.pass.size() < 2)) {
    return std::unexpected(
        wrong(table, "rule " + std::string(rule.id) +
                         " lacks one of category, description, remedy, two samples that match and two that pass"));
  }
  return rule;
}

}  // namespace cavra::privacy
