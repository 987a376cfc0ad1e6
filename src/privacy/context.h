/// Everything that a scan needs and that does not change: rules, roster, waivers, key; and what a scan made of it.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cavra/policy.h"
#include "privacy/keyed_hash.h"
#include "privacy/receipt.h"
#include "privacy/roster.h"
#include "privacy/rule_set.h"
#include "privacy/scanner.h"
#include "privacy/waivers.h"

namespace cavra::privacy {

class Context {
 public:
  [[nodiscard]] static std::expected<std::shared_ptr<const Context>, Error> load(PolicyFiles files);
  /// See Policy::with_waivers().
  [[nodiscard]] std::expected<std::shared_ptr<const Context>, Error> with_waivers(const PolicyFile& waivers,
                                                                                  Time now) const;

  [[nodiscard]] const RuleSet& rules() const { return *rules_; }
  [[nodiscard]] const std::vector<PolicyFile>& rule_files() const { return files_.rules; }
  [[nodiscard]] bool has_key() const { return key_ != nullptr; }
  [[nodiscard]] const Waivers& waivers() const { return waivers_; }
  [[nodiscard]] const std::vector<std::string>& notices() const { return notices_; }
  [[nodiscard]] Scanner::Options scanner_options() const;
  /// The time that was set by hand, as it was written; empty: none was.
  [[nodiscard]] const std::string& now() const { return files_.now; }
  /// With the digests of the files. Error::cannot_read.
  [[nodiscard]] std::expected<Receipt, Error> receipt() const;

 private:
  [[nodiscard]] std::expected<void, Error> load_rules();
  [[nodiscard]] std::expected<void, Error> load_roster();
  [[nodiscard]] std::expected<void, Error> load_waivers();

  PolicyFiles files_;
  std::shared_ptr<const RuleSet> rules_;
  std::shared_ptr<const KeyedHash> key_;
  std::shared_ptr<const Roster> roster_;
  Waivers waivers_;
  std::vector<std::string> notices_;
};

struct Use {
  explicit Use(const Context& from) : context(&from), waivers(from.waivers()) {}
  const Context* context;
  Tally tally;
  WaiverRun waivers;
};

/// The code that a finding of a rule is reported under.
[[nodiscard]] Code code_of(const RuleSet& rules, std::uint16_t rule);

}  // namespace cavra::privacy
