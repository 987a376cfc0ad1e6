/// Folding: one spelling for characters that read alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/offset_map.h"
#include "privacy/reading.h"

namespace cavra::privacy {

/// The decodings of a text that took part, as bits.
using DecodingSet = std::uint32_t;
[[nodiscard]] constexpr DecodingSet bit(Decoding decoding) { return DecodingSet{1} << static_cast<unsigned>(decoding); }

/// Folds text in place of itself: NFKC, look-alikes of ASCII characters, and without what is invisible: default
/// ignorable and control characters but tab and line breaks, and marks left over on ASCII characters and Latin letters. One per thread.
class Folder {
 public:
  /// Writes the folded text to `out` and, when `map` is given, where each byte came from. Linear in the text.
  /// What took part; nothing when out equals text. Bytes that are no UTF-8 become U+FFFD, which alone counts as nothing.
  DecodingSet fold(std::string_view text, std::string& out, OffsetMap* map = nullptr);

 private:
  struct Item {
    std::uint32_t code_point;
    std::uint32_t source;
    std::uint32_t order;
    std::uint8_t combining;
  };

  void take(std::uint32_t code_point, std::uint32_t source);
  void order();
  void compose_items();
  void emit(std::string& out, OffsetMap* map);

  std::vector<Item> before_;
  std::vector<Item> items_;
  std::uint32_t last_base_ = 0;
  DecodingSet used_ = 0;
};

}  // namespace cavra::privacy
