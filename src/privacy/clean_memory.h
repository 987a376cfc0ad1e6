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

  static constexpr std::size_t longest = 384;  ///< bytes of a string that is remembered

  CleanMemory();

  /// `type` is what else must be the same, such as a Kind; not 255.
  [[nodiscard]] Id find(std::string_view bytes, std::uint8_t type) const;
  /// 0 when the string is too long to be remembered.
  Id remember(std::string_view bytes, std::uint8_t type);
  [[nodiscard]] Id find(std::string_view text, Kind kind) const { return find(text, static_cast<std::uint8_t>(kind)); }
  Id remember(std::string_view text, Kind kind) { return remember(text, static_cast<std::uint8_t>(kind)); }

  /// The same for strings in a row in which, joined, nothing was found.
  [[nodiscard]] bool has_run(std::span<const Id> strings) const;
  void remember_run(std::span<const Id> strings);

 private:
  static constexpr std::size_t slots = 2048;
  static constexpr std::size_t ways = 4;
  static constexpr std::uint8_t run = 0xFF;  // the type of strings in a row

  struct Entry {
    std::uint64_t hash = 0;
    Id id = 0;
    std::uint16_t size = 0;
    std::uint8_t type = 0;
  };

  std::vector<Entry> entries_;
  std::unique_ptr<std::array<char, longest>[]> texts_;  // not touched before it is needed
  Id last_id_ = 0;
};

}  // namespace cavra::privacy
