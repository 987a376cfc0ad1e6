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
  static constexpr std::size_t ways = 4;
  static constexpr std::uint8_t run = 0xFF;  // a type beside those of Kind

  struct Entry {
    std::uint64_t hash = 0;
    Id id = 0;
    std::uint16_t size = 0;
    std::uint8_t type = 0;
  };

  [[nodiscard]] Id find(std::string_view bytes, std::uint8_t type) const;
  Id remember(std::string_view bytes, std::uint8_t type);

  std::vector<Entry> entries_;
  std::unique_ptr<std::array<char, longest>[]> texts_;  // not touched before it is needed
  Id last_id_ = 0;
};

}  // namespace cavra::privacy
