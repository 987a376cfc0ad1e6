// The encodings that the reader undoes, for tests.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace cavra::privacy::test {

inline std::string encode_bits(std::string_view bytes, std::string_view alphabet, unsigned width, std::size_t group) {
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    count += 8;
    while (count >= width) {
      count -= width;
      out.push_back(alphabet[bits >> count & ((1u << width) - 1)]);
    }
  }
  if (count > 0) out.push_back(alphabet[bits << (width - count) & ((1u << width) - 1)]);
  while (out.size() % group != 0) out.push_back('=');
  return out;
}

inline std::string unpadded(std::string text) {
  while (text.ends_with('=')) text.pop_back();
  return text;
}

inline std::string base64(std::string_view bytes) {
  return encode_bits(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, 4);
}
inline std::string base64url(std::string_view bytes) {
  return unpadded(encode_bits(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6, 4));
}
inline std::string base32(std::string_view bytes) {
  return encode_bits(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5, 8);
}
inline std::string hex(std::string_view bytes) { return encode_bits(bytes, "0123456789abcdef", 4, 1); }

inline std::string percent(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) out.append("%").append(hex(std::string_view(&byte, 1)));
  return out;
}

inline std::string utf16(std::u16string_view text, bool big_endian, bool mark = false) {
  std::string out;
  const auto put = [&](char16_t unit) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    out.push_back(big_endian ? high : low);
    out.push_back(big_endian ? low : high);
  };
  if (mark) put(0xFEFF);
  for (const char16_t unit : text) put(unit);
  return out;
}

// `window` as deflateInit2 has it: 15 for zlib, 31 for gzip.
inline std::string deflated(std::string_view bytes, int window) {
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()) + 32, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}
inline std::string gzip(std::string_view bytes) { return deflated(bytes, 31); }
inline std::string zlib(std::string_view bytes) { return deflated(bytes, 15); }

}  // namespace cavra::privacy::test
