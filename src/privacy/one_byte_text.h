/// A part of a text with one byte for each character.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cavra::privacy {

/// What a regex that names no character beyond ASCII tells apart: ASCII as it is, and one byte for everything else. The
/// character on either side of the part is there, too, for what asks for boundaries.
class OneByteText {
 public:
  /// Of text[begin, end). False where that or a character beside it is not UTF-8.
  [[nodiscard]] bool read(std::string_view text, std::size_t begin, std::size_t end);

  [[nodiscard]] std::string_view text() const { return text_; }
  /// From the places of the text to those here, and back; of the part and its end.
  [[nodiscard]] std::size_t here(std::size_t place) const;
  [[nodiscard]] std::size_t there(std::size_t at) const { return places_[at]; }

 private:
  [[nodiscard]] bool add(std::string_view text, std::size_t begin, std::size_t end);

  std::string text_;
  std::vector<std::size_t> places_;  // of each byte, and of the end
};

}  // namespace cavra::privacy
