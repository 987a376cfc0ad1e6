#include "seal/trust_file.h"

#include <algorithm>

#include "base/hex.h"
#include "seal/dsse.h"

namespace cavra {

std::expected<TrustPolicy, Error> TrustPolicy::load(const PolicyFile& file, const TrustPins& pins) {
  auto loaded = seal::load_trust(file, pins);
  if (!loaded) return std::unexpected(std::move(loaded.error()));
  return TrustPolicy(std::make_shared<const seal::TrustFile>(std::move(*loaded)));
}

const std::string& TrustPolicy::digest() const { return file_->digest; }
bool TrustPolicy::pinned() const { return file_->pinned; }

}  // namespace cavra

namespace cavra::seal {
namespace {

std::unexpected<Error> wrong(Code code, std::string what, std::string todo, const std::string& source) {
  return std::unexpected(Error{code, std::move(what), std::move(todo), source, 0, 0, 0});
}

/// Whether `envelope` holds these bytes under a signature by the key.
std::expected<void, Error> check_signature(const TrustBytes& bytes, const TrustPins& pins, const std::string& source) {
  const auto key = crypto::PublicKey::from_pem(pins.key);
  if (!key) return std::unexpected(key.error());
  const std::string& signed_by = bytes.envelope.empty() ? pins.signature : bytes.envelope;
  if (signed_by.empty())
    return wrong(Code::trust_not_signed, "the trust policy is not signed",
                 "give the file that `cavra-seal trust sign` wrote", source);
  const auto envelope = parse_envelope(signed_by, source);
  if (!envelope) return std::unexpected(envelope.error());
  if (envelope->payload_type != trust_payload_type || envelope->payload != bytes.toml)
    return wrong(Code::trust_not_signed, "what is signed is not this trust policy",
                 "have the policy signed as it is now", source);
  const std::string message = pae(envelope->payload_type, envelope->payload);
  const bool good = std::any_of(envelope->signatures.begin(), envelope->signatures.end(),
                                [&](const Signature& signature) { return key->verify(message, signature.sig); });
  if (!good)
    return wrong(Code::trust_not_signed, "the trust policy is not signed with this key",
                 "give the key that signs your policies, or have this policy signed with it", source);
  return {};
}

}  // namespace

std::expected<TrustBytes, Error> unwrap_trust(std::string_view bytes, const std::string& source) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || bytes[first] != '{') return TrustBytes{std::string(bytes), {}};
  auto envelope = parse_envelope(bytes, source);
  if (!envelope) return std::unexpected(std::move(envelope.error()));
  if (envelope->payload_type != trust_payload_type)
    return wrong(Code::bad_trust_policy, "the envelope holds no trust policy",
                 "give the policy, or what `cavra-seal trust sign` wrote", source);
  return TrustBytes{std::move(envelope->payload), std::string(bytes)};
}

std::expected<TrustFile, Error> load_trust(const PolicyFile& file, const TrustPins& pins) {
  auto bytes = unwrap_trust(file.bytes, file.name);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  TrustFile out{
      {}, file.name, "sha256:" + to_hex(crypto::sha256(bytes->toml)), !pins.digest.empty() || !pins.key.empty()};
  if (!pins.digest.empty() && pins.digest != out.digest)
    return wrong(Code::trust_digest_differs,
                 "the trust policy is not the one that is pinned: its digest is " + out.digest,
                 "get the policy that was meant, or mend the digest", file.name);
  if (!pins.key.empty())
    if (auto checked = check_signature(*bytes, pins, file.name); !checked)
      return std::unexpected(std::move(checked.error()));
  auto trust = read_trust(bytes->toml, file.name);
  if (!trust) return std::unexpected(std::move(trust.error()));
  if (pins.least_serial && trust->serial < *pins.least_serial)
    return wrong(Code::trust_too_old,
                 "the trust policy has serial " + std::to_string(trust->serial) + ", and " +
                     std::to_string(*pins.least_serial) + " is the least",
                 "get the newer policy", file.name);
  out.trust = std::move(*trust);
  return out;
}

}  // namespace cavra::seal
