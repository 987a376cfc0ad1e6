/// What people wrote into waivers: a seal shows it to everybody who verifies it.
#pragma once

#include <expected>

#include "cavra/policy.h"
#include "seal/statement.h"

namespace cavra::seal {

/// Refuses waivers whose reason or approver holds private material. Error::bad_statement, which names the waiver by its
/// number.
[[nodiscard]] std::expected<void, Error> check_reasons(const std::vector<SealedWaiver>& waivers, const Policy& policy);

}  // namespace cavra::seal
