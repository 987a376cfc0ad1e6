// Base64: what is read has one spelling in the alphabet that is written.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "base/base64.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  const auto bytes = cavra::from_base64(text);
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  if (bytes && cavra::to_base64(*bytes) != text) std::abort();
  return 0;
}
