/// Strings in which one scanner found nothing, so that the same string need not be looked at again.
///
/// Strings are compared as a whole, never by their hash alone. The memory has a fixed size; what does not fit is
/// forgotten.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "privacy/rule.h"

namespace cavra::privacy {

class CleanMemory {
 public:
  /// A remembered string, as long as it is remembered. 0 is none.
  using Id = std::uint32_t;

  CleanMemory();

  [[nodiscard]] Id find(std::string_view text, Kind kind) const;
  /// 0 when the string is too long to be remembered.
  Id remember(std::string_view text, Kind kind);

  /// The same for strings in a row in which, joined, nothing was found.
  [[nodiscard]] bool has_run(std::span<const Id> strings) const;
  void remember_run(std::span<const Id> strings);

 private:
  static constexpr std::size_t longest = 256;
  static constexpr std::size_t slots = 2048;
  static constexpr std::size_t ways = 2;
  static constexpr std::size_t longest_run = 24;
  static constexpr std::size_t runs = 512;

  struct Entry {
    std::uint64_t hash = 0;
    Id id = 0;
    std::uint16_t size = 0;
    Kind kind = Kind::text;
  };
  struct Run {
    std::uint32_t size = 0;
    std::array<Id, longest_run> strings{};
  };

  [[nodiscard]] static std::size_t slot_of(std::uint64_t hash) { return (hash >> 32U) % (slots / ways) * ways; }
  [[nodiscard]] static std::size_t run_slot(std::span<const Id> strings);

  std::vector<Entry> entries_;
  std::unique_ptr<std::array<char, longest>[]> texts_;  // not touched before it is needed
  std::vector<Run> runs_;
  Id last_id_ = 0;
};

}  // namespace cavra::privacy
