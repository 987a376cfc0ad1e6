// The parser beside nlohmann's: the same texts are packets, with the same values.
#include <cstdint>
#include <cstdlib>

#include "tests/json/oracle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static cavra::json::Parser parser({});
  if (!cavra::json::disagreement(parser, std::string(reinterpret_cast<const char*>(data), size)).empty()) std::abort();
  return 0;
}
