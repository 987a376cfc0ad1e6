/// Values that are made to cost much, of any size.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "tests/privacy/encode.h"

namespace cavra::privacy::test {

inline std::string repeated(std::string_view part, std::size_t size) {
  std::string out;
  while (out.size() < size) out += part;
  out.resize(size);
  return out;
}

// Different at every place, so that nothing is known from before.
inline std::string varied(std::size_t size) {
  std::string out;
  for (std::uint64_t i = 0; out.size() < size; ++i) out += "entry " + std::to_string(i * 2654435761u) + " of it; ";
  out.resize(size);
  return out;
}

inline std::string noise(std::size_t size) {
  std::string out;
  std::uint64_t state = 1;
  while (out.size() < size)
    out.push_back(static_cast<char>((state = state * 6364136223846793005u + 1442695040888963407u) >> 56));
  return out;
}

inline std::string nested(std::string text, unsigned times,
                          const std::function<std::string(std::string_view)>& encode) {
  for (unsigned i = 0; i < times; ++i) text = encode(text);
  return text;
}

struct Hostile {
  const char* name;
  std::function<std::string(std::size_t)> make;
};

inline const Hostile kHostile[] = {
    {"prose", [](std::size_t n) { return varied(n) + "\xC3\xA9"; }},
    {"base64 nested five times", [](std::size_t n) { return nested(varied(n / 5), 5, base64); }},
    {"base64 nested nine times", [](std::size_t n) { return nested(varied(n / 14), 9, base64); }},
    {"gzip and base64 nested",
     [](std::size_t n) { return nested(varied(n), 3, [](std::string_view text) { return base64(gzip(text)); }); }},
    {"a gzip bomb", [](std::size_t n) { return base64(gzip(std::string(400 * n, 'a'))); }},
    {"gzip bombs side by side",
     [](std::size_t n) { return repeated(base64(gzip(std::string(20'000, 'a'))) + " ", n); }},
    {"gzip heads side by side", [](std::size_t n) { return repeated("H4sIAAAA/", n); }},
    {"zlib heads side by side", [](std::size_t n) { return repeated("eJwA/", n); }},
    {"one small letter", [](std::size_t n) { return repeated("a", n); }},
    {"one capital", [](std::size_t n) { return repeated("Q", n); }},
    {"digits", [](std::size_t n) { return repeated("4111", n); }},
    {"slashes", [](std::size_t n) { return repeated("/", n); }},
    {"base64 of noise", [](std::size_t n) { return base64(noise(4 * n)); }},
    {"hex of noise", [](std::size_t n) { return hex(noise(4 * n)); }},
    {"hex nested", [](std::size_t n) { return nested(varied(n / 16), 4, hex); }},
    {"base32 nested", [](std::size_t n) { return nested(varied(n / 8), 4, base32); }},
    {"short runs side by side",
     [](std::size_t n) {
       std::string out;
       for (std::uint64_t i = 0; out.size() < n; ++i) out += base64("run " + std::to_string(i)) + " ";
       return out;
     }},
    {"joined text in every word", [](std::size_t n) { return repeated("QUFB-", n); }},
    {"joined text in every alignment", [](std::size_t n) { return repeated("YWFh_YWFhY-WFhYW_FhYWFhYWFh-", n); }},
    {"joined text that ends soon", [](std::size_t n) { return repeated("QUFBQUFB_/8/-", n); }},
    {"percent signs", [](std::size_t n) { return repeated("%", n); }},
    {"percent nested", [](std::size_t n) { return nested(varied(n / 27), 3, percent); }},
    {"ampersands", [](std::size_t n) { return repeated("&", n); }},
    {"entities", [](std::size_t n) { return repeated("&amp;", n); }},
    {"a long entity", [](std::size_t n) { return "&#x" + repeated("0", n); }},
    {"backslashes", [](std::size_t n) { return repeated("\\", n); }},
    {"every escape", [](std::size_t n) { return repeated("%41&#66;\\u0043\\\\u0044&amp;amp;%2541", n); }},
    {"letter-spacing", [](std::size_t n) { return repeated("Z X h h b X B s Z Q ", n); }},
    {"gaps", [](std::size_t n) { return repeated("a         ", n); }},
    {"pairs", [](std::size_t n) { return repeated("6a:6f ", n); }},
    {"zero-width", [](std::size_t n) { return repeated("\xE2\x80\x8B", n); }},
    {"full-width", [](std::size_t n) { return repeated("\xEF\xBD\x81", n); }},
    {"marks", [](std::size_t n) { return repeated("\xCC\xA3\xCC\x81", n); }},
    {"directional marks",
     [](std::size_t n) {
       return repeated(
           "\xE2\x80\x8E"
           "a",
           n);
     }},
    {"UTF-16", [](std::size_t n) { return base64(repeated(std::string_view("a\0b\0c\0", 6), n)); }},
    {"lines", [](std::size_t n) { return repeated(base64(varied(48)) + "\n", n); }},
};

}  // namespace cavra::privacy::test
