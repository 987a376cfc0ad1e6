#include <openssl/core_names.h>

#include "crypto/digest.h"
#include "crypto/keys.h"
#include "crypto/pem.h"
#include "crypto/scheme.h"

namespace cavra::crypto {
namespace {

constexpr std::string_view plain_label = "PRIVATE KEY";
constexpr std::string_view encrypted_label = "ENCRYPTED PRIVATE KEY";

using KeyInfo = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Free<&OpenSsl::PKCS8_PRIV_KEY_INFO_free>>;
using EncryptedKey = std::unique_ptr<X509_SIG, Free<&OpenSsl::X509_SIG_free>>;

std::unexpected<Error> wrong(Code code, std::string what, std::string todo) {
  return std::unexpected(Error{code, std::move(what), std::move(todo), "", 0, 0, 0});
}
std::unexpected<Error> damaged() {
  return wrong(Code::bad_key, "the private key is damaged", "take it from its backup, or make another");
}

std::expected<KeyInfo, Error> decrypt(std::string_view der, std::string_view passphrase) {
  if (passphrase.empty())
    return wrong(Code::wrong_passphrase, "the key is encrypted",
                 "give its passphrase at the prompt, or with --passphrase-file or --passphrase-fd");
  const unsigned char* at = bytes_of(der);
  const EncryptedKey sealed(openssl().d2i_X509_SIG(nullptr, &at, static_cast<long>(der.size())));
  if (sealed == nullptr || at != bytes_of(der) + der.size()) return damaged();
  KeyInfo info(openssl().PKCS8_decrypt(sealed.get(), passphrase.data(), static_cast<int>(passphrase.size())));
  if (info == nullptr)
    return wrong(Code::wrong_passphrase, "the passphrase does not open the key",
                 "check which key and which passphrase belong together");
  return info;
}

std::expected<KeyInfo, Error> read_info(const Pem& block, std::string_view passphrase) {
  if (block.label == encrypted_label) return decrypt(block.der, passphrase);
  if (block.label == "PUBLIC KEY")
    return wrong(Code::bad_key, "it is a public key where a private one belongs", "name the private key");
  if (block.label != plain_label)
    return wrong(Code::bad_key, "its PEM block is not a PRIVATE KEY in PKCS#8", "convert it: openssl pkcs8 -topk8");
  const unsigned char* at = bytes_of(block.der);
  KeyInfo info(openssl().d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(block.der.size())));
  if (info == nullptr || at != bytes_of(block.der) + block.der.size()) return damaged();
  return info;
}

Secret der_of(const PKCS8_PRIV_KEY_INFO* info) {
  Secret der(static_cast<std::size_t>(openssl().i2d_PKCS8_PRIV_KEY_INFO(info, nullptr)));
  der.resize(der.room().size());
  auto* at = reinterpret_cast<unsigned char*>(der.data());
  static_cast<void>(openssl().i2d_PKCS8_PRIV_KEY_INFO(info, &at));
  return der;
}

// scrypt with the cost that OpenSSL's own limit of 32 MiB lets others' tools read, five times over.
std::string encrypted_der(PKCS8_PRIV_KEY_INFO* info, std::string_view passphrase) {
  constexpr std::uint64_t cost = 16384;
  constexpr std::uint64_t block = 8;
  constexpr std::uint64_t parallel = 5;
  const OpenSsl& ssl = openssl();
  std::string salt = random_bytes(16);
  std::string vector = random_bytes(16);
  X509_ALGOR* const algorithm =
      ssl.PKCS5_pbe2_set_scrypt(ssl.EVP_aes_256_cbc(), bytes_of(salt), static_cast<int>(salt.size()),
                                reinterpret_cast<unsigned char*>(vector.data()), cost, block, parallel);
  if (algorithm == nullptr) broken();
  const EncryptedKey sealed(
      ssl.PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), info, algorithm));
  if (sealed == nullptr) broken();
  std::string der(static_cast<std::size_t>(ssl.i2d_X509_SIG(sealed.get(), nullptr)), '\0');
  auto* at = reinterpret_cast<unsigned char*>(der.data());
  static_cast<void>(ssl.i2d_X509_SIG(sealed.get(), &at));
  return der;
}

