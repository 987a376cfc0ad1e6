// Seals of the example chain, made in memory with keys that are the same in every run.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "cavra/verify.h"
#include "seal/dsse.h"
#include "seal/sealing.h"
#include "seal/trust_file.h"

namespace cavra::seal {

inline constexpr std::string_view sealed_at = "2026-11-23T12:00:00Z";

/// A time, which must be one.
[[nodiscard]] Time at(std::string_view text);

/// The nth private key, from 0 on; different numbers are different keys.
[[nodiscard]] crypto::PrivateKey key(unsigned number);
/// That of a role: key(0) to key(5).
[[nodiscard]] crypto::PrivateKey key_of(Role role);

/// The live (or sample) examples as files of a bundle, in the order of the gates.
[[nodiscard]] std::vector<PolicyFile> live_files();
[[nodiscard]] std::vector<PolicyFile> sample_files();

/// The statement of these packets; they must be ready. `allow_sample` for samples.
[[nodiscard]] Statement statement_of(const std::vector<PolicyFile>& files, bool allow_sample = false,
                                     const Policy& policy = Policy::builtin(), Profile profile = Profile::strict);

/// The envelope of a payload, signed by the roles' keys.
inline const std::vector<Role> all_roles = {Role::release, Role::customer_success, Role::security,
                                            Role::support, Role::communications,   Role::archive};
[[nodiscard]] Envelope signed_by(const std::string& payload, const std::vector<Role>& roles = all_roles);

/// The seal of the live examples, signed by all six; made once.
[[nodiscard]] const Envelope& good_seal();

/// A policy of the six roles' keys that never ends.
[[nodiscard]] Trust trust_of_six();
/// The key of a role in it.
[[nodiscard]] TrustKey& key_in(Trust& trust, Role role);
/// As it would be read from its file.
[[nodiscard]] TrustPolicy loaded(const Trust& trust);

/// The verification, which must be one.
[[nodiscard]] SealVerification verified(const Envelope& envelope, const Trust& trust,
                                        const std::vector<PolicyFile>& files = {}, VerifyOptions options = {});

/// "V201 V302", the codes of the faults that decide, in their order.
[[nodiscard]] std::string deciding(const SealVerification& verification);
/// The same of the remarks.
[[nodiscard]] std::string remarks(const SealVerification& verification);
/// "valid valid missing valid valid valid", the states of the six roles.
[[nodiscard]] std::string states(const SealVerification& verification);

}  // namespace cavra::seal
