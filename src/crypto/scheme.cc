#include "crypto/scheme.h"

#include <openssl/core_names.h>

namespace cavra::crypto {

SharedKey share(EVP_PKEY* key) {
  if (key == nullptr) return nullptr;
  return {key, [](EVP_PKEY* owned) { openssl().EVP_PKEY_free(owned); }};
}

std::string spki_of(const EVP_PKEY* key) {
  const int size = openssl().i2d_PUBKEY(key, nullptr);
  std::string der(static_cast<std::size_t>(size > 0 ? size : 0), '\0');
  auto* at = reinterpret_cast<unsigned char*>(der.data());
  if (size > 0 && openssl().i2d_PUBKEY(key, &at) != size) der.clear();
  return der;
}

Scheme::Scheme(KeyKind kind)
    : kind_(kind),
      parameters_{openssl().OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_PAD_MODE, padding_, 0),
                  openssl().OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_MGF1_DIGEST, mask_digest_, 0),
                  openssl().OSSL_PARAM_construct_int(OSSL_SIGNATURE_PARAM_PSS_SALTLEN, &salt_),
                  openssl().OSSL_PARAM_construct_end()} {}

}  // namespace cavra::crypto
