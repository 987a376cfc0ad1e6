#include <algorithm>
#include <charconv>
#include <optional>

#include "cli/log_files.h"
#include "tlog/audit.h"
#include "tlog/entries.h"
#include "tlog/proof.h"

namespace cavra::cli {
namespace {

/// What is to be proved: an index, and the entry that is there.
struct Asked {
  std::uint64_t index = 0;
  std::string entry;
};

std::expected<Asked, Error> by_index(ledger::Store& store, std::uint64_t index, std::uint64_t size) {
  const auto entry = tlog::read_entry(store, index, size);
  if (!entry) return std::unexpected(entry.error());
  return Asked{index, *entry};
}

/// The first place of an entry, looked for through the tiles of level 0.
std::expected<Asked, Error> by_entry(ledger::Store& store, const std::string& entry, std::uint64_t size,
                                     const std::string& source) {
  const tlog::Hash leaf = tlog::leaf_hash(entry);
  for (std::uint64_t tile = 0; tlog::width_at(0, tile, size) != 0; ++tile) {
    const auto hashes = tlog::read_tile(store, {tlog::Tile::Kind::hashes, 0, tile, tlog::width_at(0, tile, size)});
    if (!hashes) return std::unexpected(hashes.error());
    if (const auto found = std::ranges::find(*hashes, leaf); found != hashes->end())
      return Asked{tile * tlog::tile_width + static_cast<std::uint64_t>(found - hashes->begin()), entry};
  }
  return std::unexpected(Error{Code::not_in_log, "the log does not have this entry",
                               "append it with `cavra-seal log append`", source, 0, 0, 0});
}

std::expected<Asked, Error> find_asked(Disk& disk, ledger::Store& store, const std::string& text, std::uint64_t size) {
  std::uint64_t index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error == std::errc() && end == text.data() + text.size()) return by_index(store, index, size);
  auto bytes = read_small(disk, text);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  const auto entry = entry_in(std::move(*bytes), text);
  if (!entry) return std::unexpected(entry.error());
  return by_entry(store, *entry, size, text);
}

}  // namespace

int log_prove(const LogProveOptions& options) {
  auto log = read_log(options.log, options.trust, options.checkpoint);
  if (!log) return fail(log.error());
  const std::uint64_t size = log->opened.checkpoint.size;
  const auto asked = find_asked(*log->disk, log->store, options.entry, size);
  if (!asked) return fail_in(options.log, asked.error());
  tlog::TileNodes nodes(log->store, size);
  auto hashes = tlog::prove_inclusion(nodes, asked->index, size);
  if (!hashes) return fail_in(options.log, hashes.error());
  if (!tlog::includes(*hashes, size, log->opened.checkpoint.root, asked->index, tlog::leaf_hash(asked->entry)))
    return fail({Code::wrong_proof,
                 "the tiles of the log do not lead from entry " + std::to_string(asked->index) +
                     " to the root of its checkpoint",
                 "run `cavra-seal log check`", options.log, 0, 0, 0});
  return put_out(
      *log->disk, options.output,
      tlog::to_text(tlog::EntryProof{asked->entry, asked->index, std::move(*hashes), tlog::to_text(log->opened.note)}));
}

}  // namespace cavra::cli
