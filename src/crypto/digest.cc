#include "crypto/digest.h"

#include <sys/random.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <openssl/core_names.h>
#include <openssl/params.h>

#include "crypto/openssl.h"

namespace cavra::crypto {
namespace {

template <std::size_t Size>
const EVP_MD* algorithm() {
  return Size == 32 ? openssl().sha256 : openssl().sha512;
}

template <std::size_t Size>
std::array<std::uint8_t, Size> digest_of(std::string_view bytes) {
  thread_local Hash<Size> hash;  // making a context costs as much as hashing 500 bytes
  hash.add(bytes);
  return hash.finish();
}

EVP_MAC_CTX* keyed_context(std::string_view key) {
  const OpenSsl& ssl = openssl();
  guard_keys();
  EVP_MAC* const hmac = ssl.EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  EVP_MAC_CTX* const context = ssl.EVP_MAC_CTX_new(hmac);
  ssl.EVP_MAC_free(hmac);
  char digest[] = "SHA2-256";
  const OSSL_PARAM parameters[] = {ssl.OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                   ssl.OSSL_PARAM_construct_end()};
  must(ssl.EVP_MAC_init(context, bytes_of(key), key.size(), parameters));
  return context;
}

}  // namespace

template <std::size_t Size>
Hash<Size>::Hash() : context_(openssl().EVP_MD_CTX_new()) {
  begin();
}

template <std::size_t Size>
Hash<Size>::Hash(Hash&& other) noexcept : context_(std::exchange(other.context_, nullptr)) {}

template <std::size_t Size>
Hash<Size>& Hash<Size>::operator=(Hash&& other) noexcept {
  std::swap(context_, other.context_);
  return *this;
}

template <std::size_t Size>
Hash<Size>::~Hash() {
  if (context_ != nullptr) openssl().EVP_MD_CTX_free(context_);
}

template <std::size_t Size>
void Hash<Size>::begin() {
  must(openssl().EVP_DigestInit_ex2(context_, algorithm<Size>(), nullptr));
}

template <std::size_t Size>
void Hash<Size>::add(std::string_view bytes) {
  must(openssl().EVP_DigestUpdate(context_, bytes.data(), bytes.size()));
}

template <std::size_t Size>
std::array<std::uint8_t, Size> Hash<Size>::finish() {
  std::array<std::uint8_t, Size> digest{};
  must(openssl().EVP_DigestFinal_ex(context_, digest.data(), nullptr));
  begin();
  return digest;
}

template class Hash<32>;
template class Hash<64>;

Digest sha256(std::string_view bytes) { return digest_of<32>(bytes); }
Digest512 sha512(std::string_view bytes) { return digest_of<64>(bytes); }

HmacSha256::HmacSha256(std::string_view key) : context_(keyed_context(key)) {}
HmacSha256::HmacSha256(HmacSha256&& other) noexcept : context_(std::exchange(other.context_, nullptr)) {}

HmacSha256& HmacSha256::operator=(HmacSha256&& other) noexcept {
  std::swap(context_, other.context_);
  return *this;
}

HmacSha256::~HmacSha256() {
  if (context_ != nullptr) openssl().EVP_MAC_CTX_free(context_);
}

Digest HmacSha256::operator()(std::string_view message) const {
  const OpenSsl& ssl = openssl();
  const MacContext context(ssl.EVP_MAC_CTX_dup(context_));
  Digest digest{};
  std::size_t size = 0;
  must(ssl.EVP_MAC_update(context.get(), bytes_of(message), message.size()));
  must(ssl.EVP_MAC_final(context.get(), digest.data(), &size, digest.size()));
  return digest;
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  for (std::size_t have = 0; have != count;) {
    const ssize_t got = ::getrandom(bytes.data() + have, count - have, 0);
    if (got > 0) have += static_cast<std::size_t>(got);
    if (got < 0 && errno != EINTR) broken();
  }
  return bytes;
}

}  // namespace cavra::crypto
