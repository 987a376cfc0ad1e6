// Rosters: refused with their line, or found again in the text that they were read from, openly and by hashes.
#include <string>
#include <vector>

#include "ensure.h"
#include "privacy/roster.h"

namespace {

using namespace cavra;
using namespace cavra::privacy;

std::vector<Window> find(const Roster& roster, std::string_view text) {
  std::vector<Window> found;
  roster.find(text, found);
  for (const Window& window : found) ensure(window.begin < window.end && window.end <= text.size());
  return found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto key = KeyedHash::with_key(std::string(32, 'k'));
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto hashes = Roster::from_hashes(bytes, "roster", *key); hashes) find(*hashes, bytes);
  const auto roster = Roster::from_names(bytes, "names");
  if (!roster) {
    ensure(!roster.error().what.empty() && roster.error().line != 0);
    return 0;
  }
  const auto built = build_roster(bytes, "names", *key);
  ensure(built.has_value());
  const auto hashes = Roster::from_hashes(*built, "roster", *key);
  ensure(hashes.has_value());
  const std::vector<Window> open = find(*roster, bytes);
  const std::vector<Window> hashed = find(*hashes, bytes);
  ensure(open.size() == hashed.size());
  for (std::size_t i = 0; i != open.size(); ++i)
    ensure(open[i].begin == hashed[i].begin && open[i].end == hashed[i].end);
  return 0;
}
