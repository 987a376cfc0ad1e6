/// What the strict profile looks for private material with: rules, a customer roster, waivers, a key.
///
/// A Policy is immutable: any number of threads may judge by it at a time. It must outlive every Judge made for it.
/// Files only add: the built-in rules are always in force.
#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/error.h"
#include "cavra/export.h"

namespace cavra {

namespace privacy {
class Context;
struct Use;
}  // namespace privacy

/// What a Judge or a Scan looked at, and which waivers applied. It points to the policy, which must outlive it.
class CAVRA_API Usage {
 public:
  explicit Usage(const privacy::Context& context);
  Usage(Usage&&) noexcept;
  Usage& operator=(Usage&&) noexcept;
  ~Usage();

  void add(const Usage& other);  ///< of the same policy
  /// The receipt (docs/rules.md), JSON. Error::cannot_read when libcrypto, which makes the digests, cannot be loaded.
  [[nodiscard]] std::expected<std::string, Error> receipt() const;
  /// Waivers in force that nothing matched, a line each.
  [[nodiscard]] std::vector<std::string> unmatched_waivers() const;

  /// For the rooms of this library.
  [[nodiscard]] privacy::Use& use() { return *use_; }

 private:
  std::unique_ptr<privacy::Use> use_;
};

/// The bytes of a file, and the name that errors are to give it.
struct PolicyFile {
  std::string name;
  std::string bytes;
};

/// docs/rules.md says how each is written.
struct PolicyFiles {
  std::vector<PolicyFile> rules;     ///< further rules, gitleaks' own files too
  std::optional<PolicyFile> roster;  ///< names of customers, plain or keyed
  std::optional<PolicyFile> waivers;
  std::string key{};  ///< 32 bytes, or empty: then there are no fingerprints, and nothing is waived
  std::string now{};  ///< the time that waivers are judged at, a date or RFC 3339; empty: the clock's
};

class CAVRA_API Policy {
 public:
  /// The built-in rules alone.
  [[nodiscard]] static const Policy& builtin();

  /// Error::bad_definition, with file, line and what is wrong; Error::bad_usage for a `now` that is no time, and for a
  /// keyed roster without its key.
  [[nodiscard]] static std::expected<Policy, Error> load(PolicyFiles files);

  /// The same rules, roster and key with other waivers, judged at `now`. The packets must be known to be those that the
  /// waivers were written for, by digests that somebody signed with them: without a key, these waivers go by their
  /// places alone. Error::bad_definition for what is not TOML.
  [[nodiscard]] std::expected<Policy, Error> with_waivers(const PolicyFile& waivers,
                                                          std::chrono::sys_seconds now) const;

  /// What of the files is not in force, a line each: fields that are not supported, waivers that are malformed or
  /// expired.
  [[nodiscard]] const std::vector<std::string>& notices() const;

  /// For the rooms of this library.
  [[nodiscard]] const privacy::Context& context() const { return *context_; }

 private:
  explicit Policy(std::shared_ptr<const privacy::Context> context) : context_(std::move(context)) {}
  std::shared_ptr<const privacy::Context> context_;
};

}  // namespace cavra
