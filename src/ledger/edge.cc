#include "ledger/edge.h"

#include "tlog/entries.h"

namespace cavra::ledger {
namespace {

using tlog::Hash;
using tlog::Tile;

}  // namespace

Hash Edge::root() const {
  std::vector<Hash> subtrees;
  for (std::size_t level = levels_.size(); level-- != 0;) tlog::append_subtrees(levels_[level], subtrees);
  return tlog::fold(subtrees);
}

std::expected<Edge, Error> Edge::load(tlog::Files& files, const tlog::Checkpoint& checkpoint) {
  Edge edge;
  edge.size_ = checkpoint.size;
  for (std::uint32_t level = 0; tlog::hashes_at(level, edge.size_) != 0; ++level) {
    const std::uint64_t index = tlog::hashes_at(level, edge.size_) / tlog::tile_width;
    edge.levels_.emplace_back();
    const std::uint32_t width = tlog::width_at(level, index, edge.size_);
    if (width == 0) continue;
    auto hashes = tlog::read_tile(files, {Tile::Kind::hashes, level, index, width});
    if (!hashes) return std::unexpected(std::move(hashes.error()));
    edge.levels_.back() = std::move(*hashes);
  }
  if (edge.root() != checkpoint.root)
    return std::unexpected(Error{Code::wrong_root,
                                 "the tiles at the end of the log do not make the root of its checkpoint",
                                 "run `cavra-seal log check`",
                                 {},
                                 0,
                                 0,
                                 0});
  const std::uint64_t index = edge.size_ / tlog::tile_width;
  const std::uint32_t width = tlog::width_at(0, index, edge.size_);
  if (width == 0) return edge;
  auto bundle = tlog::read_entries(files, {Tile::Kind::entries, 0, index, width});
  if (!bundle) return std::unexpected(std::move(bundle.error()));
  const auto entries = tlog::parse_entries(*bundle);
  if (!entries) return std::unexpected(entries.error());
  for (std::size_t i = 0; i != entries->size(); ++i)
    if (tlog::leaf_hash((*entries)[i]) != edge.levels_[0][i])
      return std::unexpected(
          Error{Code::wrong_entry,
                "entry " + std::to_string(index * tlog::tile_width + i) + " is not the one that the log has hashed",
                "run `cavra-seal log check`",
                {},
                0,
                0,
                0});
  edge.bundle_ = std::move(*bundle);
  return edge;
}

void Edge::add(std::string_view entry, std::vector<Piece>& pieces, std::vector<Tile>& filled) {
  tlog::append_entry(bundle_, entry);
  ++size_;
  if (size_ % tlog::tile_width == 0) {
    const Tile bundle{Tile::Kind::entries, 0, size_ / tlog::tile_width - 1};
    pieces.push_back({tlog::path_of(bundle), std::move(bundle_)});
    filled.push_back(bundle);
    bundle_.clear();
  }
  add_hash(0, tlog::leaf_hash(entry), pieces, filled);
}

void Edge::add_hash(std::uint32_t level, const Hash& hash, std::vector<Piece>& pieces, std::vector<Tile>& filled) {
  if (level == levels_.size()) levels_.emplace_back();
  levels_[level].push_back(hash);
  if (levels_[level].size() != tlog::tile_width) return;
  const Tile tile{Tile::Kind::hashes, level, tlog::hashes_at(level, size_) / tlog::tile_width - 1};
  pieces.push_back({tlog::path_of(tile), tlog::bytes_of(levels_[level])});
  filled.push_back(tile);
  const Hash root = tlog::perfect_root(levels_[level]);
  levels_[level].clear();
  add_hash(level + 1, root, pieces, filled);
}

void Edge::add_partial(const Edge& before, std::vector<Piece>& pieces) const {
  for (std::uint32_t level = 0; level != levels_.size(); ++level) {
    const std::uint64_t hashes = tlog::hashes_at(level, size_);
    const Tile tile{Tile::Kind::hashes, level, hashes / tlog::tile_width,
                    static_cast<std::uint32_t>(levels_[level].size())};
    if (levels_[level].empty() || hashes == tlog::hashes_at(level, before.size_)) continue;
    pieces.push_back({tlog::path_of(tile), tlog::bytes_of(levels_[level])});
    if (level == 0) pieces.push_back({tlog::path_of({Tile::Kind::entries, 0, tile.index, tile.width}), bundle_});
  }
}

}  // namespace cavra::ledger
