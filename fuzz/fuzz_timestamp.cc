// RFC 3161 responses and tokens, and certificates of authorities: only the time that an authority did state is proven.
#include <array>
#include <cstdint>
#include <cstdlib>

#include "crypto/timestamp.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Of the authority in seeds/timestamp.
  static const std::array<std::string, 1> certificates = {
#include "timestamp_certificate.inc"
  };
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto time = cavra::crypto::verify_timestamp(bytes, cavra::crypto::sha256("stamped"), certificates);
  if (time && cavra::time_text(*time) != "2026-11-25T22:54:19Z") std::abort();
  const std::array<std::string, 1> texts = {std::string(bytes)};
  if (cavra::crypto::verify_timestamp("", cavra::crypto::sha256("stamped"), texts)) std::abort();
  return 0;
}
