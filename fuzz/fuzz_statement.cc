// Statements and seal records: refused, or read and then written so that they read the same.
#include <cstdlib>

#include "seal/record.h"
#include "seal/statement.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cavra;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto statement = seal::parse_statement(bytes, "s")) {
    const std::string written = seal::write_statement(*statement);
    const auto again = seal::parse_statement(written, "s");
    if (!again || seal::write_statement(*again) != written) std::abort();
    for (const seal::SealedPacket& packet : statement->packets)
      if (packet.blocker_count != 0) std::abort();
  } else if (statement.error().source != "s" || statement.error().what.empty()) {
    std::abort();
  }
  if (const auto record = seal::parse_record(bytes, "r"); record && seal::write_record(*record) != bytes) std::abort();
  return 0;
}
