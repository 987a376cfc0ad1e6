// RFC 3161 responses and tokens, and certificates of authorities. Nothing that is made up proves a time.
#include <array>
#include <cstdint>

#include "crypto/timestamp.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Of the authority in seeds/timestamp.
  static const std::array<std::string, 1> certificates = {
#include "timestamp_certificate.inc"
  };
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(cavra::crypto::verify_timestamp(bytes, cavra::crypto::sha256("stamped"), certificates));
  const std::array<std::string, 1> texts = {std::string(bytes)};
  static_cast<void>(cavra::crypto::verify_timestamp("", cavra::crypto::sha256("stamped"), texts));
  return 0;
}
