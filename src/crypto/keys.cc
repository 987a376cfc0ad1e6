#include "crypto/keys.h"

#include <algorithm>
#include <array>

#include <openssl/core_names.h>

#include "base/hex.h"
#include "crypto/der.h"
#include "crypto/digest.h"
#include "crypto/openssl.h"
#include "crypto/pem.h"
#include "crypto/scheme.h"

namespace cavra::crypto {
namespace {

using namespace std::string_view_literals;

// What the SPKI of each kind begins with, to the byte, up to the key itself.
constexpr std::string_view ed25519_head = "\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"sv;
constexpr std::string_view p256_head =
    "\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00"sv;
// The AlgorithmIdentifiers that follow the SEQUENCE and its length in an SPKI of RSA.
constexpr std::string_view pss_algorithm =
    "\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x34\xa0\x0f\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04"
    "\x02"
    "\x01\x05\x00\xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03"
    "\x04"
    "\x02\x01\x05\x00\xa2\x03\x02\x01\x20"sv;
constexpr std::string_view rsa_oid = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"sv;
constexpr std::string_view pss_oid = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a"sv;
constexpr std::size_t spki_head = 4;  // of RSA: SEQUENCE and a length of two bytes
constexpr std::size_t ed25519_size = 32;
constexpr std::size_t p256_size = 65;  // 04 and two coordinates
constexpr int least_rsa_bits = 3072;
constexpr int most_rsa_bits = 8192;

std::unexpected<Error> wrong(Code code, std::string what, std::string todo) {
  return std::unexpected(Error{code, std::move(what), std::move(todo), "", 0, 0, 0});
}
std::unexpected<Error> damaged() {
  return wrong(Code::bad_key, "the public key is damaged or not spelled as this kind of key is", "export it again");
}
std::unexpected<Error> unsupported(std::string what) {
  return wrong(Code::key_not_supported, std::move(what), "make a key with `cavra-seal keygen`");
}

SharedKey read_ed25519(std::string_view raw) {
  return share(openssl().EVP_PKEY_new_raw_public_key_ex(nullptr, "ED25519", nullptr, bytes_of(raw), raw.size()));
}

SharedKey read_p256(std::string_view point) {
  const OpenSsl& ssl = openssl();
  if (!point.starts_with('\x04')) return nullptr;
  const KeyContext context(ssl.EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  char group[] = "P-256";
  std::string copy(point);
  OSSL_PARAM parameters[] = {ssl.OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
                             ssl.OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, copy.data(), copy.size()),
                             ssl.OSSL_PARAM_construct_end()};
  EVP_PKEY* key = nullptr;
  must(ssl.EVP_PKEY_fromdata_init(context.get()));
  return ssl.EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) == 1 ? share(key) : nullptr;
}

// Of an RSA key with the right algorithm: its number is read and must be written back as it was.
SharedKey read_pss(std::string_view spki) {
  const unsigned char* at = bytes_of(spki);
  SharedKey key = share(openssl().d2i_PUBKEY(nullptr, &at, static_cast<long>(spki.size())));
  return key != nullptr && spki_of(key.get()) == spki ? key : nullptr;
}

std::expected<SharedKey, Error> read_rsa(std::string_view spki) {
  const std::string_view algorithm = spki.substr(std::min(spki_head, spki.size()));
  if (algorithm.substr(0, 20).find(rsa_oid) != std::string_view::npos)
    return unsupported("it is an ordinary RSA key, not one for RSASSA-PSS alone");
  if (!algorithm.starts_with(pss_algorithm))
    return unsupported("the RSASSA-PSS key does not ask for SHA-256, MGF1 with SHA-256 and a salt of 32 bytes");
  SharedKey key = read_pss(spki);
  if (key == nullptr) return damaged();
  const int bits = openssl().EVP_PKEY_get_bits(key.get());
  if (bits < least_rsa_bits || bits > most_rsa_bits)
    return unsupported("the RSA key has " + std::to_string(bits) + " bits, not 3072 to 8192");
  return key;
}

bool is_rsa(std::string_view spki) {
  const std::string_view head = spki.substr(0, 32);
  return head.find(rsa_oid) != std::string_view::npos || head.find(pss_oid) != std::string_view::npos;
}

// Something that OpenSSL can read, but that is none of ours.
bool is_other_key(std::string_view spki) {
  const unsigned char* at = bytes_of(spki);
  const SharedKey key = share(openssl().d2i_PUBKEY(nullptr, &at, static_cast<long>(spki.size())));
  return key != nullptr && at == bytes_of(spki) + spki.size();
}

}  // namespace

