#include "report/escape.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

#include "base/utf8.h"

namespace cavra::report {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view digits = "0123456789ABCDEF";

bool is_xml(std::uint32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF);
}

void percent(std::string& out, char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  out.push_back('%');
  out.push_back(digits[byte >> 4U]);
  out.push_back(digits[byte & 0xFU]);
}

/// FNV-1a of 64 bits, from a start of its own.
std::uint64_t fnv(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001B3U;
  return hash ^ hash >> 32U;
}

}  // namespace

std::string xml(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Utf8Char c = decode_utf8(text);
    const std::string_view bytes = text.substr(0, std::max<std::size_t>(c.size, 1));
    text.remove_prefix(bytes.size());
    if (c.size == 0 || !is_xml(c.code_point))
      out += replacement;
    else if (c.code_point == '&')
      out += "&amp;";
    else if (c.code_point == '<')
      out += "&lt;";
    else if (c.code_point == '>')
      out += "&gt;";
    else if (c.code_point == '"')
      out += "&quot;";
    else if (c.code_point == '\'')
      out += "&#39;";
    else
      out += bytes;
  }
  return out;
}

std::string markdown_code(std::string_view text) {
  std::string inside;
  std::size_t run = 0;
  std::size_t longest = 0;
  for (const char c : printable(text)) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    if (c == '|') inside.push_back('\\');
    inside.push_back(c);
  }
  const std::string fence(longest + 1, '`');
  const std::string_view pad = inside.starts_with('`') || inside.ends_with('`') ? " " : "";
  return fence + std::string(pad) + inside + std::string(pad) + fence;
}

std::string markdown_text(std::string_view text) {
  constexpr std::string_view special = "\\`*_{}[]<>#|~&@";
  const std::string from = printable(text);
  const auto in_word = [&from](std::size_t i) {
    return i < from.size() && (std::isalnum(static_cast<std::uint8_t>(from[i])) != 0);
  };
  std::string out;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const bool inside_a_name = from[i] == '_' && i > 0 && in_word(i - 1) && in_word(i + 1);
    if (special.find(from[i]) != std::string_view::npos && !inside_a_name) out.push_back('\\');
    out.push_back(from[i]);
  }
  return out;
}

std::string github_message(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '%')
      out += "%25";
    else if (c == '\r')
      out += "%0D";
    else if (c == '\n')
      out += "%0A";
    else
      out.push_back(c);
  }
  return out;
}

std::string github_property(std::string_view text) {
  std::string out;
  for (const char c : github_message(text)) {
    if (c == ':')
      out += "%3A";
    else if (c == ',')
      out += "%2C";
    else
      out.push_back(c);
  }
  return out;
}

std::string file_uri(std::string_view file) {
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$'()*+,;=@";
  std::string out = file.starts_with('/') ? "file://" : "";
  for (const char c : file) {
    if (plain.find(c) != std::string_view::npos)
      out.push_back(c);
    else
      percent(out, c);
  }
  return out;
}

std::string name_of(std::string_view text) {
  std::string out;
  for (std::uint64_t hash : {fnv(0xCBF29CE484222325U, text), fnv(0x9E3779B97F4A7C15U, text)})
    for (int i = 0; i < 16; ++i, hash <<= 4U) out.push_back("0123456789abcdef"[hash >> 60U]);
  return out;
}

}  // namespace cavra::report
