#include "privacy/keyed_hash.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstddef>
#include <exception>

namespace cavra::privacy {
namespace {

// The few functions of OpenSSL 3 that are needed, as its headers declare them.
struct Libcrypto {
  using Evp = const void* (*)();
  using Hmac = unsigned char* (*)(const void* md, const void* key, int key_size, const unsigned char* data,
                                  std::size_t size, unsigned char* out, unsigned* out_size);
  using Sha256 = unsigned char* (*)(const unsigned char* data, std::size_t size, unsigned char* out);

  Hmac hmac = nullptr;
  Sha256 sha256 = nullptr;
  const void* evp_sha256 = nullptr;

  [[nodiscard]] bool loaded() const { return hmac != nullptr && sha256 != nullptr && evp_sha256 != nullptr; }
};

const Libcrypto& libcrypto() {
  static const Libcrypto loaded = [] {
    Libcrypto functions;
    void* library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return functions;
    functions.hmac = reinterpret_cast<Libcrypto::Hmac>(dlsym(library, "HMAC"));
    functions.sha256 = reinterpret_cast<Libcrypto::Sha256>(dlsym(library, "SHA256"));
    const auto evp = reinterpret_cast<Libcrypto::Evp>(dlsym(library, "EVP_sha256"));
    if (evp != nullptr) functions.evp_sha256 = evp();
    return functions;
  }();
  return loaded;
}

std::unexpected<Error> not_loaded() {
  return std::unexpected(Error{Code::cannot_read, "libcrypto.so.3 cannot be loaded", "install OpenSSL 3", "", 0, 0, 0});
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

std::string to_hex(const Digest& digest) {
  std::string hex;
  for (const std::uint8_t byte : digest) {
    hex += "0123456789abcdef"[byte >> 4U];
    hex += "0123456789abcdef"[byte & 15U];
  }
  return hex;
}

std::expected<Digest, Error> sha256(std::string_view bytes) {
  if (!libcrypto().loaded()) return not_loaded();
  Digest digest{};
  libcrypto().sha256(bytes_of(bytes), bytes.size(), digest.data());
  return digest;
}

std::expected<KeyedHash, Error> KeyedHash::with_key(std::string_view key) {
  KeyedHash hash;
  if (key.size() != hash.key_.size()) {
    return std::unexpected(
        Error{Code::bad_definition, "the key has not 32 bytes", "make one with scan --new-key", "", 0, 0, 0});
  }
  if (!libcrypto().loaded()) return not_loaded();
  std::copy_n(bytes_of(key), key.size(), hash.key_.begin());
  return hash;
}

KeyedHash::KeyedHash(KeyedHash&& other) noexcept : key_(other.key_) { other.key_.fill(0); }

KeyedHash::~KeyedHash() {
  volatile std::uint8_t* wiped = key_.data();
  for (std::size_t i = 0; i != key_.size(); ++i) wiped[i] = 0;
}

Digest KeyedHash::operator()(std::string_view message) const {
  Digest digest{};
  unsigned size = 0;
  if (libcrypto().hmac(libcrypto().evp_sha256, key_.data(), static_cast<int>(key_.size()), bytes_of(message),
                       message.size(), digest.data(), &size) == nullptr) {
    std::terminate();
  }
  return digest;
}

}  // namespace cavra::privacy
