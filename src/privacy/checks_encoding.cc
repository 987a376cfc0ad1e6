#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/utf8.h"
#include "privacy/checks_impl.h"

namespace cavra::privacy::checks {
namespace {

constexpr std::size_t longest_digest = 64;  // bytes: a SHA-512, or an Ed25519 signature

int hex_value(char c) {
  if (digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (digit(c)) return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

/// Nothing when a character is none of the alphabet; what is left of the last byte is dropped.
std::optional<std::string> decoded(std::string_view value, int (*value_of)(char), unsigned bits_each) {
  std::string bytes;
  unsigned rest = 0;
  unsigned bits = 0;
  for (const char c : value) {
    const int read = value_of(c);
    if (read < 0) return std::nullopt;
    rest = (rest << bits_each | static_cast<unsigned>(read)) & 0xFFFFU;
    bits += bits_each;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(rest >> bits & 0xFFU);
  }
  return bytes;
}

bool control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
}

bool utf8_text(std::string_view bytes) {
  return invalid_utf8_at(bytes) == bytes.size() && std::none_of(bytes.begin(), bytes.end(), control);
}

/// Two bytes a character, the high ones all alike (as in any text of one script), with or without a mark ahead.
bool utf16_text(std::string_view bytes) {
  if (bytes.size() % 2 != 0) bytes.remove_suffix(1);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) bytes.remove_prefix(2);
  for (const std::size_t high : {std::size_t{0}, std::size_t{1}}) {
    std::size_t zeros = 0;
    for (std::size_t i = high; i < bytes.size(); i += 2) zeros += bytes[i] == '\0' ? 1U : 0U;
    if (zeros * 10 >= bytes.size() / 2 * 8) return true;
  }
  return false;
}

/// gzip or zlib: the reader inflates it, and what is in it is judged then.
bool compressed(std::string_view bytes) {
  constexpr std::array<std::string_view, 5> starts = {"\x1F\x8B\x08", "\x78\x01", "\x78\x5E", "\x78\x9C", "\x78\xDA"};
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return bytes.starts_with(start); });
}

bool readable(std::string_view bytes) { return utf8_text(bytes) || utf16_text(bytes) || compressed(bytes); }

}  // namespace

bool opaque(std::string_view value) {
  while (value.ends_with('=')) value.remove_suffix(1);
  const auto hex = decoded(value, hex_value, 4);
  const auto bytes = hex ? hex : decoded(value, base64_value, 6);
  return bytes && bytes->size() > longest_digest && !readable(*bytes);
}

}  // namespace cavra::privacy::checks
