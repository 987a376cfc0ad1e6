/// The trust policy: whose signatures count for which role, from when to when, and what else a seal must be.
///
/// Roles, thresholds and keys come from it alone; what a statement says of them is shown, never obeyed. docs/seal.md
/// has its form (TOML).
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "cavra/error.h"
#include "crypto/digest.h"
#include "crypto/keys.h"
#include "seal/roles.h"

namespace cavra::seal {

enum class RevocationReason : std::uint8_t { compromised, superseded, retired, lost };

inline constexpr std::array<std::string_view, 4> revocation_reasons = {"compromised", "superseded", "retired", "lost"};
[[nodiscard]] constexpr std::string_view to_text(RevocationReason reason) {
  return revocation_reasons[static_cast<std::size_t>(reason)];
}

struct Revocation {
  RevocationReason reason{};
  std::optional<Time> since;  ///< none: it never counted
};

enum class KeyState : std::uint8_t { valid, not_yet_valid, no_longer_valid, revoked };

struct TrustKey {
  crypto::PublicKey key;
  Role role{};
  std::optional<Time> not_before;
  std::optional<Time> not_after;  ///< the last second that it counts in
  std::optional<Revocation> revoked;

  [[nodiscard]] KeyState state_at(Time time) const;
};

struct Trust {
  std::uint64_t serial = 0;
  Time expires{};              ///< the last second that it counts in
  bool strict = true;          ///< the least profile that a seal must have been judged by is strict
  bool samples = false;        ///< seals of samples count
  std::vector<TrustKey> keys;  ///< in the order of the roles
  std::array<std::uint32_t, role_count> thresholds{};
  std::vector<Role> may_withdraw;
  std::vector<Role> may_revoke;
  std::vector<std::string> logs;                   ///< verifier keys of signed notes (C2SP)
  std::vector<std::string> witnesses;              ///< the same
  std::uint32_t quorum = 0;                        ///< of witnesses
  std::vector<std::string> timestamp_authorities;  ///< certificates, PEM

  /// The key that is this SPKI, or null.
  [[nodiscard]] const TrustKey* find(std::string_view spki) const;
};

/// Error::bad_trust_policy, trust_key_twice, bad_trust_key, with line and column. It may have expired: see `expires`.
[[nodiscard]] std::expected<Trust, Error> read_trust(std::string_view text, const std::string& source);

/// The policy as a person would write it. read_trust() reads it back.
[[nodiscard]] std::string write_trust(const Trust& trust);

}  // namespace cavra::seal