std::string_view name(KeyKind kind) {
  constexpr std::array names = {"ed25519"sv, "ecdsa-p256"sv, "rsa-pss"sv};
  return names[static_cast<std::size_t>(kind)];
}

std::optional<KeyKind> kind_named(std::string_view word) {
  for (const KeyKind kind : {KeyKind::ed25519, KeyKind::ecdsa_p256, KeyKind::rsa_pss})
    if (name(kind) == word) return kind;
  return std::nullopt;
}

std::expected<PublicKey, Error> PublicKey::from_pem(std::string_view pem) {
  auto block = read_pem(pem);
  if (!block) return std::unexpected(std::move(block.error()));
  if (block->label == "PUBLIC KEY") return from_spki(block->der);
  if (block->label.ends_with("PRIVATE KEY"))
    return wrong(Code::bad_key, "it is a private key where a public one belongs",
                 "take its public half: cavra-seal key show --public");
  return wrong(Code::bad_key, "its PEM block is not a PUBLIC KEY",
               "write it as SubjectPublicKeyInfo: openssl pkey -pubout");
}

std::expected<PublicKey, Error> PublicKey::from_spki(std::string_view der) {
  const ForgetErrors forget;
  const auto made = [der](KeyKind kind, SharedKey key) -> std::expected<PublicKey, Error> {
    if (key == nullptr) return damaged();
    return PublicKey(std::make_shared<const State>(State{kind, std::string(der), to_hex(sha256(der)), std::move(key)}));
  };
  if (der.starts_with(ed25519_head) && der.size() == ed25519_head.size() + ed25519_size)
    return made(KeyKind::ed25519, read_ed25519(der.substr(ed25519_head.size())));
  if (der.starts_with(p256_head) && der.size() == p256_head.size() + p256_size)
    return made(KeyKind::ecdsa_p256, read_p256(der.substr(p256_head.size())));
  if (is_rsa(der)) {
    auto key = read_rsa(der);
    if (!key) return std::unexpected(std::move(key.error()));
    return made(KeyKind::rsa_pss, std::move(*key));
  }
  if (is_other_key(der))
    return unsupported("it is a key of another kind, or is spelled in another way than seals take");
  return damaged();
}

std::expected<PublicKey, Error> PublicKey::from_ed25519(std::string_view raw) {
  if (raw.size() != ed25519_size) return damaged();
  return from_spki(std::string(ed25519_head).append(raw));
}

std::expected<PublicKey, Error> PublicKey::from_p256(std::string_view point) {
  if (point.size() != p256_size) return damaged();
  return from_spki(std::string(p256_head).append(point));
}

std::expected<PublicKey, Error> PublicKey::from_rsa(std::string_view modulus, std::string_view exponent) {
  if (modulus.size() > most_rsa_bits / 8 + 1 || exponent.size() > modulus.size()) return damaged();
  const std::string numbers = der('\x30', der_unsigned(modulus) + der_unsigned(exponent));
  return from_spki(der('\x30', std::string(pss_algorithm) + der('\x03', std::string(1, '\0') + numbers)));
}

std::string PublicKey::to_pem() const { return write_pem("PUBLIC KEY", spki()); }

std::optional<std::string> PublicKey::ed25519_bytes() const {
  if (kind() != KeyKind::ed25519) return std::nullopt;
  return spki().substr(ed25519_head.size());
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
  const ForgetErrors forget;
  const OpenSsl& ssl = openssl();
  const MdContext context(ssl.EVP_MD_CTX_new());
  const Scheme scheme(kind());
  must(ssl.EVP_DigestVerifyInit_ex(context.get(), nullptr, scheme.digest(), nullptr, nullptr, state_->key.get(),
                                   scheme.parameters()));
  return ssl.EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                              message.size()) == 1;
}

}  // namespace cavra::crypto
