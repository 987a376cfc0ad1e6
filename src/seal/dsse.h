/// DSSE envelopes: a payload, its type, and signatures of both.
///
///     {
///       "payload": BASE64,
///       "payloadType": "application/vnd.in-toto+json",
///       "signatures": [{"keyid": TEXT, "sig": BASE64}, ...]
///     }
///
/// What is signed is not the JSON but pae() of the type and the decoded payload.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/error.h"
#include "crypto/keys.h"

namespace cavra::seal {

inline constexpr std::size_t most_signatures = 64;

struct Signature {
  std::string keyid;  ///< a hint as to which key to try first; nobody signed it
  std::string sig;    ///< decoded

  friend bool operator==(const Signature&, const Signature&) = default;
  friend auto operator<=>(const Signature&, const Signature&) = default;
};

struct Envelope {
  std::string payload;  ///< decoded
  std::string payload_type;
  std::vector<Signature> signatures;

  friend bool operator==(const Envelope&, const Envelope&) = default;
};

/// The pre-authentication encoding: "DSSEv1", the type and the body, each after its length in bytes.
[[nodiscard]] std::string pae(std::string_view payload_type, std::string_view payload);
[[nodiscard]] inline std::string pae(const Envelope& envelope) { return pae(envelope.payload_type, envelope.payload); }

/// Of bytes that anybody may have written. Exactly the members above, keyid alone optional; base64 in the standard or
/// the URL-safe alphabet, padded, spelled as only one value is; at most 64 signatures, none empty. Whether
/// `payload_type` is the one that is wanted is for the caller to compare. Error::bad_envelope or that of the JSON, with
/// `source`, the offset, line and column.
[[nodiscard]] std::expected<Envelope, Error> parse_envelope(std::string_view json, const std::string& source);

/// The same bytes for the same envelope: JSON as above, indented by two spaces, with a newline at the end.
[[nodiscard]] std::string write_envelope(const Envelope& envelope);

enum class Signing : std::uint8_t {
  added,
  there_before,  ///< the key's signature of this payload was there; nothing changed
};

/// Signs with the key and adds what comes out, under the key's id. A signature that only claims to be the key's is
/// taken away. The signatures are sorted, so that the order of signing leaves no trace. Error::cannot_sign, and
/// bad_envelope when there are 64 already.
[[nodiscard]] std::expected<Signing, Error> add_signature(Envelope& envelope, crypto::Signer& signer);

/// The signatures of both, each once, sorted. Error::not_one_payload, bad_envelope beyond 64 signatures.
[[nodiscard]] std::expected<void, Error> merge_into(Envelope& envelope, const Envelope& other);

}  // namespace cavra::seal
