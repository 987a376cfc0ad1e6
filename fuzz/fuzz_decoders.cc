// Each decoder of readings beside what its header says, or beside a plain one.
#include <cstdint>
#include <string>

#include "base/base64.h"
#include "base/hex.h"
#include "base/utf8.h"
#include "ensure.h"
#include "privacy/base_n.h"
#include "privacy/inflate.h"
#include "privacy/unescape.h"

namespace {

using namespace cavra;
using namespace cavra::privacy;

void unescape_once(std::string_view text) {
  std::string out;
  OffsetMap map;
  map.reset(nullptr);
  const Unescaped done = unescape(text, out, &map);
  ensure(has_escapes(text) == (out != text) && (done.used != 0) == (out != text));
  ensure(out.size() <= text.size());
  if (invalid_utf8_at(text) == text.size()) ensure(invalid_utf8_at(out) == out.size());
  std::uint32_t last = 0;
  for (std::uint32_t i = 0; i <= out.size() && out != text; ++i) {
    ensure(map.at(i) >= last && map.at(i) <= text.size());
    last = map.at(i);
  }
}

/// The bytes of digits of `width` bits each, one bit after the other.
template <class ValueOf>
std::string plain(std::string_view digits, int width, ValueOf value_of) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : digits)
    for (int bit = width - 1; bit >= 0; --bit) {
      bits = bits << 1U | (static_cast<unsigned>(value_of(c)) >> static_cast<unsigned>(bit) & 1U);
      if (++count % 8 == 0) out.push_back(static_cast<char>(bits & 0xFFU));
    }
  return out;
}

void digits(std::string_view text) {
  std::string base64, base32, hex;
  for (const char c : text) {
    if (base64_value(c) != 0xFF) base64.push_back(c);
    if (base32_value(c) != 0xFF) base32.push_back(c);
    if (hex_digit(c) >= 0) hex.push_back(c);
  }
  std::string out;
  decode_base64(base64, out);
  ensure(out == plain(base64, 6, base64_value));
  out.clear();
  decode_base32(base32, out);
  ensure(out == plain(base32, 5, base32_value));
  out.clear();
  if (hex.size() % 2 != 0) hex.pop_back();
  decode_hex(hex, out);
  ensure(out == from_hex(hex));
  std::string small = hex;
  for (char& c : small) c = static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c);
  ensure(to_hex(out) == small);
}

void inflate(std::string_view bytes) {
  static Inflater inflater;
  constexpr std::size_t most = 100'000;
  std::string whole, part;
  const Inflater::Stop stop = inflater.inflate(bytes, most, whole);
  ensure(whole.size() <= most && (stop != Inflater::Stop::limit || whole.size() == most));
  const std::size_t half = whole.size() / 2;
  const Inflater::Stop sooner = inflater.inflate(bytes, half, part);
  ensure(part == whole.substr(0, half) &&
         (sooner == Inflater::Stop::limit) == (half < whole.size() || stop == Inflater::Stop::limit));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  unescape_once(bytes);
  digits(bytes);
  inflate(bytes);
  return 0;
}
