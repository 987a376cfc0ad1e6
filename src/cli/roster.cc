#include "privacy/roster.h"

#include "base/atomic_file.h"
#include "base/sparing_disk.h"
#include "cli/commands.h"

namespace cavra::cli {

int roster_build(const RosterOptions& options) {
  constexpr std::size_t largest = std::size_t{256} << 20;
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  const auto bytes = read_file(*disk, options.names, largest);
  if (!bytes) return fail(bytes.error());
  disk->spare(options.key_file);
  const auto key = read_key_file(options.key_file);
  if (!key) return fail(key.error());
  const auto hash = privacy::KeyedHash::with_key(*key);
  if (!hash) return fail(hash.error());
  const auto roster = privacy::build_roster(*bytes, options.names, *hash);
  if (!roster) return fail(roster.error());
  return put_out(*disk, options.output, *roster);
}

}  // namespace cavra::cli
