#include <array>

#include "privacy/reading.h"

namespace cavra::privacy {

std::string_view name(Decoding decoding) {
  constexpr std::array<std::string_view, 14> kNames = {"nfkc", "confusables", "invisible", "spacing",   "percent",
                                                       "html", "json_escape", "base64",    "base64url", "base32",
                                                       "hex",  "utf16",       "gzip",      "zlib"};
  return kNames[static_cast<std::size_t>(decoding)];
}

std::string_view name(Limit limit) {
  constexpr std::array<std::string_view, 5> kNames = {"none", "decoded_bytes", "ratio", "depth", "steps"};
  return kNames[static_cast<std::size_t>(limit)];
}

std::string_view name(Disguise::Kind kind) {
  constexpr std::array<std::string_view, 4> kNames = {"zero_width", "bidirectional", "control", "mixed_script"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace cavra::privacy
