// Texts of checkpoints: what is read is written as it was.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tlog/checkpoint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto checkpoint = cavra::tlog::parse_checkpoint(bytes);
  if (checkpoint && cavra::tlog::to_text(*checkpoint) != bytes) std::abort();
  return 0;
}
