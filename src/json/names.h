/// Names known ahead: the keys and words that the gates use, numbered, so that a parsed key is compared as a number.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace cavra::json {

using NameId = std::uint16_t;
inline constexpr NameId no_name = 0;  ///< the id of every name that the table does not hold

/// Mixes the bytes of a key; equal bytes give equal hashes, nothing else is promised.
inline std::uint64_t hash_of(std::string_view text) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  const char* p = text.data();
  const std::size_t n = text.size();
  const auto word = [](const char* at) {
    std::uint64_t value;
    std::memcpy(&value, at, 8);
    return value;
  };
  const auto half = [](const char* at) {
    std::uint32_t value;
    std::memcpy(&value, at, 4);
    return std::uint64_t{value};
  };
  std::uint64_t h = n * odd;
  const auto mix = [&h](std::uint64_t value) {
    h = (h ^ value) * odd;
    h ^= h >> 32;
  };
  if (n >= 8) {
    for (std::size_t i = 0; i + 8 < n; i += 8) mix(word(p + i));
    mix(word(p + n - 8));
  } else if (n >= 4) {
    mix(half(p) | half(p + n - 4) << 32);
  } else if (n > 0) {
    const auto byte = [p](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(p[i])}; };
    mix(byte(0) | byte(n / 2) << 8 | byte(n - 1) << 16);
  }
  return h;
}

/// Whether two texts are the same. Keys are short: this is done before memcmp would be called.
inline bool same_text(std::string_view a, std::string_view b) {
  const std::size_t n = a.size();
  if (n != b.size()) return false;
  const auto differ = [a, b]<typename Word>(Word, std::size_t at) {
    Word of_a;
    Word of_b;
    std::memcpy(&of_a, a.data() + at, sizeof(Word));
    std::memcpy(&of_b, b.data() + at, sizeof(Word));
    return of_a ^ of_b;
  };
  if (n >= 8) {
    std::uint64_t difference = differ(std::uint64_t{}, n - 8);
    for (std::size_t at = 0; at + 8 < n; at += 8) difference |= differ(std::uint64_t{}, at);
    return difference == 0;
  }
  if (n >= 4) return (differ(std::uint32_t{}, 0) | differ(std::uint32_t{}, n - 4)) == 0;
  for (std::size_t at = 0; at != n; ++at)
    if (a[at] != b[at]) return false;
  return true;
}

/// A view of numbered names: `names[id]` is the name, `names[0]` is empty and stands for no name.
/// `slots` is an open-addressed hash table of ids, its size a power of two, with at least one empty slot.
struct NameTable {
  std::span<const std::string_view> names;
  std::span<const NameId> slots;

  [[nodiscard]] NameId find(std::string_view text, std::uint64_t hash) const {
    if (slots.empty()) return no_name;
    const std::size_t mask = slots.size() - 1;
    for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
      const NameId id = slots[i];
      if (id == no_name || same_text(names[id], text)) return id;
    }
  }
  [[nodiscard]] NameId find(std::string_view text) const { return find(text, hash_of(text)); }
};

/// The slots for a list of distinct names whose first is the empty one. At most 65,535 names.
[[nodiscard]] std::vector<NameId> make_slots(std::span<const std::string_view> names);

}  // namespace cavra::json
