/// Base64, base32 and hexadecimal digits to bytes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cavra::privacy {

namespace base_n {
constexpr std::array<std::uint8_t, 256> values(std::string_view alphabet) {
  std::array<std::uint8_t, 256> table{};
  table.fill(0xFF);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return table;
}
constexpr std::array<std::uint8_t, 256> both_alphabets() {
  auto table = values("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  table['-'] = 62;
  table['_'] = 63;
  return table;
}
constexpr std::array<std::uint8_t, 256> both_cases() {
  auto table = values("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
  for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = table[c - 32];
  return table;
}
inline constexpr std::array<std::uint8_t, 256> kBase64 = both_alphabets();
inline constexpr std::array<std::uint8_t, 256> kBase32 = both_cases();
}  // namespace base_n

/// The value of a digit of base64 or base64url, 0xFF of any other character.
[[nodiscard]] constexpr std::uint8_t base64_value(char c) { return base_n::kBase64[static_cast<unsigned char>(c)]; }

/// The value of a digit of base32 of either case, 0xFF of any other character.
[[nodiscard]] constexpr std::uint8_t base32_value(char c) { return base_n::kBase32[static_cast<unsigned char>(c)]; }

/// Appends the bytes that `digits`, all of the alphabet and without padding, stand for. Bits that fill no byte are
/// dropped.
void decode_base64(std::string_view digits, std::string& out);
void decode_base32(std::string_view digits, std::string& out);

/// As above; any character but a digit between the pairs is passed over.
void decode_hex(std::string_view digits, std::string& out);

}  // namespace cavra::privacy
