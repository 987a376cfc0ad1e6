// Canonical form beside a second, plain implementation: the same bytes, or the same refusal.
#include <cmath>
#include <cstdio>
#include <map>
#include <string>

#include "base/utf8.h"
#include "ensure.h"
#include "json/canonical.h"

namespace {

using namespace cavra;
using json::Document;
using json::NodeId;
using json::Type;

std::u16string utf16(std::string_view text) {
  std::u16string out;
  for (Utf8Char c; !text.empty(); text.remove_prefix(c.size)) {
    c = decode_utf8(text);
    if (c.code_point < 0x10000) {
      out.push_back(static_cast<char16_t>(c.code_point));
    } else {
      out.push_back(static_cast<char16_t>(0xD800 + ((c.code_point - 0x10000) >> 10)));
      out.push_back(static_cast<char16_t>(0xDC00 + ((c.code_point - 0x10000) & 0x3FF)));
    }
  }
  return out;
}

/// The shortest digits that read back, tried one length after the other.
std::string plain_number(double value) {
  if (value == 0) return "0";
  char text[40];
  int precision = 0;
  do std::snprintf(text, sizeof text, "%.*e", precision, value);
  while (std::strtod(text, nullptr) != value && ++precision < 17);
  std::string out(text);
  const std::string sign = out[0] == '-' ? "-" : "";
  const std::size_t e = out.find('e');
  const int exponent = std::atoi(out.c_str() + e + 1);
  std::string digits;
  for (const char c : out.substr(0, e))
    if (c >= '0' && c <= '9') digits.push_back(c);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  if (exponent >= 21 || exponent < -6) {
    const std::string fraction = digits.size() > 1 ? "." + digits.substr(1) : "";
    return sign + digits[0] + fraction + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
  }
  if (exponent < 0) return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() <= whole) return sign + digits + std::string(whole - digits.size(), '0');
  return sign + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::string plain_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    static const std::map<char, std::string> escapes = {{'"', "\\\""}, {'\\', "\\\\"}, {'\b', "\\b"}, {'\f', "\\f"},
                                                        {'\n', "\\n"}, {'\r', "\\r"},  {'\t', "\\t"}};
    char code[8];
    if (const auto known = escapes.find(c); known != escapes.end()) {
      out += known->second;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      std::snprintf(code, sizeof code, "\\u%04x", c);
      out += code;
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

/// Empty when there is no canonical form.
std::string plain(const Document& document, NodeId id) {
  const std::string token(document.raw(id));
  switch (document[id].type) {
    case Type::number: {
      const double value = std::strtod(token.c_str(), nullptr);
      const bool integer = token.find_first_of(".eE") == std::string::npos;
      const std::string printed = std::isinf(value) ? "" : plain_number(value);
      return integer && token != "-0" && printed != token ? "" : printed;
    }
    case Type::string:
      return plain_text(document.text(id));
    case Type::array:
    case Type::object:
      break;
    default:
      return token;
  }
  const bool object = document[id].type == Type::object;
  std::multimap<std::u16string, std::string> members;
  std::string list;
  for (NodeId child = id + 1; child < document[id].next; child = document.after(child)) {
    const std::string value = plain(document, child);
    if (value.empty()) return "";
    if (object)
      members.emplace(utf16(document.key(child)), plain_text(document.key(child)) + ":" + value);
    else
      list += (list.empty() ? "" : ",") + value;
  }
  for (const auto& [key, member] : members) list += (list.empty() ? "" : ",") + member;
  return object ? "{" + list + "}" : "[" + list + "]";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static json::Parser parser({}, {}, {.bytes = std::size_t{1} << 20, .any_value = true});
  const auto document = parser.parse(bytes);
  const auto form = json::canonical_form(bytes, {.bytes = std::size_t{1} << 20, .any_value = true});
  if (!document) {
    ensure(!form && form.error().code == document.error().code && form.error().offset == document.error().offset);
    return 0;
  }
  const std::string expected = plain(**document, 0);
  if (!form) {
    ensure(expected.empty() && form.error().offset < size);
    return 0;
  }
  ensure(*form == expected);
  const auto again = json::canonical_form(*form, {.any_value = true});
  ensure(again && *again == *form);
  return 0;
}
