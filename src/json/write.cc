#include "json/write.h"

#include <array>
#include <cstdint>

#include "base/utf8.h"
#include "json/scan.h"

namespace cavra::json {
namespace {

void append_unit(std::string& out, std::uint32_t unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out.push_back(digits[unit >> shift & 0xF]);
}

void append_escaped(std::string& out, std::uint32_t c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (c < 0x10000) return append_unit(out, c);
  append_unit(out, 0xD800 + ((c - 0x10000) >> 10));
  append_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  out.push_back('"');
  const char* p = text.data();
  const char* const end = p + text.size();
  while (p != end) {
    const char* const stop = plain_end(p, end);
    out.append(p, stop);
    p = stop;
    if (p == end) break;
    const Utf8Char c = decode_utf8({p, static_cast<std::size_t>(end - p)});
    if (c.size == 0) {
      append_unit(out, 0xFFFD);
      ++p;
      continue;
    }
    if (c.code_point == 0x7F)
      out.push_back('\x7f');
    else
      append_escaped(out, c.code_point);
    p += c.size;
  }
  out.push_back('"');
}

}  // namespace cavra::json
