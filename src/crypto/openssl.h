/// The functions of libcrypto.so.3, as a table that is filled when it is first asked for.
///
/// The program is not linked against libcrypto: finding and relocating it costs 1.8 ms, more than judging a packet. So
/// OpenSSL is called as `openssl().EVP_DigestUpdate(...)`, and only the sources of this room do. What is called must be
/// listed in openssl.inc. Macros and inline functions of OpenSSL's headers that call others cannot be used.
#pragma once

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <memory>

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
using MacContext = std::unique_ptr<EVP_MAC_CTX, Free<&OpenSsl::EVP_MAC_CTX_free>>;

inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace cavra::crypto
