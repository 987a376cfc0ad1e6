/// Verifies seals: whose signatures stand under them, by a trust policy, and whether packets are those that were
/// sealed.
///
///     const auto trust = cavra::TrustPolicy::load({"trust.toml", toml}, {.digest = "sha256:5d41..."});
///     const auto verified = cavra::verify({"lifecycle.seal", envelope}, *trust);
///     if (!verified) std::cerr << cavra::to_text(verified.error()) << '\n';
///     else if (!verified->valid())
///       for (const cavra::SealFault& fault : verified->faults) std::cerr << fault.what << '\n';
///
/// It needs no network and no private key. Nothing that a statement says of roles, keys, times or policies is obeyed.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/error.h"
#include "cavra/export.h"
#include "cavra/judge.h"

namespace cavra {

namespace seal {
struct TrustFile;
}

/// How a trust policy is known to be the one that is meant. Without any of these nobody has vouched for it.
struct TrustPins {
  std::string digest{};     ///< "sha256:" and 64 hexadecimal digits, of the policy's bytes
  std::string key{};        ///< PEM of the public key that must have signed it
  std::string signature{};  ///< the envelope that signs it, when the file is not that envelope itself
  std::optional<std::uint64_t> least_serial{};  ///< an older policy is refused
};

/// Whose signatures count (docs/seal.md). Immutable; any number of threads may use it at a time.
class CAVRA_API TrustPolicy {
 public:
  /// `file` is the TOML, or the signed envelope around it. Error::bad_trust_policy, trust_key_twice, bad_trust_key,
  /// trust_digest_differs, trust_not_signed, trust_too_old.
  [[nodiscard]] static std::expected<TrustPolicy, Error> load(const PolicyFile& file, const TrustPins& pins = {});

  [[nodiscard]] const std::string& digest() const;  ///< "sha256:..." of the TOML
  [[nodiscard]] bool pinned() const;                ///< by its digest or by a signature

  /// For the rooms of this library.
  [[nodiscard]] const seal::TrustFile& file() const { return *file_; }

