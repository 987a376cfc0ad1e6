/// SipHash-2-4, a keyed pseudo-random function for short messages (Aumasson and Bernstein, 2012).
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "privacy/hash.h"

namespace cavra::privacy {

/// 64 bits that tell nothing of the message to whoever has not the key.
class SipHash {
 public:
  SipHash(std::uint64_t key0, std::uint64_t key1) : key0_(key0), key1_(key1) {}

  [[nodiscard]] std::uint64_t operator()(std::string_view message) const {
    State s = {key0_ ^ 0x736F6D6570736575U, key1_ ^ 0x646F72616E646F6DU, key0_ ^ 0x6C7967656E657261U,
               key1_ ^ 0x7465646279746573U};
    const char* at = message.data();
    std::size_t left = message.size();
    for (; left >= 8; left -= 8, at += 8) absorb(s, load_bytes(at, 8));
    absorb(s, load_bytes(at, left) | static_cast<std::uint64_t>(message.size()) << 56U);
    s[2] ^= 0xFFU;
    for (int i = 0; i != 4; ++i) round(s);
    return s[0] ^ s[1] ^ s[2] ^ s[3];
  }

 private:
  using State = std::array<std::uint64_t, 4>;

  static void round(State& s) {
    s[0] += s[1];
    s[1] = std::rotl(s[1], 13) ^ s[0];
    s[0] = std::rotl(s[0], 32);
    s[2] += s[3];
    s[3] = std::rotl(s[3], 16) ^ s[2];
    s[0] += s[3];
    s[3] = std::rotl(s[3], 21) ^ s[0];
    s[2] += s[1];
    s[1] = std::rotl(s[1], 17) ^ s[2];
    s[2] = std::rotl(s[2], 32);
  }

  static void absorb(State& s, std::uint64_t word) {
    s[3] ^= word;
    round(s);
    round(s);
    s[0] ^= word;
  }

  std::uint64_t key0_;
  std::uint64_t key1_;
};

}  // namespace cavra::privacy
