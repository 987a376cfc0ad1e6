/// Keys that sign and keys that verify: Ed25519, ECDSA on P-256 with SHA-256, RSASSA-PSS with SHA-256.
///
/// A key is its SubjectPublicKeyInfo, of which only one spelling is taken: two that differ are two keys. All functions
/// may be called from any thread. See crypto/load.h for when libcrypto is loaded.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "cavra/error.h"

struct evp_pkey_st;

namespace cavra::crypto {

enum class KeyKind : std::uint8_t { ed25519, ecdsa_p256, rsa_pss };

/// "ed25519", "ecdsa-p256", "rsa-pss".
[[nodiscard]] std::string_view name(KeyKind kind);
[[nodiscard]] std::optional<KeyKind> kind_named(std::string_view word);

/// Immutable; copies are cheap and share the key.
class PublicKey {
 public:
  /// From a PEM block "PUBLIC KEY". Error::bad_key, key_not_supported.
  [[nodiscard]] static std::expected<PublicKey, Error> from_pem(std::string_view pem);
  /// From a SubjectPublicKeyInfo (DER): Ed25519; P-256 as a named curve with an uncompressed point; RSA of 3072 to 8192
  /// bits as id-RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes. Error::bad_key for what is damaged
  /// or spelled otherwise, key_not_supported for keys of other kinds, ordinary RSA keys too.
  [[nodiscard]] static std::expected<PublicKey, Error> from_spki(std::string_view der);
  /// From the 32 bytes of RFC 8032. Error::bad_key.
  [[nodiscard]] static std::expected<PublicKey, Error> from_ed25519(std::string_view raw);

  /// From 04 and the two coordinates. Error::bad_key.
  [[nodiscard]] static std::expected<PublicKey, Error> from_p256(std::string_view point);
  /// An RSASSA-PSS key from big-endian numbers. Error::bad_key, key_not_supported.
  [[nodiscard]] static std::expected<PublicKey, Error> from_rsa(std::string_view modulus, std::string_view exponent);

  [[nodiscard]] KeyKind kind() const { return state_->kind; }
  [[nodiscard]] const std::string& spki() const { return state_->spki; }
  /// The SHA-256 of the SPKI in small hexadecimal digits: the keyid of signatures.
  [[nodiscard]] const std::string& id() const { return state_->id; }
  [[nodiscard]] std::string to_pem() const;
  /// The 32 bytes of RFC 8032; of another kind none.
  [[nodiscard]] std::optional<std::string> ed25519_bytes() const;

  /// Whether `signature` (Ed25519: 64 bytes; ECDSA: DER; PSS: as long as the modulus) is this key's of `message`.
  [[nodiscard]] bool verify(std::string_view message, std::string_view signature) const;

  friend bool operator==(const PublicKey& a, const PublicKey& b) { return a.spki() == b.spki(); }

 private:
  struct State {
    KeyKind kind;
    std::string spki;
    std::string id;
    std::shared_ptr<evp_pkey_st> key;
  };
  explicit PublicKey(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  std::shared_ptr<const State> state_;
};

/// What can sign: a private key in memory, or one that never leaves its token. One thread at a time.
class Signer {
 public:
  virtual ~Signer() = default;
  [[nodiscard]] virtual const PublicKey& public_key() const = 0;
  /// A signature that public_key() verifies; it is checked before it is handed out. Error::cannot_sign.
  [[nodiscard]] virtual std::expected<std::string, Error> sign(std::string_view message) = 0;
};

/// Copies share the key, which is wiped with the last of them.
class PrivateKey final : public Signer {
 public:
  /// RSA keys have 3072 bits. Error::cannot_sign when there is no randomness.
  [[nodiscard]] static std::expected<PrivateKey, Error> generate(KeyKind kind);
  /// From a PEM block "PRIVATE KEY" or "ENCRYPTED PRIVATE KEY" (PKCS#8). Error::bad_key, key_not_supported;
  /// wrong_passphrase when an encrypted key does not open with `passphrase`.
  [[nodiscard]] static std::expected<PrivateKey, Error> from_pem(std::string_view pem,
                                                                 std::string_view passphrase = {});
  /// From the 32 bytes of RFC 8032's private key. Error::bad_key.
  [[nodiscard]] static std::expected<PrivateKey, Error> from_ed25519(std::string_view seed);

  [[nodiscard]] const PublicKey& public_key() const override { return public_key_; }
  [[nodiscard]] std::expected<std::string, Error> sign(std::string_view message) override;

  /// PKCS#8; encrypted by PBES2 with scrypt and AES-256-CBC unless `passphrase` is empty.
  [[nodiscard]] Secret to_pem(std::string_view passphrase) const;

 private:
  PrivateKey(std::shared_ptr<evp_pkey_st> key, PublicKey public_key)
      : key_(std::move(key)), public_key_(std::move(public_key)) {}
  [[nodiscard]] static std::expected<PrivateKey, Error> of(std::shared_ptr<evp_pkey_st> key);

  std::shared_ptr<evp_pkey_st> key_;
  PublicKey public_key_;
};

/// Whether the file holds a private key that needs a passphrase.
[[nodiscard]] bool is_encrypted_key(std::string_view pem);
/// Whether the file holds a private key.
[[nodiscard]] bool is_private_key(std::string_view pem);

}  // namespace cavra::crypto
