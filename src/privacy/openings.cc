#include "privacy/openings.h"

#include <array>
#include <cstdint>

#include "privacy/base_n.h"

namespace cavra::privacy {
namespace {

// Whether bytes that begin so, three or six of them, may come to something readable; East Asian UTF-16 aside.
class Opening {
 public:
  void add(unsigned byte) {
    // The upper bytes of alphabets, symbols and surrogates.
    const bool upper = byte <= 0x27 || (byte >= 0xD8 && byte <= 0xDF);
    little_ = little_ && (size_ % 2 == 0 || upper);
    big_ = big_ && (size_ % 2 == 1 || upper);
    if (text_) continue_text(byte);
    if (size_ < 2) begin_ = begin_ << 8 | byte;
    ++size_;
  }

  bool may_be_readable() const {
    const bool mark = begin_ == 0xFFFE || begin_ == 0xFEFF;
    const bool compressed = begin_ == 0x1F8B || ((begin_ & 0x0F00) == 0x0800 && begin_ < 0x7900 && begin_ % 31 == 0);
    return text_ || little_ || big_ || mark || compressed;
  }

 private:
  void continue_text(unsigned byte) {
    if (following_ != 0) {
      text_ = byte >> 6 == 2;
      --following_;
    } else if (byte >= 0x80) {
      text_ = byte >= 0xC2 && byte <= 0xF4;
      following_ = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    } else {
      text_ = byte >= 0x20 ? byte != 0x7F : byte == '\t' || byte == '\n' || byte == '\r';
    }
  }

  unsigned size_ = 0;
  unsigned begin_ = 0;      // the first two bytes
  unsigned following_ = 0;  // bytes that the character still needs
  bool text_ = true;
  bool little_ = true;
  bool big_ = true;
};

// What the first three bytes of a text may be; the first two of four digits say which of them are possible so far, the
// last two which remain.
enum Beginning : std::uint8_t {
  ascii_ascii = 1,  // and then ASCII or the first byte of a character
  ascii_lead = 2,   // and then a byte that continues it
  lead2_next = 4,   // and then ASCII or the first byte of a character
  lead_next = 8,    // and then a byte that continues it
};

constexpr bool is_text_byte(unsigned byte) {
  return byte >= 0x20 ? byte < 0x7F : byte == '\t' || byte == '\n' || byte == '\r';
}
constexpr bool is_lead_byte(unsigned byte) { return byte >= 0xC2 && byte <= 0xF4; }

constexpr std::array<std::uint8_t, 4096> beginnings() {
  std::array<std::uint8_t, 4096> table{};
  for (unsigned pair = 0; pair < table.size(); ++pair) {
    const unsigned byte = pair >> 4;
    const unsigned half = pair & 0xF;  // of the second byte
    unsigned found = 0;
    if (is_text_byte(byte) && half < 8) found |= ascii_ascii;
    if (is_text_byte(byte) && half >= 0xC) found |= ascii_lead;
    const bool next = half >= 8 && half < 0xC;
    if (is_lead_byte(byte) && byte < 0xE0 && next) found |= lead2_next;
    if (is_lead_byte(byte) && byte >= 0xE0 && next) found |= lead_next;
    table[pair] = static_cast<std::uint8_t>(found);
  }
  return table;
}
constexpr std::array<std::uint8_t, 4096> continuations() {
  std::array<std::uint8_t, 4096> table{};
  for (unsigned pair = 0; pair < table.size(); ++pair) {
    const unsigned byte = pair & 0xFF;
    const bool begins = is_text_byte(byte) || is_lead_byte(byte);
    const bool next = byte >= 0x80 && byte < 0xC0;
    table[pair] =
        static_cast<std::uint8_t>((begins ? ascii_ascii | lead2_next : 0) | (next ? ascii_lead | lead_next : 0));
  }
  return table;
}
constexpr std::array<std::uint8_t, 4096> kBeginnings = beginnings();
constexpr std::array<std::uint8_t, 4096> kContinuations = continuations();

}  // namespace

bool opens_base64(std::string_view digits) {
  const auto bytes = [&](std::size_t at) {
    unsigned bits = 0;
    for (std::size_t i = at; i < at + 4; ++i) bits = bits << 6 | base64_value(digits[i]);
    return bits;
  };
  Opening opening;
  const unsigned first = bytes(0);
  opening.add(first >> 16);
  opening.add(first >> 8 & 0xFF);
  opening.add(first & 0xFF);
  if (digits.size() < 8 || !opening.may_be_readable()) return opening.may_be_readable();
  const unsigned second = bytes(4);
  opening.add(second >> 16);
  opening.add(second >> 8 & 0xFF);
  opening.add(second & 0xFF);
  return opening.may_be_readable();
}

bool opens_small_base64(std::string_view digits) {
  const unsigned first = static_cast<unsigned>(base64_value(digits[0])) << 6 | base64_value(digits[1]);
  const unsigned second = static_cast<unsigned>(base64_value(digits[2])) << 6 | base64_value(digits[3]);
  return (kBeginnings[first] & kContinuations[second]) != 0;
}

}  // namespace cavra::privacy
