// Checkpoints: their texts are written as they were read, and of those that are signed only what a log and its witness
// did sign is taken for theirs.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "fuzz/known_log.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cavra::tlog;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto checkpoint = parse_checkpoint(bytes);
  if (checkpoint && to_text(*checkpoint) != bytes) std::abort();
  static const KnownLog known;
  const auto opened = open_checkpoint(bytes, known.trust);
  if (!opened) return 0;
  if (opened->note.text != known.text || to_text(opened->checkpoint) != known.text) std::abort();
  if (opened->has_quorum != opened->proven_time.has_value()) std::abort();
  if (opened->has_quorum && opened->proven_time != KnownLog::witnessed_at) std::abort();
  return 0;
}
