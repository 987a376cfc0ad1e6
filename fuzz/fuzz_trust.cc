// Trust policies: refused, or read and then written so that they read the same.
#include <cstdlib>

#include "seal/trust.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cavra;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto trust = seal::read_trust(bytes, "trust.toml");
  if (!trust) {
    const Code code = trust.error().code;
    if (code != Code::bad_trust_policy && code != Code::bad_trust_key && code != Code::trust_key_twice &&
        code != Code::too_large)
      std::abort();
    if (trust.error().source != "trust.toml") std::abort();
    return 0;
  }
  for (std::size_t i = 0; i != seal::role_count; ++i)
    if (trust->thresholds[i] == 0) std::abort();
  for (const seal::TrustKey& key : trust->keys)
    if (trust->find(key.key.spki()) != &key) std::abort();
  const std::string written = seal::write_trust(*trust);
  const auto again = seal::read_trust(written, "trust.toml");
  if (!again || seal::write_trust(*again) != written) std::abort();
  return 0;
}
