#include "privacy/unescape.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/hex.h"
#include "base/utf8.h"

namespace cavra::privacy {
namespace {

#include "privacy/tables/html_entities.inc"

constexpr std::size_t kEntities = std::size(kEntityValues);
constexpr std::size_t kLongestName = 32;

// What one escape stands for: a character, or a byte of the text's encoding.
struct Escape {
  std::size_t size = 0;  // 0: no escape
  std::uint32_t value = 0;
  bool is_byte = false;
  Decoding decoding{};
};

std::string_view entity_name(std::size_t index) {
  return kEntityNames.substr(kEntityStarts[index], kEntityStarts[index + 1] - kEntityStarts[index]);
}

bool is_character(std::uint32_t value) { return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF); }

// `count` hexadecimal digits at `at`, or -1.
std::int64_t hex_number(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  std::int64_t value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

// \uXXXX or %uXXXX at the escape's first character, with a second one when the first is half a pair.
Escape utf16_escape(std::string_view text, std::size_t at, Decoding decoding) {
  const std::int64_t unit = hex_number(text, at + 2, 4);
  if (unit < 0) return {};
  if (unit >= 0xD800 && unit < 0xDC00 && text.substr(at + 6, 2) == text.substr(at, 2)) {
    const std::int64_t low = hex_number(text, at + 8, 4);
    if (low >= 0xDC00 && low < 0xE000) {
      return {12, static_cast<std::uint32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)), false, decoding};
    }
  }
  const auto value = static_cast<std::uint32_t>(unit);
  return {6, is_character(value) ? value : 0xFFFD, false, decoding};
}

Escape percent_escape(std::string_view text, std::size_t at) {
  if (at + 1 < text.size() && (text[at + 1] | 0x20) == 'u') return utf16_escape(text, at, Decoding::percent);
  const std::int64_t byte = hex_number(text, at + 1, 2);
  if (byte < 0) return {};
  return {3, static_cast<std::uint32_t>(byte), true, Decoding::percent};
}

Escape braced_escape(std::string_view text, std::size_t at) {
  std::size_t end = at + 3;
  std::uint32_t value = 0;
  while (end < text.size() && end < at + 11 && hex_digit(text[end]) >= 0) {
    value = value << 4 | static_cast<std::uint32_t>(hex_digit(text[end++]));
  }
  if (end == at + 3 || end == text.size() || text[end] != '}') return {};
  return {end + 1 - at, is_character(value) ? value : 0xFFFD, false, Decoding::json_escape};
}

Escape octal_escape(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  std::uint32_t value = 0;
  while (end < text.size() && end < at + 4 && text[end] >= '0' && text[end] <= '7') {
    value = value << 3 | static_cast<std::uint32_t>(text[end++] - '0');
  }
  return {end - at, value & 0xFF, true, Decoding::json_escape};
}

Escape backslash_escape(std::string_view text, std::size_t at) {
  if (at + 1 == text.size()) return {};
  const char kind = text[at + 1];
  switch (kind) {
    case 'u':
      return text.substr(at + 2, 1) == "{" ? braced_escape(text, at) : utf16_escape(text, at, Decoding::json_escape);
    case 'x':
      if (const std::int64_t byte = hex_number(text, at + 2, 2); byte >= 0) {
        return {4, static_cast<std::uint32_t>(byte), true, Decoding::json_escape};
      }
      return {};
    case 'U':
      if (const std::int64_t value = hex_number(text, at + 2, 8); value >= 0) {
        const auto character = static_cast<std::uint32_t>(value);
        return {10, is_character(character) ? character : 0xFFFD, false, Decoding::json_escape};
      }
      return {};
    case '/':
    case '"':
    case '\'':
    case '\\':
      return {2, static_cast<std::uint32_t>(kind), false, Decoding::json_escape};
    case 'n':
    case 'r':
      return {2, '\n', false, Decoding::json_escape};
    case 't':
      return {2, '\t', false, Decoding::json_escape};
    default:
      return kind >= '0' && kind <= '7' ? octal_escape(text, at) : Escape{};
  }
}

