#include "privacy/readable.h"

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"
#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

bool is_text_character(std::uint32_t c) {
  return c < 0x7F ? c >= 0x20 || c == '\t' || c == '\n' || c == '\r' : record(c).has(property::text);
}

// The size of the text character at `at`, or 0.
std::size_t text_character(std::string_view bytes, std::size_t at) {
  const auto byte = static_cast<unsigned char>(bytes[at]);
  if (byte < 0x80) return is_text_character(byte) ? 1 : 0;
  const Utf8Char decoded = decode_utf8(bytes.substr(at, 4));
  return decoded.size != 0 && is_text_character(decoded.code_point) ? decoded.size : 0;
}

// The size of the control character at `at`, which is no text, or 0.
std::size_t control_character(std::string_view bytes, std::size_t at) {
  if (static_cast<unsigned char>(bytes[at]) < 0x80) return 1;
  const Utf8Char decoded = decode_utf8(bytes.substr(at, 4));
  return decoded.size != 0 && decoded.code_point < 0xA0 ? decoded.size : 0;
}

// Whether the bytes at `at` begin a character that the end cuts.
bool is_cut(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() - at >= size) return false;
  return std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(at) + 1, bytes.end(),
                     [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
}

struct Utf16 {
  std::string_view bytes;
  bool big_endian;

  std::size_t units() const { return bytes.size() / 2; }
  std::uint32_t unit(std::size_t i) const {
    const auto first = static_cast<unsigned char>(bytes[2 * i]);
    const auto second = static_cast<unsigned char>(bytes[2 * i + 1]);
    return static_cast<std::uint32_t>(big_endian ? first << 8 | second : second << 8 | first);
  }
  // The character at `i`, which moves behind it; a lone surrogate is 0.
  std::uint32_t next(std::size_t& i) const {
    const std::uint32_t high = unit(i++);
    if (high < 0xD800 || high > 0xDFFF) return high;
    if (high > 0xDBFF || i == units()) return 0;
    const std::uint32_t low = unit(i);
    if (low < 0xDC00 || low > 0xDFFF) return 0;
    ++i;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
  }
};

// What of UTF-16 is text: also control characters, which hide in it, but NUL.
bool is_utf16_character(std::uint32_t c) { return c != 0 && (c < 0x20 || is_text_character(c)); }

bool is_hangul(std::uint32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }
bool is_han_or_kana(std::uint32_t c) { return (c >= 0x3040 && c < 0x3100) || (c >= 0x4E00 && c < 0xA000); }
bool is_east_asian_sign(std::uint32_t c) { return (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFFF0); }

// Whether characters without a byte order mark hang together as people write them: of Latin, symbols and one more block
// of letters, or all Chinese and Japanese or all Korean, which other bytes are often taken for and so have to be more.
bool is_likely(const Utf16& text, std::size_t bytes) {
  constexpr std::size_t kLeast = 3;
  constexpr std::size_t kLeastEastAsian = 6;
  bool one_block = bytes / 2 >= kLeast;
  bool chinese = bytes / 2 >= kLeastEastAsian;
  bool korean = chinese;
  std::uint32_t block = 0;
  for (std::size_t i = 0; i < text.units() && (one_block || chinese || korean);) {
    const std::uint32_t c = text.next(i);
    if (c == 0 && i == text.units() && bytes > text.bytes.size()) break;  // half of a pair that the prefix cuts
    if (!is_utf16_character(c)) return false;
    if (c < 0x80 || c >= 0x10000) continue;
    const std::uint32_t own = c >> 8;
    if (own != 0 && (own < 0x20 || own > 0x27)) {
      if (block == 0) block = own;
      one_block = one_block && own == block && block < 0x20;
    }
    chinese = chinese && (is_han_or_kana(c) || is_east_asian_sign(c));
    korean = korean && (is_hangul(c) || is_east_asian_sign(c));
  }
  return one_block || chinese || korean;
}

bool is_all_text(const Utf16& text) {
  for (std::size_t i = 0; i < text.units();) {
    if (!is_utf16_character(text.next(i))) return false;
  }
  return true;
}

bool find_utf16(std::string_view bytes, Utf16& text) {
  if (bytes.size() < 6) return false;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    text = {bytes.substr(2), bytes.starts_with("\xFE\xFF")};
    return is_all_text(text);
  }
  for (const bool big_endian : {false, true}) {
    text = {bytes, big_endian};
    if (is_likely(text, bytes.size())) return true;
  }
  return false;
}

bool may_begin_utf16(std::string_view prefix, std::size_t size) {
  if (prefix.size() < 6) return false;
  if (prefix.starts_with("\xFF\xFE") || prefix.starts_with("\xFE\xFF")) return true;
  return is_likely({prefix, false}, size) || is_likely({prefix, true}, size);
}

}  // namespace

std::size_t text_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t size = text_character(bytes, at);
    if (size == 0) break;
    at += size;
  }
  return at;
}

bool is_text(std::string_view bytes) { return !bytes.empty() && text_prefix(bytes) == bytes.size(); }

bool is_text_with_controls(std::string_view bytes) {
  constexpr std::size_t kMostControls = 8;  // one in so many
  std::size_t controls = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t size = text_character(bytes, at);
    if (size == 0) {
      size = control_character(bytes, at);
      if (size == 0) return false;
      ++controls;
    }
    at += size;
  }
  return !bytes.empty() && controls * kMostControls <= bytes.size();
}

bool begins_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B\x08"); }

bool begins_zlib(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const auto method = static_cast<unsigned char>(bytes[0]);
  const auto flags = static_cast<unsigned char>(bytes[1]);
  return (method & 0x0F) == 8 && method <= 0x78 && (method * 256 + flags) % 31 == 0 && (flags & 0x20) == 0;
}

bool may_begin_readable(std::string_view prefix, std::size_t size) {
  if (prefix.empty()) return false;
  const std::size_t text = text_prefix(prefix);
  if (text == prefix.size() || is_cut(prefix, text)) return true;
  return begins_gzip(prefix) || begins_zlib(prefix) || may_begin_utf16(prefix, size);
}

bool read_utf16(std::string_view bytes, std::string& out) {
  out.clear();
  Utf16 text{};
  if (!find_utf16(bytes, text)) return false;
  for (std::size_t i = 0; i < text.units();) append_utf8(out, text.next(i));
  return true;
}

Content content_of(std::string_view bytes) {
  if (begins_gzip(bytes)) return Content::gzip;
  if (is_text(bytes)) return Content::text;
  if (begins_zlib(bytes)) return Content::zlib;
  Utf16 text{};
  return find_utf16(bytes, text) ? Content::utf16 : Content::none;
}

std::size_t salvage_text(std::string_view bytes, std::string& out) {
  constexpr std::size_t kLeast = 12;     // characters that a stretch needs to count: chance writes shorter ones
  constexpr std::size_t kLeastKept = 4;  // and to be kept beside one that does
  std::size_t readable = 0;
  out.clear();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const std::size_t begin = at;
    std::size_t characters = 0;
    while (at < bytes.size()) {
      const std::size_t size = text_character(bytes, at);
      if (size == 0) break;
      at += size;
      ++characters;
    }
    if (characters < kLeastKept) continue;
    if (!out.empty()) out.push_back(' ');
    out.append(bytes, begin, at - begin);
    if (characters >= kLeast) readable += at - begin;
  }
  if (readable == 0) out.clear();
  return readable;
}

}  // namespace cavra::privacy
