/// A trust policy as a file: its bytes, who vouches for them, and when they stop counting.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "cavra/verify.h"
#include "seal/trust.h"

namespace cavra::seal {

inline constexpr std::string_view trust_payload_type = "application/vnd.cavra.trust-policy+toml";

/// What TrustPolicy holds.
struct TrustFile {
  Trust trust;
  std::string source;
  std::string digest;   ///< "sha256:..." of the TOML
  bool pinned = false;  ///< by its digest or by a signature
};

/// The TOML of a policy that may be inside a signed envelope.
struct TrustBytes {
  std::string toml;
  std::string envelope;  ///< empty when there is none
};
/// Error::bad_trust_policy when an envelope holds something else.
[[nodiscard]] std::expected<TrustBytes, Error> unwrap_trust(std::string_view bytes, const std::string& source);

/// What TrustPolicy::load() does.
[[nodiscard]] std::expected<TrustFile, Error> load_trust(const PolicyFile& file, const TrustPins& pins);

}  // namespace cavra::seal
