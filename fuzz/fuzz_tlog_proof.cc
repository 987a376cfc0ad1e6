// Proofs of entries and of consistency: what is read is written as it was, and proves nothing to whom trusts nobody. Of
// a log that is known, an entry is proven by its own proof alone.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "fuzz/known_log.h"
#include "tlog/proof.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cavra::tlog;
  constexpr std::uint64_t index = 2;
  static const KnownLog known;
  static const Hash leaf = leaf_hash(known.entries[index]);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto continuation = parse_continuation(bytes); continuation && to_text(*continuation) != bytes)
    std::abort();
  const auto proof = parse_entry_proof(bytes);
  if (!proof) return 0;
  if (to_text(*proof) != bytes) std::abort();
  if (check_entry(*proof, leaf, {})) std::abort();
  if (const auto opened = check_entry(*proof, leaf, known.trust))
    if (proof->index != index || proof->hashes != naive_path(index, known.entries) || opened->note.text != known.text)
      std::abort();
  static_cast<void>(includes(proof->hashes, proof->index + 1 + proof->hashes.size(), empty_root(), proof->index, leaf));
  static_cast<void>(
      continues(proof->hashes, proof->index, empty_root(), proof->index + proof->hashes.size(), empty_root()));
  return 0;
}
