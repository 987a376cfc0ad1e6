/// HMAC-SHA-256 with the user's key, and plain SHA-256 for digests.
///
/// libcrypto is loaded when either is first used, not when the program starts: most runs need neither.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "cavra/error.h"

namespace cavra::privacy {

using Digest = std::array<std::uint8_t, 32>;

/// In small hexadecimal digits.
[[nodiscard]] std::string to_hex(const Digest& digest);

/// Code::cannot_read when libcrypto cannot be loaded.
[[nodiscard]] std::expected<Digest, Error> sha256(std::string_view bytes);

/// A key that is ready for use. Any number of threads may use it at a time; its bytes are wiped when it goes.
class KeyedHash {
 public:
  /// `key` has 32 bytes: Code::bad_definition otherwise, Code::cannot_read when libcrypto cannot be loaded.
  [[nodiscard]] static std::expected<KeyedHash, Error> with_key(std::string_view key);
  KeyedHash(KeyedHash&& other) noexcept;
  KeyedHash& operator=(KeyedHash&&) = delete;
  ~KeyedHash();

  [[nodiscard]] Digest operator()(std::string_view message) const;

 private:
  KeyedHash() = default;

  std::array<std::uint8_t, 32> key_{};
};

}  // namespace cavra::privacy
