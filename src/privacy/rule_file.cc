#include "privacy/rule_file.h"

#include <algorithm>
#include <utility>

#include "privacy/pattern.h"
#include "privacy/rule_reader.h"

namespace cavra::privacy {
namespace {

std::expected<void, Error> verify_samples(const RuleReader& reader, const toml::node& node, const Rule& rule,
                                          const Samples& samples) {
  const std::string of = "rule " + std::string(rule.id) + ": ";
  if (const auto checked = Pattern::check(rule); !checked)
    return std::unexpected(reader.wrong(node, of + checked.error()));
  const Pattern pattern(rule);
  const auto finds = [&](const std::string& sample) {
    std::vector<Match> matches;
    if (has_context(rule, sample)) pattern.find(rule, sample, {0, sample.size()}, sample.size(), matches);
    return !matches.empty();
  };
  const auto failed = [&](const std::string& what, std::size_t number) {
    Error error = reader.wrong(node, of + "sample " + std::to_string(number + 1) + what);
    error.code = Code::bad_samples;
    return std::unexpected(std::move(error));
  };
  for (std::size_t i = 0; i != samples.match.size(); ++i) {
    if (!finds(samples.match[i])) return failed(" of match does not match", i);
  }
  for (std::size_t i = 0; i != samples.pass.size(); ++i) {
    if (finds(samples.pass[i])) return failed(" of pass matches", i);
  }
  return {};
}

/// The tables of [[name]] or [name].
std::expected<std::vector<const toml::table*>, Error> tables(const RuleReader& reader, const toml::table& root,
                                                             std::string_view name) {
  std::vector<const toml::table*> found;
  const toml::node* node = root.get(name);
  if (node == nullptr) return found;
  if (const toml::table* one = node->as_table()) found.push_back(one);
  const toml::array* several = node->as_array();
  if (several != nullptr) {
    for (const toml::node& element : *several) found.push_back(element.as_table());
  }
  if ((found.empty() && several == nullptr) || std::find(found.begin(), found.end(), nullptr) != found.end()) {
    return std::unexpected(reader.wrong(*node, std::string(name) + " is not an array of tables"));
  }
  return found;
}

/// gitleaks' lists for a whole file: they govern the rules of this file alone.
std::expected<void, Error> read_global_allowlists(RuleReader& reader, const toml::table& root, RuleFile& file) {
  for (const char* name : {"allowlist", "allowlists"}) {
    const auto entries = tables(reader, root, name);
    if (!entries) return std::unexpected(entries.error());
    for (const toml::table* entry : *entries) {
      const auto list = reader.allowlist(*entry, name);
      if (!list) return std::unexpected(list.error());
      const auto targets = reader.strings(entry->get("targetRules"), *entry, "targetRules");
      if (!targets) return std::unexpected(targets.error());
      const auto names = [](const std::string& target, const Rule& rule) {
        return target == rule.id || to_slug(target) == rule.id;
      };
      for (Rule& rule : file.rules) {
        const bool meant = targets->empty() || std::any_of(targets->begin(), targets->end(),
                                                           [&](const auto& target) { return names(target, rule); });
        if (meant) reader.add_allowlist(rule, *list);
      }
      for (const std::string& target : *targets) {
        const auto named = [&](const Rule& rule) { return names(target, rule); };
        if (std::none_of(file.rules.begin(), file.rules.end(), named))
          reader.notice("an allowlist for a rule that this file does not have has no effect");
      }
    }
  }
  return {};
}

void notice_unsupported(RuleReader& reader, const toml::table& root) {
  if (const toml::table* extend = root["extend"].as_table()) {
    for (const auto& [key, node] : *extend) {
      const std::string name = "extend." + shown(key.str());
      if (key.str() == "useDefault")
        reader.notice(name + " has no effect: the built-in rules are always in force");
      else if (key.str() == "disabledRules")
        reader.notice(name + " has no effect: rule files only add");
      else
        reader.notice(name + " has no effect: give each file by itself");
    }
  }
  constexpr std::string_view known[] = {"rules", "allowlist",   "allowlists", "extend",
                                        "title", "description", "minVersion"};
  for (const auto& [key, node] : root) {
    if (std::find(std::begin(known), std::end(known), key.str()) == std::end(known)) {
      reader.notice("the field " + shown(key.str()) + " has no effect");
    }
  }
}

std::expected<void, Error> read_rules(RuleReader& reader, const toml::table& root, RuleSource by, RuleFile& file) {
  const auto entries = tables(reader, root, "rules");
  if (!entries) return std::unexpected(entries.error());
  for (const toml::table* entry : *entries) {
    if (by == RuleSource::user && !entry->contains("regex") && entry->contains("path")) {
      reader.notice("rules by path alone have no effect");
      continue;
    }
    Samples samples;
    auto rule = reader.rule(*entry, samples);
    if (!rule) return std::unexpected(rule.error());
    const auto same = [&](const Rule& other) { return other.id == rule->id; };
    if (std::any_of(file.rules.begin(), file.rules.end(), same)) {
      return std::unexpected(reader.wrong(*entry, "rule " + std::string(rule->id) + " is there twice"));
    }
    if (auto verified = verify_samples(reader, *entry, *rule, samples); !verified) return verified;
    reader.derive(*rule);
    file.lines.push_back(entry->source().begin.line);
    file.rules.push_back(*rule);
  }
  return {};
}

}  // namespace

std::expected<RuleFile, Error> read_rule_file(std::string_view bytes, std::string source, RuleSource by) {
  RuleFile file;
  file.source = std::move(source);
  const auto read = read_toml(bytes);
  if (!read) {
    const TomlError& error = read.error();
    return std::unexpected(Error{Code::bad_definition, error.what, "write it as docs/rules.md shows", file.source, 0,
                                 error.line, error.column});
  }
  const toml::table& root = *read;
  RuleReader reader(file, by);
  if (auto done = read_rules(reader, root, by, file); !done) return std::unexpected(done.error());
  if (auto done = read_global_allowlists(reader, root, file); !done) return std::unexpected(done.error());
  for (const Rule& rule : file.rules) {  // the lists of the whole file have regexes, too
    if (const auto checked = Pattern::check(rule); !checked) {
      return std::unexpected(reader.wrong(root, "rule " + std::string(rule.id) + ": " + checked.error()));
    }
  }
  notice_unsupported(reader, root);
  return file;
}

}  // namespace cavra::privacy
