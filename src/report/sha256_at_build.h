/// SHA-256 (FIPS 180-4) of what is known at build time, in base64, as a Content-Security-Policy names it.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace cavra::report {

namespace sha256_detail {

inline constexpr std::array<std::uint32_t, 64> k = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using Words = std::array<std::uint32_t, 8>;

constexpr void block(Words& h, const std::array<std::uint8_t, 64>& bytes) {
  std::array<std::uint32_t, 64> w{};
  for (std::size_t i = 0; i < 16; ++i)
    for (std::size_t j = 0; j < 4; ++j) w[i] = w[i] << 8U | bytes[4 * i + j];
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t a = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ w[i - 15] >> 3U;
    const std::uint32_t b = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ w[i - 2] >> 10U;
    w[i] = w[i - 16] + a + w[i - 7] + b;
  }
  Words s = h;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::uint32_t e = std::rotr(s[4], 6) ^ std::rotr(s[4], 11) ^ std::rotr(s[4], 25);
    const std::uint32_t t1 = s[7] + e + ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
    const std::uint32_t a = std::rotr(s[0], 2) ^ std::rotr(s[0], 13) ^ std::rotr(s[0], 22);
    const std::uint32_t t2 = a + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    s = {t1 + t2, s[0], s[1], s[2], s[3] + t1, s[4], s[5], s[6]};
  }
  for (std::size_t i = 0; i < 8; ++i) h[i] += s[i];
}

}  // namespace sha256_detail

/// 44 characters.
[[nodiscard]] constexpr std::array<char, 44> sha256_base64(std::string_view text) {
  sha256_detail::Words h = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  const std::size_t padded = (text.size() + 9 + 63) / 64 * 64;
  for (std::size_t at = 0; at < padded; at += 64) {
    std::array<std::uint8_t, 64> bytes{};
    for (std::size_t i = 0; i < 64; ++i) {
      const std::size_t place = at + i;
      if (place < text.size())
        bytes[i] = static_cast<std::uint8_t>(text[place]);
      else if (place == text.size())
        bytes[i] = 0x80;
      else if (place >= padded - 8)
        bytes[i] = static_cast<std::uint8_t>(std::uint64_t{text.size()} * 8 >> 8 * (padded - 1 - place));
    }
    sha256_detail::block(h, bytes);
  }
  std::array<std::uint8_t, 33> digest{};
  for (std::size_t i = 0; i < 32; ++i) digest[i] = static_cast<std::uint8_t>(h[i / 4] >> (24 - 8 * (i % 4)));
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<char, 44> out{};
  for (std::size_t i = 0; i < 11; ++i) {
    const std::uint32_t three =
        std::uint32_t{digest[3 * i]} << 16U | std::uint32_t{digest[3 * i + 1]} << 8U | digest[3 * i + 2];
    for (std::size_t j = 0; j < 4; ++j) out[4 * i + j] = alphabet[three >> (18 - 6 * j) & 0x3FU];
  }
  out[43] = '=';
  return out;
}

}  // namespace cavra::report