 private:
  explicit TrustPolicy(std::shared_ptr<const seal::TrustFile> file) : file_(std::move(file)) {}
  std::shared_ptr<const seal::TrustFile> file_;
};

/// What somebody else has proved about when signatures existed.
struct ProvenTime {
  std::chrono::sys_seconds time{};
  std::string by;  ///< what proved it, such as "RFC 3161 token token.tsr"
  std::string
      record;  ///< the bytes of the seal record that it was proved of: it holds only for signatures listed there
};

/// What a log says of the seal.
struct LogStatus {
  enum class Withdrawal : std::uint8_t {
    none,     ///< every entry up to the checkpoint was read, and none withdraws it
    unknown,  ///< a proof cannot show that nothing came after index `last`
    withdrawn,
  };
  Withdrawal withdrawal = Withdrawal::unknown;
  std::uint64_t index = 0;  ///< of the seal's record
  std::uint64_t last = 0;   ///< the last index that the checkpoint covers
  std::string origin;
  std::string reason;  ///< of a withdrawal
};

/// A key that a log says is revoked, on top of what the trust policy says.
struct KeyRevocation {
  std::string key;  ///< its id: SHA-256 of its SPKI in small hexadecimal digits
  std::string reason;
  std::optional<std::chrono::sys_seconds> since;
};

/// A fault or a remark. What `decides` makes the seal not valid.
struct SealFault {
  Code code{};
  bool decides = true;
  std::string what;  ///< a clause without a full stop
  std::string todo;
};

struct VerifyOptions {
  std::optional<std::chrono::sys_seconds> now{};  ///< else the clock's; the verdict says which
  bool current = false;                           ///< what was valid then must be valid now
  bool some_packets = false;                      ///< the packets are some of the ten, each shown alone
  bool rejudge = false;  ///< the chain must be ready by today's gates and rules, whatever it was sealed by
  std::optional<ProvenTime> proven{};
  std::optional<LogStatus> log{};
  std::vector<KeyRevocation> revocations{};
  std::vector<SealFault> refused{};  ///< of what was given to prove a time or a place in a log, and does not
};

struct SignatureVerdict {
  std::string
      key;  ///< the id of the key that it verifies under: SHA-256 of its SPKI; empty when it is none of the policy
  std::string_view role;    ///< that the policy gives this key
  std::string_view status;  ///< "valid", "valid_then", or what is wrong, as a RoleVerdict says it
  bool proven = false;      ///< the proven time holds for it
  std::optional<Code> code;
};

struct RoleVerdict {
  std::string_view role;
  std::uint32_t threshold = 0;
  std::uint32_t valid = 0;      ///< keys whose signature counts
  std::uint32_t valid_now = 0;  ///< of these, those that would count if they were made now
  /// "valid", "valid_then", "missing", "invalid", "unknown_key", "other_role", "not_yet_valid", "no_longer_valid",
  /// "revoked"
  std::string_view status;
  std::optional<Code> code;
  std::string what, todo;
};

struct PacketVerdict {
  std::string_view gate, slug;
  std::string source;       ///< of the packet that was given; empty when none was
  std::string_view status;  ///< "same", "changed", "missing", "not_given"
  std::optional<Code> code;
  std::string what, todo;
};

struct Rejudgement {
  /// "ready": the chain is ready by the gates and rules that it was sealed by. "blocked": it is not. "differs": today's
  /// gates or rules are others. "not_done": not all packets were given.
  std::string_view status = "not_done";
  bool ready = false;  ///< by today's
  bool decides = false;
  std::vector<std::string> differences;  ///< what of the gates and rules is not what it was sealed by
  std::string because;                   ///< the first cause, when it is not ready
  std::optional<Code> code;              ///< of that cause
};

/// What is said of a seal.
struct SealVerification {
  /// "valid", "valid_then": the signatures were valid at the proven time, and are no more. "not_valid".
  std::string_view verdict = "not_valid";
  std::string source;
  std::string statement_digest;  ///< "sha256:..." of what is signed
  std::string product, evidence_mode, profile,
      tool;                             ///< as the statement says; product and tool only when a trusted key signed it
  std::vector<std::string_view> asked;  ///< roles that it asks to sign; shown, not obeyed
  std::optional<std::chrono::sys_seconds> claimed_time;
  std::optional<std::chrono::sys_seconds> proven_time;
  std::string proven_by;
  std::chrono::sys_seconds now{};
  bool now_was_set = false;
  std::string trust_digest;
  std::uint64_t trust_serial = 0;
  bool trust_pinned = false;
  std::vector<SignatureVerdict> signatures;  ///< in the order of the envelope
  std::vector<RoleVerdict> roles;            ///< the six
  std::vector<PacketVerdict> packets;        ///< the ten, in the order of the gates
  Rejudgement rejudgement;
  std::vector<SealFault> faults;  ///< of the seal as a whole, then of its roles and packets; remarks last
  std::optional<LogStatus> log;

  /// Valid now, or then unless `current` was asked for.
  [[nodiscard]] bool valid() const { return verdict != "not_valid"; }
};

/// The seal's envelope, and the packets that are shown with it, each with the name of its file: none, all ten (the
/// chain is then judged again by `catalogue` and `policy`) or, with `some_packets`, some. Error::not_a_seal, or what
/// the envelope's bytes are refused for; trust_expired.
[[nodiscard]] CAVRA_API std::expected<SealVerification, Error> verify(const PolicyFile& envelope,
                                                                      const TrustPolicy& trust,
                                                                      const std::vector<PolicyFile>& packets = {},
                                                                      const VerifyOptions& options = {},
                                                                      const Catalogue& catalogue = Catalogue::builtin(),
                                                                      const Policy& policy = Policy::builtin());

}  // namespace cavra
