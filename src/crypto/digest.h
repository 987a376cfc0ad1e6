/// SHA-256, SHA-512 and HMAC-SHA-256 of OpenSSL; random bytes.
///
/// Every function may be called from any thread. See crypto/load.h for when libcrypto is loaded.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;
struct evp_mac_ctx_st;

namespace cavra::crypto {

using Digest = std::array<std::uint8_t, 32>;
using Digest512 = std::array<std::uint8_t, 64>;

[[nodiscard]] Digest sha256(std::string_view bytes);
[[nodiscard]] Digest512 sha512(std::string_view bytes);

/// The bytes of a digest or another array, as a view into it.
[[nodiscard]] inline std::string_view as_bytes(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The digest of bytes that come in pieces. One thread at a time.
template <std::size_t Size>
class Hash {
 public:
  Hash();
  Hash(Hash&&) noexcept;
  Hash& operator=(Hash&&) noexcept;
  ~Hash();

  void add(std::string_view bytes);
  /// Of everything added; afterwards it begins again with nothing.
  [[nodiscard]] std::array<std::uint8_t, Size> finish();

 private:
  void begin();

  evp_md_ctx_st* context_;
};
using Sha256 = Hash<32>;
using Sha512 = Hash<64>;

/// HMAC-SHA-256 with one key of any length, which is wiped with it. Any number of threads may use it at a time.
class HmacSha256 {
 public:
  explicit HmacSha256(std::string_view key);
  HmacSha256(HmacSha256&&) noexcept;
  HmacSha256& operator=(HmacSha256&&) noexcept;
  ~HmacSha256();

  [[nodiscard]] Digest operator()(std::string_view message) const;

 private:
  evp_mac_ctx_st* context_;  // with the key, before any message
};

/// From the kernel, for keys and nonces.
[[nodiscard]] std::string random_bytes(std::size_t count);

}  // namespace cavra::crypto
