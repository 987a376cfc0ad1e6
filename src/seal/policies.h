/// The gates and rules that a chain is judged by, as a statement names them.
#pragma once

#include <array>
#include <expected>
#include <string>
#include <vector>

#include "cavra/catalogue.h"
#include "cavra/policy.h"
#include "seal/statement.h"

namespace cavra::seal {

/// SHA-256 of each of the ten gates' definitions.
[[nodiscard]] std::array<crypto::Digest, gate_count> definition_digests(const Catalogue& catalogue);
/// Of the built-in rules (the files one after the other), then of each further file of rules.
[[nodiscard]] std::vector<crypto::Digest> rule_digests(const Policy& policy);
/// The waivers in force.
[[nodiscard]] std::vector<SealedWaiver> waivers_in_force(const Policy& policy);

/// What of today's gates and rules is not what the statement names, a clause each.
[[nodiscard]] std::vector<std::string> differences(const Statement& statement, const Catalogue& catalogue,
                                                   const Policy& policy);

/// A waiver file that says what a statement's waivers say.
[[nodiscard]] std::string waiver_file(const std::vector<SealedWaiver>& waivers);

}  // namespace cavra::seal
