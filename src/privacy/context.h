/// Everything that a scan needs and that does not change: rules, roster, key.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cavra/policy.h"
#include "privacy/keyed_hash.h"
#include "privacy/roster.h"
#include "privacy/rule_set.h"
#include "privacy/scanner.h"

namespace cavra::privacy {

class Context {
 public:
  [[nodiscard]] static std::expected<std::shared_ptr<const Context>, Error> load(PolicyFiles files);

  [[nodiscard]] const RuleSet& rules() const { return *rules_; }
  [[nodiscard]] const Roster* roster() const { return roster_ ? &*roster_ : nullptr; }
  [[nodiscard]] const std::vector<std::string>& notices() const { return notices_; }
  [[nodiscard]] Scanner::Options scanner_options() const;

 private:
  std::optional<RuleSet> rules_;
  std::optional<KeyedHash> key_;
  std::optional<Roster> roster_;
  std::vector<std::string> notices_;
};

/// The code that a finding of a rule is reported under.
[[nodiscard]] Code code_of(const RuleSet& rules, std::uint16_t rule);

}  // namespace cavra::privacy
