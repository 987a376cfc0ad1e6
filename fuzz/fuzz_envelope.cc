// DSSE envelopes: whatever is read is written back to what is read again.
#include <cstdint>
#include <cstdlib>

#include "seal/dsse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto envelope = cavra::seal::parse_envelope({reinterpret_cast<const char*>(data), size}, "envelope");
  if (!envelope) return 0;
  const auto again = cavra::seal::parse_envelope(cavra::seal::write_envelope(*envelope), "again");
  if (!again || *again != *envelope) std::abort();
  return 0;
}
