/// What people wrote into waivers and withdrawals: everybody who verifies a seal reads it.
#pragma once

#include <expected>
#include <string>

#include "cavra/policy.h"
#include "seal/statement.h"

namespace cavra::seal {

/// What in the text is private, such as "private material: an e-mail address"; empty when nothing is. Error of the
/// scan.
[[nodiscard]] std::expected<std::string, Error> private_in(const std::string& text, const Policy& policy);

/// Refuses waivers whose reason or approver holds private material. Error::bad_statement, which names the waiver by its
/// number.
[[nodiscard]] std::expected<void, Error> check_reasons(const std::vector<SealedWaiver>& waivers, const Policy& policy);

}  // namespace cavra::seal
