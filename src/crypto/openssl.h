/// The functions of libcrypto.so.3, as a table that is filled when it is first asked for.
///
/// The program is not linked against libcrypto: finding and relocating it costs 1.8 ms, more than judging a packet. So
/// OpenSSL is called as `openssl().EVP_DigestUpdate(...)`, and only the sources of this room do. What is called must be
/// listed in openssl.inc. Macros and inline functions of OpenSSL's headers that call others cannot be used.
#pragma once

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pkcs12.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include <memory>
#include <string_view>

#include "crypto/load.h"

namespace cavra::crypto {

struct OpenSsl {
#define CAVRA_OPENSSL(function) decltype(&::function) function = nullptr;  // NOLINT(bugprone-macro-parentheses)
#include "crypto/openssl.inc"
#undef CAVRA_OPENSSL
  // Fetched once: looking an algorithm up costs more than hashing a packet.
  EVP_MD* sha256 = nullptr;
  EVP_MD* sha512 = nullptr;
};

/// Loads what load() loads. Ends the program when that fails.
[[nodiscard]] const OpenSsl& openssl();

/// Has libcrypto keep private keys in pages that are in no core, from the first call on. Called before a key is made or
/// read.
void guard_keys();

/// Ends the program: libcrypto failed where it only can for lack of memory, or because the program is wrong.
[[noreturn]] void broken();
inline void must(int done) {
  if (done != 1) broken();
}

/// For std::unique_ptr: frees with the function of the table.
template <auto Function>
struct Free {
  template <typename T>
  void operator()(T* pointer) const {
    static_cast<void>((openssl().*Function)(pointer));
  }
};
using MdContext = std::unique_ptr<EVP_MD_CTX, Free<&OpenSsl::EVP_MD_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<&OpenSsl::EVP_PKEY_CTX_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Free<&OpenSsl::EVP_MAC_CTX_free>>;

/// Empties OpenSSL's queue of errors, of which nothing is told: they name its own insides.
class ForgetErrors {
 public:
  ForgetErrors() = default;
  ForgetErrors(const ForgetErrors&) = delete;
  ForgetErrors& operator=(const ForgetErrors&) = delete;
  ~ForgetErrors() { openssl().ERR_clear_error(); }
};

inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace cavra::crypto
