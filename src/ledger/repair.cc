#include "ledger/repair.h"

#include <algorithm>

#include "ledger/writer.h"
#include "tlog/entries.h"

namespace cavra::ledger {
namespace {

using tlog::Tile;

/// The first entries of a bundle, when they are at least as many as `leaves` and have these hashes.
std::optional<std::string> right_entries(const std::string& bundle, const std::vector<tlog::Hash>& leaves) {
  const auto entries = tlog::parse_entries(bundle);
  if (!entries || entries->size() < leaves.size()) return std::nullopt;
  std::string right;
  for (std::size_t i = 0; i != leaves.size(); ++i) {
    if (tlog::leaf_hash((*entries)[i]) != leaves[i]) return std::nullopt;
    tlog::append_entry(right, (*entries)[i]);
  }
  return right;
}

/// Looks through every bundle of the same place.
std::optional<std::string> find_entries(tlog::Files& files, const tlog::Loss& loss) {
  std::vector<Tile> places{loss.bundle, {Tile::Kind::entries, 0, loss.bundle.index}};
  if (const auto names = files.list(tlog::partials_of(loss.bundle)))
    for (const std::string& name : *names)
      if (const auto tile = tlog::parse_tile_path(tlog::partials_of(loss.bundle) + "/" + name)) places.push_back(*tile);
  for (const Tile& place : places)
    if (const auto bundle = files.read(tlog::path_of(place)))
      if (auto right = right_entries(*bundle, loss.leaves)) return right;
  return std::nullopt;
}

Error not_continued(std::string what, std::string todo) {
  return {Code::not_continued, std::move(what), std::move(todo), {}, 0, 0, 0};
}

}  // namespace

std::expected<Repair, Error> repair(Store& store, const tlog::Audit& audit, tlog::Files* other,
                                    std::chrono::milliseconds wait) {
  const auto lock = store.lock(wait);
  if (!lock) return std::unexpected(lock.error());
  Repair done;
  std::vector<Piece> pieces;
  for (const tlog::Mend& mend : audit.mends) pieces.push_back({tlog::path_of(mend.tile), mend.bytes});
  for (const tlog::Loss& loss : audit.losses) {
    auto right = find_entries(store, loss);
    if (!right && other != nullptr) right = find_entries(*other, loss);
    if (right)
      pieces.push_back({tlog::path_of(loss.bundle), std::move(*right)});
    else
      done.lost.push_back(tlog::path_of(loss.bundle));
  }
  if (auto put = store.put(pieces); !put) return std::unexpected(std::move(put.error()));
  for (const Piece& piece : pieces) done.mended.push_back(piece.path);
  return done;
}

std::expected<Copied, Error> copy_log(FolderStore& from, FolderStore& to, const tlog::Trust& trust) {
  // The checkpoint is read first: what it speaks of is there, and stays as it is.
  const auto checkpoint = from.read(std::string(tlog::checkpoint_path));
  if (!checkpoint) return std::unexpected(checkpoint.error());
  auto opened = tlog::open_checkpoint(*checkpoint, trust);
  if (!opened) return std::unexpected(std::move(opened.error()));
  if (auto made = to.make(); !made) return std::unexpected(std::move(made.error()));
  std::vector<std::string> paths;
  for (Tile tile : tlog::tiles_of(opened->checkpoint.size, true)) {
    // Where a writer has filled the tile meanwhile, the whole one stands for the partial one.
    if (tile.width != tlog::tile_width && !from.read(tlog::path_of(tile))) tile.width = tlog::tile_width;
    paths.push_back(tlog::path_of(tile));
  }
  const auto linked = to.take(from, paths);
  if (!linked) return std::unexpected(linked.error());
  std::string keys;
  for (const tlog::VerifierKey& key : trust.log_keys) keys += key.to_text() + "\n";
  const std::vector<Piece> writing{{std::string(key_path), keys}};
  if (auto put = to.put(writing); !put) return std::unexpected(std::move(put.error()));
  const Piece last{std::string(tlog::checkpoint_path), *checkpoint};
  if (auto put = to.put({&last, 1}); !put) return std::unexpected(std::move(put.error()));
  return Copied{paths.size() + 1, *linked, std::move(*opened)};
}

std::expected<tlog::Hash, Error> root_at(tlog::Files& files, std::uint64_t size, std::uint64_t now) {
  tlog::TileNodes nodes(files, now);
  return tlog::root_of(nodes, size);
}

std::expected<tlog::Opened, Error> reopen(Store& store, const std::vector<std::string>& last,
                                          std::chrono::milliseconds wait) {
  const auto lock = store.lock(wait);
  if (!lock) return std::unexpected(lock.error());
  const auto trust = read_log_keys(store);
  if (!trust) return std::unexpected(trust.error());
  const auto bytes = store.read(std::string(tlog::checkpoint_path));
  if (!bytes) return std::unexpected(bytes.error());
  auto here = tlog::open_checkpoint(*bytes, *trust);
  if (!here) return std::unexpected(std::move(here.error()));
  const auto audit = tlog::audit(store, here->checkpoint);
  if (!audit) return std::unexpected(audit.error());
  if (!audit->faults.empty())
    return std::unexpected(Error{audit->faults.front().code,
                                 audit->faults.front().what,
                                 "run `cavra-seal log check --repair` first",
                                 {},
                                 0,
                                 0,
                                 0});
  const std::uint64_t size = here->checkpoint.size;
  for (const std::string& one : last) {
    const auto newest = tlog::open_checkpoint(one, *trust);
    if (!newest) return std::unexpected(newest.error());
    if (newest->checkpoint.size > size)
      return std::unexpected(
          not_continued("the log here ends with " + std::to_string(size) + " entries, the checkpoint has " +
                            std::to_string(newest->checkpoint.size),
                        "bring the newer entries from a public copy with `cavra-seal log copy`, then open that copy"));
    const auto root = root_at(store, newest->checkpoint.size, size);
    if (!root) return std::unexpected(root.error());
    if (*root != newest->checkpoint.root)
      return std::unexpected(
          not_continued("the log here is not the one that the checkpoint was signed for: it forks before entry " +
                            std::to_string(newest->checkpoint.size),
                        "keep both as evidence, and go on from the log that the checkpoint is of"));
  }
  const auto identity = store.identity();
  if (!identity) return std::unexpected(identity.error());
  const std::vector<Piece> newest{{std::string(signed_path), *bytes}};
  if (auto put = store.put(newest); !put) return std::unexpected(std::move(put.error()));
  const Piece opened{std::string(opened_path), *identity + "\n"};
  if (auto put = store.put({&opened, 1}); !put) return std::unexpected(std::move(put.error()));
  return here;
}

}  // namespace cavra::ledger
