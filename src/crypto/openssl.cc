#include "crypto/openssl.h"

#include <dlfcn.h>

#include <exception>
#include <optional>

namespace cavra::crypto {
namespace {

template <typename Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

std::optional<OpenSsl> load_library() {
  void* library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::nullopt;
  OpenSsl table;
  bool complete = true;
#define CAVRA_OPENSSL(function) complete &= find(library, #function, table.function);
#include "crypto/openssl.inc"
#undef CAVRA_OPENSSL
  if (!complete) return std::nullopt;
  table.sha256 = table.EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
  table.sha512 = table.EVP_MD_fetch(nullptr, "SHA2-512", nullptr);
  if (table.sha256 == nullptr || table.sha512 == nullptr) return std::nullopt;
  return table;
}

// Never unloaded: other threads, and libraries that share it, may still use it when the program ends.
const std::optional<OpenSsl>& library() {
  static const std::optional<OpenSsl> loaded = load_library();
  return loaded;
}

}  // namespace

std::expected<void, Error> load() {
  if (library()) return {};
  return std::unexpected(Error{Code::cannot_read, "libcrypto.so.3 cannot be loaded", "install OpenSSL 3", "", 0, 0, 0});
}

const OpenSsl& openssl() {
  if (!library()) broken();
  return *library();
}

void guard_keys() {
  constexpr std::size_t room = std::size_t{256} << 10U;  // more than two keys of 8192 bits and signing with them need
  constexpr std::size_t least = 32;
  // It is not there where the host of the library has made its own already, or the system has no such pages.
  static const int guarded = openssl().CRYPTO_secure_malloc_init(room, least);
  static_cast<void>(guarded);
}

void broken() { std::terminate(); }

}  // namespace cavra::crypto
