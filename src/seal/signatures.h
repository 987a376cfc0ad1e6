/// Signatures under a payload, judged by a trust policy: all of them, never stopping at the threshold.
#pragma once

#include <optional>
#include <vector>

#include "cavra/verify.h"
#include "seal/dsse.h"
#include "seal/record.h"
#include "seal/trust.h"

namespace cavra::seal {

struct SignatureQuestion {
  const Envelope& envelope;
  const Trust& trust;
  const std::vector<KeyRevocation>& revocations;
  Time now;
  std::optional<Time> proven;          ///< holds for the signatures that `record` lists
  const SealRecord* record = nullptr;  ///< null: for none
  bool current = false;                ///< valid then is not enough
};

struct SignatureAnswer {
  std::vector<SignatureVerdict> signatures;
  std::vector<RoleVerdict> roles;
  std::vector<SealFault> faults;  ///< of roles that lack signatures; then remarks on signatures that count for nothing
};

/// A signature counts for the role that the policy gives its key, whatever the envelope says: a keyid only says which
/// key is tried first.
[[nodiscard]] SignatureAnswer judge_signatures(const SignatureQuestion& question);

}  // namespace cavra::seal
