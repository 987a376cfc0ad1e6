/// From a TOML table to a Rule, for rule_file.cc.
#pragma once

#include <expected>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml.h"
#include "privacy/rule_file.h"

namespace cavra::privacy {

/// A field's name for a notice: as it is when it looks like one, else a word for it.
[[nodiscard]] std::string shown(std::string_view field);

/// A rule's id as it is kept: small letters, digits and hyphens.
[[nodiscard]] std::string to_slug(std::string_view id);

/// A rule's own examples, for verify_samples().
struct Samples {
  std::vector<std::string> match;
  std::vector<std::string> pass;
};

/// Reads one file's tables into its RuleFile. Every function that returns an Error is the last one called.
class RuleReader {
 public:
  RuleReader(RuleFile& file, RuleSource by) : file_(file), by_(by) {}

  [[nodiscard]] std::expected<Rule, Error> rule(const toml::table& table, Samples& samples);
  [[nodiscard]] std::expected<Allowlist, Error> allowlist(const toml::table& table, std::string_view of);
  /// Adds a list to rules that were read already, beside the lists they have.
  void add_allowlist(Rule& rule, const Allowlist& list);

  /// Fills in what is derived from the rule's regex.
  void derive(Rule& rule);

  /// Says once for the file that something in it has no effect.
  void notice(const std::string& what);

  [[nodiscard]] Error wrong(const toml::node& node, std::string what, std::string todo = {}) const;

  /// An array of strings; an empty one when `node` is null.
  [[nodiscard]] std::expected<std::vector<std::string>, Error> strings(const toml::node* node, const toml::node& parent,
                                                                       std::string_view name) const;

 private:
  [[nodiscard]] std::expected<std::string_view, Error> text(const toml::table& table, std::string_view name,
                                                            std::string_view of);
  [[nodiscard]] std::expected<void, Error> fields(const toml::table& table, Rule& rule, bool native);
  [[nodiscard]] std::expected<void, Error> words(const toml::table& table, Rule& rule);
  [[nodiscard]] std::expected<void, Error> numbers(const toml::table& table, Rule& rule);
  [[nodiscard]] std::expected<void, Error> choices(const toml::table& table, Rule& rule);
  [[nodiscard]] std::expected<void, Error> allowlists(const toml::table& table, Rule& rule);
  [[nodiscard]] std::expected<void, Error> read_samples(const toml::table& table, const Rule& rule,
                                                        Samples& samples) const;
  std::span<const std::string_view> keep(const std::vector<std::string>& values);

  RuleFile& file_;
  RuleSource by_;
  std::set<std::string> noticed_;
};

}  // namespace cavra::privacy
