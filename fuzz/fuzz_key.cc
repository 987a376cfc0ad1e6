// PEM files of keys, public and private, and pkcs11: URIs.
#include <cstdint>
#include <cstdlib>

#include "crypto/keys.h"
#include "crypto/pkcs11.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cavra::crypto;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto key = PublicKey::from_pem(text)) {
    const auto again = PublicKey::from_pem(key->to_pem());
    if (!again || *again != *key) std::abort();
    static_cast<void>(key->verify("message", text));
  }
  static_cast<void>(PublicKey::from_spki(text));
  if (const auto key = PrivateKey::from_pem(text); key && !PrivateKey::from_pem(key->to_pem(""))) std::abort();
  static_cast<void>(Pkcs11Uri::parse(text));
  return 0;
}
