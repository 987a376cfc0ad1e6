#include "base/base64.h"

#include <algorithm>
#include <array>

namespace cavra {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t none = 0xFF;

// Values of both alphabets; from_base64 sees to it that only one is used.
constexpr std::array<std::uint8_t, 256> values = [] {
  std::array<std::uint8_t, 256> made{};
  made.fill(none);
  for (std::size_t i = 0; i != alphabet.size(); ++i)
    made[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  made['-'] = 62;
  made['_'] = 63;
  return made;
}();

bool mixes_alphabets(std::string_view text) {
  return text.find_first_of("+/") != std::string_view::npos && text.find_first_of("-_") != std::string_view::npos;
}

// How many of the last four characters are padding.
std::size_t padding_of(std::string_view text) {
  if (text.ends_with("==")) return 2;
  return text.ends_with('=') ? 1 : 0;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t taken = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i != 3; ++i)
      bits = bits << 8U | (i < taken ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i != 4; ++i) text += i <= taken ? alphabet[bits >> (18 - 6 * i) & 63U] : '=';
  }
  return text;
}

std::string to_base64(std::span<const std::uint8_t> bytes) {
  return to_base64(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0 || mixes_alphabets(text)) return std::nullopt;
  text.remove_suffix(padding_of(text));
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;  // those that no byte has taken yet are the lowest `waiting`
  unsigned waiting = 0;
  for (const char c : text) {
    const std::uint8_t value = values[static_cast<unsigned char>(c)];
    if (value == none) return std::nullopt;
    bits = (bits << 6U | value) & 0xFFFFU;
    waiting += 6;
    if (waiting < 8) continue;
    waiting -= 8;
    bytes += static_cast<char>(bits >> waiting & 0xFFU);
  }
  const std::uint32_t rest = bits & ((1U << waiting) - 1);
  if (rest != 0) return std::nullopt;
  return bytes;
}

}  // namespace cavra
