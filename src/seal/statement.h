/// What the owners sign: an in-toto Statement v1 about ten packets (docs/seal.md has the bytes).
///
///     auto statement = seal::parse_statement(envelope.payload, "lifecycle.seal");
///     if (!statement) return statement.error();      // "lifecycle.seal: predicate/chain/3/status is none of ..."
///     for (const seal::SealedPacket& packet : statement->packets) ...
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "cavra/error.h"
#include "crypto/digest.h"
#include "seal/roles.h"

namespace cavra::seal {

inline constexpr std::string_view statement_type = "https://in-toto.io/Statement/v1";
inline constexpr std::string_view predicate_type = "urn:cavra:final-release-seal:v1";
inline constexpr std::string_view payload_type = "application/vnd.in-toto+json";

/// One packet, and what its gate said of it. The packets before it are named by their canonical digests too, which
/// the reader has compared: they are not kept twice.
struct SealedPacket {
  crypto::Digest raw{};        ///< SHA-256 of the file
  crypto::Digest canonical{};  ///< SHA-256 of its RFC 8785 form
  std::string status;          ///< "ready", "ready_with_warnings" or "blocked"
  std::uint32_t blocker_count = 0;
  std::uint32_t warning_count = 0;
};

/// A waiver that was in force, as its file has it.
struct SealedWaiver {
  std::string rule;
  std::string gate;
  std::string pointer;
  std::string fingerprint;  ///< "hmac-sha256:" and 64 hexadecimal digits
  std::string reason;
  std::string approver;
  Time expires{};
};

struct Statement {
  std::array<SealedPacket, gate_count> packets;  ///< in the order of sealed_gates
  std::string product;
  std::string customer_profile_ref;
  std::string evidence_mode;                             ///< "live" or "sample"
  std::string profile;                                   ///< "strict" or "compat"
  std::array<crypto::Digest, gate_count> definitions{};  ///< of each gate: SHA-256 of its TOML
  std::vector<crypto::Digest> rules;                     ///< the built-in rules (docs/rules.md), then each further file
  std::vector<SealedWaiver> waivers;
  std::string tool_name;
  std::string tool_version;
  Time claimed_time{};      ///< shown, never relied on
  std::vector<Role> roles;  ///< asked to sign; shown, never obeyed
};

/// The statement's bytes: its RFC 8785 form.
[[nodiscard]] std::string write_statement(const Statement& statement);

/// Of bytes that anybody may have written. Every field must be there, of its type, and no other; the subject has the
/// ten packets in the order of the gates; each packet's upstream digests are those of the packets before it.
/// Error::bad_statement with `source`, or the error of the JSON.
[[nodiscard]] std::expected<Statement, Error> parse_statement(std::string_view bytes, const std::string& source);

}  // namespace cavra::seal
