/// RFC 3161: asking an authority to state when a digest existed, and checking what it states.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "cavra/error.h"
#include "crypto/digest.h"

namespace cavra::crypto {

/// A TimeStampReq (DER) for a SHA-256: with a nonce, and asking for the authority's certificate.
[[nodiscard]] std::string timestamp_request(const Digest& digest);

/// The time of a TimeStampResp, or of the token in one (DER), once all of it is checked: it is for `digest`; it is
/// signed; the signer's certificate is, or leads to, one of `certificates` (PEM, each text one or several), is for
/// timeStamping alone, and was valid at that time, as were those on the way. It is the latest moment that the token
/// allows for: a fraction of a second and the authority's accuracy are rounded up. Error::bad_timestamp,
/// timestamp_not_trusted; bad_key for a text without certificates.
[[nodiscard]] std::expected<Time, Error> verify_timestamp(std::string_view token, const Digest& digest,
                                                          std::span<const std::string> certificates);

}  // namespace cavra::crypto
