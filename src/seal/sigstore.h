/// Sigstore bundles (v0.3), so that other people's tools verify a signature of a seal.
#pragma once

#include <string>

#include "seal/dsse.h"

namespace cavra::seal {

/// The payload with one signature, and the keyid as the hint at the public key, which the verifier has from elsewhere.
/// No log entry and no certificate is in it.
[[nodiscard]] std::string write_sigstore_bundle(const Envelope& envelope, const Signature& signature);

}  // namespace cavra::seal
