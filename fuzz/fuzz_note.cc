// Signed notes and verifier keys: what is read is written as it was, and no stranger's signature verifies.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tlog/note.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto key = cavra::tlog::parse_verifier_key(bytes)) {
    const auto again = cavra::tlog::parse_verifier_key(key->to_text());
    if (!again || *again != *key) std::abort();
  }
  const auto note = cavra::tlog::parse_note(bytes);
  if (!note) return 0;
  if (cavra::tlog::to_text(*note) != bytes) std::abort();
  static const auto key = cavra::tlog::parse_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  static_cast<void>(cavra::tlog::verify_note(*note, {&*key, 1}));
  return 0;
}
