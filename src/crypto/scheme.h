/// What the sources of keys share: how a kind of key signs, and OpenSSL's keys.
#pragma once

#include <memory>
#include <string>

#include "crypto/keys.h"
#include "crypto/openssl.h"

namespace cavra::crypto {

using SharedKey = std::shared_ptr<EVP_PKEY>;

/// Takes the key over; null stays null.
[[nodiscard]] SharedKey share(EVP_PKEY* key);

/// Its SubjectPublicKeyInfo; empty when it has none.
[[nodiscard]] std::string spki_of(const EVP_PKEY* key);

/// The digest and the padding of a kind of key, as OpenSSL wants them.
class Scheme {
 public:
  explicit Scheme(KeyKind kind);
  Scheme(const Scheme&) = delete;
  Scheme& operator=(const Scheme&) = delete;

  /// Null for Ed25519, which signs the message itself.
  [[nodiscard]] const char* digest() const { return kind_ == KeyKind::ed25519 ? nullptr : "SHA2-256"; }
  /// Null where there are none.
  [[nodiscard]] const OSSL_PARAM* parameters() const { return kind_ == KeyKind::rsa_pss ? parameters_ : nullptr; }

 private:
  KeyKind kind_;
  int salt_ = 32;
  char padding_[4] = "pss";
  char mask_digest_[9] = "SHA2-256";
  OSSL_PARAM parameters_[4];
};

}  // namespace cavra::crypto
