#include "privacy/base_n.h"

#include "base/hex.h"

namespace cavra::privacy {
namespace {

template <unsigned kBits, class Value>
void decode(std::string_view digits, Value&& value, std::string& out) {
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char digit : digits) {
    bits = bits << kBits | value(digit);
    count += kBits;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<char>(bits >> count & 0xFF));
    }
  }
}

}  // namespace

void decode_base64(std::string_view digits, std::string& out) { decode<6>(digits, base64_value, out); }

void decode_base32(std::string_view digits, std::string& out) { decode<5>(digits, base32_value, out); }

void decode_hex(std::string_view digits, std::string& out) {
  int high = -1;
  for (const char c : digits) {
    const int digit = hex_digit(c);
    if (digit < 0) continue;
    if (high < 0) {
      high = digit;
    } else {
      out.push_back(static_cast<char>(high << 4 | digit));
      high = -1;
    }
  }
}

}  // namespace cavra::privacy
