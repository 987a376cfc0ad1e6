#include "privacy/clean_memory.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "privacy/hash.h"

namespace cavra::privacy {
namespace {

std::string_view bytes_of(std::span<const CleanMemory::Id> strings) {
  return {reinterpret_cast<const char*>(strings.data()), strings.size_bytes()};
}

}  // namespace

CleanMemory::CleanMemory()
    : entries_(slots), texts_(std::make_unique_for_overwrite<std::array<char, longest>[]>(slots)) {}

bool CleanMemory::has_run(std::span<const Id> strings) const { return find(bytes_of(strings), run) != 0; }

void CleanMemory::remember_run(std::span<const Id> strings) {
  if (std::find(strings.begin(), strings.end(), 0U) == strings.end()) remember(bytes_of(strings), run);
}

CleanMemory::Id CleanMemory::find(std::string_view bytes, std::uint8_t type) const {
  if (bytes.size() > longest) return 0;
  const std::uint64_t hash = hash_bytes(type, bytes);
  const std::size_t first = (hash >> 32U) % (slots / ways) * ways;
  for (std::size_t slot = first; slot != first + ways; ++slot) {
    const Entry& entry = entries_[slot];
    if (entry.id != 0 && entry.hash == hash && entry.type == type && entry.size == bytes.size() &&
        std::memcmp(texts_[slot].data(), bytes.data(), bytes.size()) == 0) {
      return entry.id;
    }
  }
  return 0;
}

CleanMemory::Id CleanMemory::remember(std::string_view bytes, std::uint8_t type) {
  if (bytes.size() > longest) return 0;
  if (const Id known = find(bytes, type); known != 0) return known;
  if (last_id_ == std::numeric_limits<Id>::max()) *this = CleanMemory();
  const std::uint64_t hash = hash_bytes(type, bytes);
  const auto first = entries_.begin() + static_cast<std::ptrdiff_t>((hash >> 32U) % (slots / ways) * ways);
  const auto oldest = std::min_element(first, first + ways, [](const Entry& a, const Entry& b) { return a.id < b.id; });
  *oldest = {hash, ++last_id_, static_cast<std::uint16_t>(bytes.size()), type};
  std::copy(bytes.begin(), bytes.end(), texts_[static_cast<std::size_t>(oldest - entries_.begin())].begin());
  return last_id_;
}

}  // namespace cavra::privacy
