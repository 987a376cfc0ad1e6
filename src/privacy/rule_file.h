/// Rule files: TOML in the project's own form, or a gitleaks configuration.
///
///     auto file = read_rule_file(bytes, "our-rules.toml", RuleSource::user);
///     if (!file) return file.error();          // "our-rules.toml:12:1: rule acme-id: ..."
///     for (const std::string& notice : file->notices) print(notice);
///
/// A rule without `category` is a gitleaks rule: it is a `secret`, the first group that is not empty is its value, and
/// fields that mean nothing here give one notice for the whole file. Any other rule with an unknown field is refused.
/// Every rule's samples are tried while loading, and a rule that fails them is refused.
#pragma once

#include <deque>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/error.h"
#include "privacy/rule.h"

namespace cavra::privacy {

/// Who wrote a rule file. The built-in rules must say everything: category, description, remedy and two samples of
/// each.
enum class RuleSource : std::uint8_t { builtin, user };

struct RuleFile {
  std::vector<Rule> rules;           ///< views into the members below
  std::vector<std::uint32_t> lines;  ///< where each begins
  std::vector<std::string> notices;  ///< what is not supported, one clause each, with the file's name
  std::string source;

  std::deque<std::string> texts;
  std::deque<std::vector<std::string_view>> lists;
  std::deque<std::vector<Allowlist>> allowlists;
  std::deque<std::vector<Literal>> literals;

  RuleFile() = default;
  RuleFile(RuleFile&&) noexcept = default;
  RuleFile& operator=(RuleFile&&) noexcept = default;
};

/// Code::bad_definition for what cannot be read as rules, Code::bad_samples for a rule that fails its own samples.
[[nodiscard]] std::expected<RuleFile, Error> read_rule_file(std::string_view bytes, std::string source, RuleSource by);

}  // namespace cavra::privacy
