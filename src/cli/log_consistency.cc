#include <charconv>

#include "cli/log_files.h"
#include "ledger/repair.h"
#include "tlog/proof.h"

namespace cavra::cli {
namespace {

/// An older tree: its size, and its root where a checkpoint says it.
struct Older {
  std::uint64_t size = 0;
  std::optional<tlog::Hash> root;
};

std::expected<Older, Error> read_older(Disk& disk, const std::string& text, const tlog::Trust& trust) {
  Older older;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), older.size);
  if (error == std::errc() && end == text.data() + text.size()) return older;
  const auto opened = open_checkpoint_file(disk, text, trust);
  if (!opened) return std::unexpected(opened.error());
  return Older{opened->checkpoint.size, opened->checkpoint.root};
}

}  // namespace

int log_consistency(const LogConsistencyOptions& options) {
  auto log = read_log(options.log, options.trust, options.newer);
  if (!log) return fail(log.error());
  const tlog::Opened& newer = log->opened;
  auto older = read_older(*log->disk, options.older, log->trust);
  if (!older) return fail(older.error());
  const std::uint64_t size = newer.checkpoint.size;
  tlog::TileNodes nodes(log->store, size);
  auto hashes = tlog::prove_consistency(nodes, older->size, size);
  if (!hashes) return fail_in(options.log, hashes.error());
  if (!older->root) {
    auto root = tlog::root_of(nodes, older->size);
    if (!root) return fail_in(options.log, root.error());
    older->root = *root;
  }
  if (!tlog::continues(*hashes, older->size, *older->root, size, newer.checkpoint.root)) {
    complain(Error{
        Code::wrong_consistency,
        "the log of " + std::to_string(size) + " entries does not continue the one of " + std::to_string(older->size),
        "keep both checkpoints: a log that shows two histories is not to be trusted", options.older, 0, 0, 0});
    return exit_blocked;
  }
  return put_out(*log->disk, options.output,
                 tlog::to_text(tlog::Continuation{older->size, std::move(*hashes), tlog::to_text(newer.note)}));
}

}  // namespace cavra::cli