Escape numeric_entity(std::string_view text, std::size_t at) {
  std::size_t end = at + 2;
  const bool hex = end < text.size() && (text[end] | 0x20) == 'x';
  if (hex) ++end;
  const std::size_t digits = end;
  std::uint32_t value = 0;
  while (end < text.size()) {
    const int digit = hex_digit(text[end]);
    if (digit < 0 || (!hex && digit > 9)) break;
    value = std::min(value * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit), 0x110000u);
    ++end;
  }
  if (end == digits) return {};
  if (end < text.size() && text[end] == ';') ++end;
  return {end - at, is_character(value) ? value : 0xFFFD, false, Decoding::html};
}

Escape html_escape(std::string_view text, std::size_t at) {
  if (at + 1 < text.size() && text[at + 1] == '#') return numeric_entity(text, at);
  const std::string_view rest = text.substr(at + 1, kLongestName + 1);
  const std::size_t length = rest.find(';');
  if (length == std::string_view::npos) return {};
  const char32_t value = named_entity(rest.substr(0, length));
  return value == 0 ? Escape{} : Escape{length + 2, value, false, Decoding::html};
}

Escape escape_at(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '%':
      return percent_escape(text, at);
    case '&':
      return html_escape(text, at);
    case '\\':
      return backslash_escape(text, at);
    default:
      return {};
  }
}

std::size_t next_escape_sign(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '%' && text[at] != '&' && text[at] != '\\') ++at;
  return at;
}

// Bytes of consecutive escapes are collected until it shows whether they are UTF-8.
class Output {
 public:
  Output(std::string& out, OffsetMap* map) : out_(out), map_(map) {}

  void copy(std::string_view text, std::size_t from, std::size_t to) {
    flush();
    if (from == to) return;
    mark(from);
    out_.append(text, from, to - from);
  }

  void put(const Escape& escape, std::size_t from) {
    if (escape.is_byte && escape.value >= 0x80) {
      if (pending_size_ == pending_.size()) shift();
      if (pending_size_ == 0) first_ = from;
      pending_[pending_size_++] = static_cast<char>(escape.value);
      return;
    }
    flush();
    mark(from);
    append_utf8(out_, escape.value);
  }

  void flush() {
    while (pending_size_ != 0) shift();
  }

 private:
  // The first of the collected bytes, or the character that they begin with.
  void shift() {
    const std::string_view bytes(pending_.data(), pending_size_);
    mark(first_);
    const std::uint32_t taken = std::max(decode_utf8(bytes).size, 1u);
    if (taken == 1) {
      append_utf8(out_, static_cast<unsigned char>(bytes[0]));
    } else {
      out_.append(bytes, 0, taken);
    }
    std::copy(pending_.begin() + taken, pending_.begin() + static_cast<std::ptrdiff_t>(pending_size_),
              pending_.begin());
    pending_size_ -= taken;
  }

  void mark(std::size_t from) {
    if (map_) map_->add(static_cast<std::uint32_t>(out_.size()), static_cast<std::uint32_t>(from));
  }

  std::string& out_;
  OffsetMap* map_;
  std::array<char, 4> pending_{};
  std::size_t pending_size_ = 0;
  std::size_t first_ = 0;
};

}  // namespace

char32_t named_entity(std::string_view name) {
  std::size_t low = 0;
  std::size_t high = kEntities;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (entity_name(middle) < name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < kEntities && entity_name(low) == name ? kEntityValues[low] : 0;
}

Unescaped unescape(std::string_view text, std::string& out, OffsetMap* map) {
  Unescaped result;
  out.clear();
  Output output(out, map);
  std::size_t copied = 0;
  for (std::size_t at = next_escape_sign(text, 0); at < text.size(); at = next_escape_sign(text, at)) {
    const Escape escape = escape_at(text, at);
    if (escape.size == 0) {
      ++at;
      continue;
    }
    if (copied < at) output.copy(text, copied, at);
    output.put(escape, at);
    at += escape.size;
    copied = at;
    result.used |= bit(escape.decoding);
    result.decoded += escape.is_byte || escape.value < 0x80 ? 1 : 3;
  }
  output.copy(text, copied, text.size());
  if (map) map->finish(static_cast<std::uint32_t>(out.size()), static_cast<std::uint32_t>(text.size()));
  return result;
}

bool has_escapes(std::string_view text) {
  for (std::size_t at = next_escape_sign(text, 0); at < text.size(); at = next_escape_sign(text, at + 1)) {
    if (escape_at(text, at).size != 0) return true;
  }
  return false;
}

}  // namespace cavra::privacy
