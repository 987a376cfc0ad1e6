/// HMAC-SHA-256 with the user's key, from which fingerprints and keyed rosters are made.
#pragma once

#include <expected>
#include <string_view>

#include "cavra/error.h"
#include "crypto/digest.h"

namespace cavra::privacy {

using crypto::Digest;

/// A key that is ready for use. Any number of threads may use it at a time; its bytes are wiped when it goes.
class KeyedHash {
 public:
  /// `key` has 32 bytes: Code::bad_definition otherwise, Code::cannot_read when libcrypto cannot be loaded.
  [[nodiscard]] static std::expected<KeyedHash, Error> with_key(std::string_view key);

  [[nodiscard]] Digest operator()(std::string_view message) const { return hash_(message); }

 private:
  explicit KeyedHash(std::string_view key) : hash_(key) {}

  crypto::HmacSha256 hash_;
};

}  // namespace cavra::privacy
