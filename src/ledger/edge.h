/// The right edge of a tree: all that is needed to add leaves to it.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/store.h"
#include "tlog/checkpoint.h"

namespace cavra::ledger {

/// The hashes of the unfinished tile of every level, and the entries below that of level 0. A value; copies are cheap
/// beside what it costs to write.
class Edge {
 public:
  /// Reads the edge of the tree that `checkpoint` speaks of and compares it with its root. Error::missing_tile,
  /// bad_tile, missing_entries, bad_entries, wrong_entry, wrong_root.
  [[nodiscard]] static std::expected<Edge, Error> load(tlog::Files& files, const tlog::Checkpoint& checkpoint);

  /// Adds an entry of at most largest_entry bytes; every tile and bundle that it fills goes to `pieces`, and its place
  /// to `filled`.
  void add(std::string_view entry, std::vector<Piece>& pieces, std::vector<tlog::Tile>& filled);
  /// The unfinished tiles and the unfinished bundle, where they differ from those of `before`.
  void add_partial(const Edge& before, std::vector<Piece>& pieces) const;

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] tlog::Hash root() const;

 private:
  void add_hash(std::uint32_t level, const tlog::Hash& hash, std::vector<Piece>& pieces,
                std::vector<tlog::Tile>& filled);

  std::uint64_t size_ = 0;
  std::vector<std::vector<tlog::Hash>> levels_;
  std::string bundle_;
};

}  // namespace cavra::ledger
