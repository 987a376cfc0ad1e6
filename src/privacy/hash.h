/// Hashes for tables in memory: fast, and nothing to rely on against an adversary.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace cavra::privacy {

[[nodiscard]] inline std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
  return hash ^ hash >> 29U;
}

/// The first `size` bytes (at most eight) as a little number.
[[nodiscard]] inline std::uint64_t load_bytes(const char* from, std::size_t size) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, size);
  return word;
}

[[nodiscard]] inline std::uint64_t hash_bytes(std::uint64_t seed, std::string_view text) {
  std::uint64_t hash = mix(seed, text.size());
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; left -= 8, at += 8) hash = mix(hash, load_bytes(at, 8));
  if (left != 0) hash = mix(hash, text.size() > 8 ? load_bytes(at + left - 8, 8) : load_bytes(at, left));
  return mix(hash, 0);
}

}  // namespace cavra::privacy
