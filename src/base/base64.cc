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

void to_base64(std::string_view bytes, char* out) {
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t taken = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i != 3; ++i)
      bits = bits << 8U | (i < taken ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i != 4; ++i) *out++ = i <= taken ? alphabet[bits >> (18 - 6 * i) & 63U] : '=';
  }
}

std::string to_base64(std::string_view bytes) {
  std::string text(base64_size(bytes.size()), '\0');
  to_base64(bytes, text.data());
  return text;
}

std::string to_base64(std::span<const std::uint8_t> bytes) {
  return to_base64(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

std::optional<std::size_t> from_base64(std::string_view text, char* out) {
  if (text.size() % 4 != 0 || mixes_alphabets(text)) return std::nullopt;
  text.remove_suffix(padding_of(text));
  char* const begin = out;
  std::uint32_t bits = 0;  // those that no byte has taken yet are the lowest `waiting`
  unsigned waiting = 0;
  for (const char c : text) {
    const std::uint8_t value = values[static_cast<unsigned char>(c)];
    if (value == none) return std::nullopt;
    bits = (bits << 6U | value) & 0xFFFFU;
    waiting += 6;
    if (waiting < 8) continue;
    waiting -= 8;
    *out++ = static_cast<char>(bits >> waiting & 0xFFU);
  }
  const std::uint32_t rest = bits & ((1U << waiting) - 1);
  if (rest != 0) return std::nullopt;
  return static_cast<std::size_t>(out - begin);
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(most_from_base64(text.size()), '\0');
  const auto size = from_base64(text, bytes.data());
  if (!size) return std::nullopt;
  bytes.resize(*size);
  return bytes;
}

}  // namespace cavra
