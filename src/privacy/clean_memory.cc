#include "privacy/clean_memory.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "privacy/hash.h"

namespace cavra::privacy {
namespace {

std::uint64_t hash_of(std::string_view text, Kind kind) { return hash_bytes(static_cast<std::uint64_t>(kind), text); }

}  // namespace

CleanMemory::CleanMemory()
    : entries_(slots), texts_(std::make_unique_for_overwrite<std::array<char, longest>[]>(slots)), runs_(runs) {}

CleanMemory::Id CleanMemory::find(std::string_view text, Kind kind) const {
  if (text.size() > longest) return 0;
  const std::uint64_t hash = hash_of(text, kind);
  const std::size_t first = slot_of(hash);
  for (std::size_t slot = first; slot != first + ways; ++slot) {
    const Entry& entry = entries_[slot];
    if (entry.id != 0 && entry.hash == hash && entry.kind == kind && entry.size == text.size() &&
        std::memcmp(texts_[slot].data(), text.data(), text.size()) == 0) {
      return entry.id;
    }
  }
  return 0;
}

CleanMemory::Id CleanMemory::remember(std::string_view text, Kind kind) {
  if (text.size() > longest) return 0;
  if (const Id known = find(text, kind); known != 0) return known;
  if (last_id_ == std::numeric_limits<Id>::max()) *this = CleanMemory();
  const std::uint64_t hash = hash_of(text, kind);
  const std::size_t first = slot_of(hash);
  // The older of the two goes.
  const std::size_t slot = entries_[first].id <= entries_[first + 1].id ? first : first + 1;
  entries_[slot] = {hash, ++last_id_, static_cast<std::uint16_t>(text.size()), kind};
  std::copy(text.begin(), text.end(), texts_[slot].begin());
  return last_id_;
}

std::size_t CleanMemory::run_slot(std::span<const Id> strings) {
  std::uint64_t hash = strings.size();
  for (const Id id : strings) hash = mix(hash, id);
  return (hash >> 32U) % runs;
}

bool CleanMemory::has_run(std::span<const Id> strings) const {
  if (strings.size() > longest_run) return false;
  const Run& run = runs_[run_slot(strings)];
  return run.size == strings.size() && std::equal(strings.begin(), strings.end(), run.strings.begin());
}

void CleanMemory::remember_run(std::span<const Id> strings) {
  if (strings.size() > longest_run || std::find(strings.begin(), strings.end(), 0U) != strings.end()) return;
  Run& run = runs_[run_slot(strings)];
  run.size = static_cast<std::uint32_t>(strings.size());
  std::copy(strings.begin(), strings.end(), run.strings.begin());
}

}  // namespace cavra::privacy
