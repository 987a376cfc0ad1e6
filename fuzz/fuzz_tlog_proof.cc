// Proofs of entries and of consistency: what is read is written as it was, and proves nothing to whom trusts nobody.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tlog/proof.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto continuation = cavra::tlog::parse_continuation(bytes); continuation && cavra::tlog::to_text(*continuation) != bytes) std::abort();
  const auto proof = cavra::tlog::parse_entry_proof(bytes);
  if (!proof) return 0;
  if (cavra::tlog::to_text(*proof) != bytes) std::abort();
  if (cavra::tlog::check_entry(*proof, cavra::tlog::leaf_hash("entry"), {})) std::abort();
  static_cast<void>(cavra::tlog::includes(proof->hashes, proof->index + 1 + proof->hashes.size(), cavra::tlog::empty_root(), proof->index, cavra::tlog::leaf_hash("entry")));
  static_cast<void>(cavra::tlog::continues(proof->hashes, proof->index, cavra::tlog::empty_root(), proof->index + proof->hashes.size(), cavra::tlog::empty_root()));
  return 0;
}
