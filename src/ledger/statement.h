/// What a role says of a seal or a key after it was sealed: entries of the log, signed as DSSE envelopes.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <variant>

#include "base/time.h"
#include "cavra/error.h"
#include "crypto/digest.h"
#include "seal/dsse.h"
#include "seal/record.h"
#include "seal/trust.h"

namespace cavra::ledger {

inline constexpr std::string_view withdrawal_type = "application/vnd.cavra.seal-withdrawal+json";
inline constexpr std::string_view revocation_type = "application/vnd.cavra.key-revocation+json";

/// That a seal holds no more.
struct Withdrawal {
  crypto::Digest statement{};  ///< SHA-256 of the seal's payload
  std::string reason;          ///< one line, for whoever verifies
  Time time{};                 ///< as its signer's clock said
  bool operator==(const Withdrawal&) const = default;
};

/// That a key holds no more.
struct Revocation {
  crypto::Digest key{};  ///< SHA-256 of its SPKI
  seal::RevocationReason reason{};
  Time since{};
  Time time{};  ///< as its signer's clock said
  bool operator==(const Revocation&) const = default;
};

/// The payloads, RFC 8785.
[[nodiscard]] std::string write_withdrawal(const Withdrawal& withdrawal);
[[nodiscard]] std::string write_revocation(const Revocation& revocation);

struct SignedWithdrawal {
  Withdrawal withdrawal;
  seal::Envelope envelope;
};
struct SignedRevocation {
  Revocation revocation;
  seal::Envelope envelope;
};
/// All that the log holds.
using Entry = std::variant<seal::SealRecord, SignedWithdrawal, SignedRevocation>;

/// Of bytes that anybody may have written; no signature is checked. Error::bad_entry.
[[nodiscard]] std::expected<Entry, Error> parse_entry(std::string_view bytes, const std::string& source);

/// Whether a key that the policy lets do so signed it: one of `roles`, valid at `time`.
[[nodiscard]] bool is_signed_by(const seal::Envelope& envelope, const seal::Trust& trust,
                                const std::vector<seal::Role>& roles, Time time);

}  // namespace cavra::ledger
