#include "base/sparing_disk.h"
#include "cli/envelopes.h"
#include "cli/signing.h"
#include "cli/terminal.h"

namespace cavra::cli {
namespace {

std::expected<seal::Envelope, Error> merged(Disk& disk, const std::vector<std::string>& paths) {
  auto all = read_seal(disk, paths.front());
  if (!all) return all;
  for (std::size_t i = 1; i != paths.size(); ++i) {
    const auto other = read_seal(disk, paths[i]);
    if (!other) return other;
    if (auto done = seal::merge_into(*all, *other); !done) {
      done.error().source = paths[i];
      return std::unexpected(std::move(done.error()));
    }
  }
  return all;
}

}  // namespace

int merge(const MergeOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk(options.seals);
  const auto envelope = merged(*disk, options.seals);
  if (!envelope) return fail(envelope.error());
  return put_out(*disk, options.output, seal::write_envelope(*envelope));
}

}  // namespace cavra::cli
