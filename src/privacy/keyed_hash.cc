#include "privacy/keyed_hash.h"

#include "crypto/load.h"

namespace cavra::privacy {

std::expected<KeyedHash, Error> KeyedHash::with_key(std::string_view key) {
  constexpr std::size_t size = 32;
  if (key.size() != size) {
    return std::unexpected(
        Error{Code::bad_definition, "the key has not 32 bytes", "make one with scan --new-key", "", 0, 0, 0});
  }
  if (auto loaded = crypto::load(); !loaded) return std::unexpected(std::move(loaded.error()));
  return KeyedHash(key);
}

}  // namespace cavra::privacy
