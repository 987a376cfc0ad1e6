// Signed notes and verifier keys: what is read is written as it was, and a key verifies the one text that it signed.
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
  static const auto key =
      cavra::tlog::parse_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  const auto verified = cavra::tlog::verify_note(*note, {&*key, 1});
  if (verified && !verified->empty() &&
      note->text !=
          "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n")
    std::abort();
  return 0;
}
