// NDJSON cut into lines, in pieces of any size: each line once, whole and with its number, or passed over because it is
// longer than allowed. The first two bytes are the size of the pieces and the longest line.
#include <algorithm>
#include <string>
#include <vector>

#include "cli/lines.h"
#include "ensure.h"
#include "pieces.h"

namespace {

using namespace cavra;

/// Each with its newline.
std::vector<std::string_view> lines_of(std::string_view bytes) {
  std::vector<std::string_view> lines;
  while (!bytes.empty()) {
    lines.push_back(bytes.substr(0, bytes.find('\n') + 1));
    if (lines.back().empty()) lines.back() = bytes;
    bytes.remove_prefix(lines.back().size());
  }
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t longest = std::size_t{1} + data[1];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::vector<std::string_view> lines = lines_of(bytes);
  cli::LineReader reader(std::make_unique<Pieces>(bytes, std::size_t{1} + data[0]), longest, "packets.ndjson");
  cli::LineChunk used;
  std::size_t at = 0;
  while (true) {
    auto chunk = reader.next(std::move(used));
    if (!chunk) {
      ensure(at < lines.size() && lines[at].size() > 64 * longest && chunk.error().line == at + 1);
      return 0;
    }
    if (!*chunk) break;
    ensure((*chunk)->first_line == at + 1);
    if ((*chunk)->too_long) ensure((*chunk)->size == 0 && at < lines.size() && lines[at++].size() > longest);
    for (std::string_view given = (*chunk)->bytes(); !given.empty(); ++at) {
      ensure(at < lines.size() && given.starts_with(lines[at]));
      given.remove_prefix(lines[at].size());
    }
    used = std::move(**chunk);
  }
  ensure(at == lines.size());
  return 0;
}
