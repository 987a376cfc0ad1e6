/// What verifying one seal and verifying many share.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "cavra/verify.h"

namespace cavra::cli {

struct Verifying {
  const TrustPolicy& trust;
  const Catalogue& catalogue;
  const Policy& policy;
  cavra::VerifyOptions options;
};

/// Writes into `folder` what other people's tools verify a seal's signatures with: body (the payload), pae (what is
/// signed) and, for each signature by a key of the policy, ROLE.sig and ROLE.pem (ROLE-2 for a second one).
[[nodiscard]] std::expected<void, Error> export_pae(Disk& disk, const std::string& folder, std::string_view envelope,
                                                    const std::string& source, const TrustPolicy& trust);

}  // namespace cavra::cli
