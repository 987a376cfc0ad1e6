#include <array>

#include "privacy/reading.h"

namespace cavra::privacy {

std::string_view name(Decoding decoding) {
  constexpr std::array<std::string_view, 14> kNames = {"nfkc", "confusables", "invisible", "spacing",   "percent",
                                                       "html", "json_escape", "base64",    "base64url", "base32",
                                                       "hex",  "utf16",       "gzip",      "zlib"};
  return kNames[static_cast<std::size_t>(decoding)];
}

}  // namespace cavra::privacy