SharedKey generated(KeyKind kind) {
  const OpenSsl& ssl = openssl();
  constexpr const char* algorithms[] = {"ED25519", "EC", "RSA-PSS"};
  const KeyContext context(
      ssl.EVP_PKEY_CTX_new_from_name(nullptr, algorithms[static_cast<std::size_t>(kind)], nullptr));
  must(ssl.EVP_PKEY_keygen_init(context.get()));
  char group[] = "P-256";
  char digest[] = "SHA2-256";
  std::size_t bits = 3072;
  int salt = 32;
  const OSSL_PARAM end = ssl.OSSL_PARAM_construct_end();
  const OSSL_PARAM curve[] = {ssl.OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0), end};
  const OSSL_PARAM pss[] = {ssl.OSSL_PARAM_construct_size_t(OSSL_PKEY_PARAM_RSA_BITS, &bits),
                            ssl.OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_RSA_DIGEST, digest, 0),
                            ssl.OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_RSA_MGF1_DIGEST, digest, 0),
                            ssl.OSSL_PARAM_construct_int(OSSL_PKEY_PARAM_RSA_PSS_SALTLEN, &salt), end};
  if (kind == KeyKind::ecdsa_p256) must(ssl.EVP_PKEY_CTX_set_params(context.get(), curve));
  if (kind == KeyKind::rsa_pss) must(ssl.EVP_PKEY_CTX_set_params(context.get(), pss));
  EVP_PKEY* key = nullptr;
  return ssl.EVP_PKEY_generate(context.get(), &key) == 1 ? share(key) : nullptr;
}

bool has_label(std::string_view pem, std::string_view label) {
  return pem.find(std::string("-----BEGIN ").append(label) + "-----") != std::string_view::npos;
}

}  // namespace

std::expected<PrivateKey, Error> PrivateKey::of(std::shared_ptr<evp_pkey_st> key) {
  auto public_key = PublicKey::from_spki(spki_of(key.get()));
  if (!public_key) return std::unexpected(std::move(public_key.error()));
  return PrivateKey(std::move(key), std::move(*public_key));
}

std::expected<PrivateKey, Error> PrivateKey::generate(KeyKind kind) {
  const ForgetErrors forget;
  guard_keys();
  SharedKey key = generated(kind);
  if (key == nullptr)
    return wrong(Code::cannot_sign, "OpenSSL could not make a key", "see that the machine has randomness");
  return of(std::move(key));
}

std::expected<PrivateKey, Error> PrivateKey::from_pem(std::string_view pem, std::string_view passphrase) {
  const ForgetErrors forget;
  guard_keys();
  auto block = read_pem(pem);
  if (!block) return std::unexpected(std::move(block.error()));
  const auto info = read_info(*block, passphrase);
  if (!info) return std::unexpected(info.error());
  SharedKey key = share(openssl().EVP_PKCS82PKEY(info->get()));
  return key == nullptr ? damaged() : of(std::move(key));
}

std::expected<PrivateKey, Error> PrivateKey::from_ed25519(std::string_view seed) {
  const ForgetErrors forget;
  guard_keys();
  SharedKey key =
      share(openssl().EVP_PKEY_new_raw_private_key_ex(nullptr, "ED25519", nullptr, bytes_of(seed), seed.size()));
  return key == nullptr ? damaged() : of(std::move(key));
}

std::expected<std::string, Error> PrivateKey::sign(std::string_view message) {
  const ForgetErrors forget;
  const OpenSsl& ssl = openssl();
  const MdContext context(ssl.EVP_MD_CTX_new());
  const Scheme scheme(public_key_.kind());
  must(ssl.EVP_DigestSignInit_ex(context.get(), nullptr, scheme.digest(), nullptr, nullptr, key_.get(),
                                 scheme.parameters()));
  std::string signature(1024, '\0');  // of RSA with 8192 bits
  std::size_t size = signature.size();
  const int done = ssl.EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                      bytes_of(message), message.size());
  signature.resize(done == 1 ? size : 0);
  if (!public_key_.verify(message, signature))
    return wrong(Code::cannot_sign, "the key made no signature that its public half verifies",
                 "take the key from its backup");
  return signature;
}

Secret PrivateKey::to_pem(std::string_view passphrase) const {
  const KeyInfo info(openssl().EVP_PKEY2PKCS8(key_.get()));
  if (info == nullptr) broken();
  if (!passphrase.empty()) return write_secret_pem(encrypted_label, encrypted_der(info.get(), passphrase));
  return write_secret_pem(plain_label, der_of(info.get()));
}

bool is_encrypted_key(std::string_view pem) { return has_label(pem, encrypted_label); }
bool is_private_key(std::string_view pem) { return has_label(pem, plain_label) || is_encrypted_key(pem); }

}  // namespace cavra::crypto
