/// Waivers: findings that someone answers for.
///
///     auto waivers = Waivers::read(bytes, "waivers.toml", *rules, {.now = now, .has_key = true});
///     for (const std::string& problem : waivers->problems()) print(problem);   // expired, malformed, refused
///     WaiverRun run(*waivers);
///     if (run.waives(finding_rule, "R7.10", "/summary", finding.fingerprint)) ...
///     for (const std::string& unused : run.unmatched()) print(unused);
///
///     [[waivers]]
///     rule        = "phone-international"
///     gate        = "R7.10"
///     pointer     = "/completion_statement"
///     fingerprint = "hmac-sha256:4d5f..."
///     reason      = "the public hotline"
///     approver    = "evidence://owner/privacy"
///     expires     = 2026-12-31              # through that day in UTC; or a date and time
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "cavra/error.h"
#include "privacy/keyed_hash.h"
#include "privacy/rule_set.h"

namespace cavra::privacy {

struct Waiver {
  std::string rule;
  std::string gate;
  std::string pointer;
  Digest fingerprint{};
  std::string reason;
  std::string approver;
  Time expires;  ///< it waives before this
  std::uint32_t line = 0;
};

/// "hmac-sha256:" and small hexadecimal digits, as findings show it.
[[nodiscard]] std::string fingerprint_text(const Digest& fingerprint);

/// Whether findings of a rule can be waived: not those of secrets and disguises, nor scan-incomplete.
[[nodiscard]] bool can_be_waived(const Rule& rule);

/// What is in force of a waiver file. Immutable.
class Waivers {
 public:
  struct Options {
    Time now;
    bool has_key = false;   ///< without one no waiver is in force: they all go by fingerprints
    bool by_place = false;  ///< but those of values that are known by other means, which then go by their places alone
  };
  /// Code::bad_definition for what is not TOML. A waiver that is wrong or expired is a problem and not in force.
  [[nodiscard]] static std::expected<Waivers, Error> read(std::string_view bytes, std::string source,
                                                          const RuleSet& rules, Options options);

  Waivers() = default;  ///< none

  [[nodiscard]] const std::vector<Waiver>& in_force() const { return in_force_; }
  /// The index of the first in force for a finding of that rule with that fingerprint, or nothing.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view rule, std::string_view gate, std::string_view pointer,
                                                const std::optional<Digest>& fingerprint) const;
  /// A clause each, with file and line.
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }
  [[nodiscard]] const std::string& source() const { return source_; }

 private:
  std::string source_;
  bool by_place_ = false;
  std::vector<Waiver> in_force_;
  std::vector<std::size_t> sorted_;  // indexes into in_force_, by what findings are found by
  std::vector<std::string> problems_;
};

/// One run's use of waivers, which must outlive it.
class WaiverRun {
 public:
  explicit WaiverRun(const Waivers& waivers) : waivers_(waivers), used_(waivers.in_force().size()) {}

  /// The waiver for a finding; null when there is none.
  const Waiver* waives(const Rule& rule, std::string_view gate, std::string_view pointer,
                       const std::optional<Digest>& fingerprint);

  /// What another run over the same waivers used.
  void add(const WaiverRun& other);

  /// Those that waived nothing, a clause each.
  [[nodiscard]] std::vector<std::string> unmatched() const;

 private:
  const Waivers& waivers_;
  std::vector<bool> used_;
};

}  // namespace cavra::privacy
