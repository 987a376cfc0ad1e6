#include "tlog/audit.h"

#include <algorithm>
#include <optional>

#include "tlog/entries.h"

namespace cavra::tlog {
namespace {

using Row = std::vector<Hash>;

/// A tile of level 0 whose entries and file differ, or that lacks one of them or both.
struct Differing {
  Tile tile;
  std::optional<Row> of_entries;
  std::optional<Row> of_file;
};

Tile bundle_of(const Tile& tile) { return {Tile::Kind::entries, 0, tile.index, tile.width}; }

/// All hashes of the levels from 1 up, above the roots of the whole tiles of level 0.
std::vector<Row> rows_above(Row row) {
  std::vector<Row> rows;
  while (!row.empty()) {
    Row above;
    for (std::span<const Hash> rest = row; rest.size() >= tile_width; rest = rest.subspan(tile_width))
      above.push_back(perfect_root(rest.first(tile_width)));
    rows.push_back(std::move(row));
    row = std::move(above);
  }
  return rows;
}

/// The root of the tree with these rows, and `last` where level 0 has no whole tile any more.
Hash root_of_rows(const std::vector<Row>& rows, const Row& last) {
  Row subtrees;
  for (std::size_t level = rows.size(); level-- != 0;) {
    const std::span<const Hash> row = rows[level];
    append_subtrees(row.last(row.size() % tile_width), subtrees);
  }
  append_subtrees(last, subtrees);
  return fold(subtrees);
}

class Auditor {
 public:
  Auditor(Files& files, const Checkpoint& checkpoint, const EachEntry& each)
      : files_(files), checkpoint_(checkpoint), each_(each) {}

  std::expected<Audit, Error> run() {
    const std::uint64_t size = checkpoint_.size;
    for (std::uint64_t index = 0; width_at(0, index, size) != 0; ++index)
      if (auto read = read_leaves({Tile::Kind::hashes, 0, index, width_at(0, index, size)}); !read)
        return std::unexpected(std::move(read.error()));
    decide();
    for (const Tile& tile : tiles_of(size, false)) {
      if (tile.level != 0)
        if (auto compared = compare(tile); !compared) return std::unexpected(std::move(compared.error()));
      if (auto compared = compare_beside(tile); !compared) return std::unexpected(std::move(compared.error()));
    }
    return std::move(audit_);
  }

 private:
  /// What the log lacks is a fault of it; that the disk fails is none.
  std::expected<void, Error> note(const Error& error, const Tile& tile) {
    if (error.code == Code::cannot_read) return std::unexpected(error);
    audit_.faults.push_back({error.code, path_of(tile), error.what});
    return {};
  }

  std::expected<void, Error> read_leaves(const Tile& tile) {
    Differing leaves{tile, std::nullopt, std::nullopt};
    auto hashes = read_tile(files_, tile);
    if (hashes)
      leaves.of_file = std::move(*hashes);
    else if (auto noted = note(hashes.error(), tile); !noted)
      return noted;
    ++audit_.tiles;
    const auto bundle = read_entries(files_, bundle_of(tile));
    if (!bundle) {
      if (auto noted = note(bundle.error(), bundle_of(tile)); !noted) return noted;
    } else {
      read_each(*bundle, leaves);
    }
    const Row& row = leaves.of_entries ? *leaves.of_entries : leaves.of_file ? *leaves.of_file : Row();
    if (tile.width != tile_width)
      last_ = row;
    else
      roots_.push_back(row.empty() ? Hash{} : perfect_root(row));
    if (!leaves.of_entries || leaves.of_entries != leaves.of_file) differing_.push_back(std::move(leaves));
    return {};
  }

  void read_each(std::string_view bundle, Differing& leaves) {
    const auto entries = parse_entries(bundle);
    Row& row = leaves.of_entries.emplace();
    for (const std::string_view entry : *entries) {
      const std::size_t place = row.size();
      row.push_back(leaf_hash(entry));
      if (each_) each_(leaves.tile.index * tile_width + place, entry);
    }
    audit_.entries += row.size();
  }

  /// Makes the upper rows with each differing tile as `choose` says; whether that is the tree of the checkpoint.
  template <typename Choose>
  bool reaches_root(const Choose& choose) {
    Row roots = roots_;
    Row last = last_;
    for (const Differing& leaves : differing_) {
      const Row* row = choose(leaves);
      if (row == nullptr) return false;
      if (leaves.tile.width == tile_width)
        roots[leaves.tile.index] = perfect_root(*row);
      else
        last = *row;
    }
    rows_ = rows_above(std::move(roots));
    if (root_of_rows(rows_, last) != checkpoint_.root) return false;
    last_ = std::move(last);
    return true;
  }

  template <typename Choose>
  bool settle(const Choose& choose) {
    if (!reaches_root(choose)) return false;
    audit_.agrees = true;
    for (const Differing& leaves : differing_) judge(leaves, *choose(leaves));
    return true;
  }

  /// Looks for the choice between entries and tiles that makes the root: all entries, all tiles, or each as the tile
  /// above it says.
  void decide() {
    const auto entries = [](const Differing& leaves) -> const Row* {
      return leaves.of_entries ? &*leaves.of_entries : leaves.of_file ? &*leaves.of_file : nullptr;
    };
    const auto tiles = [](const Differing& leaves) -> const Row* {
      return leaves.of_file ? &*leaves.of_file : leaves.of_entries ? &*leaves.of_entries : nullptr;
    };
    const auto guided = [this, entries](const Differing& leaves) -> const Row* {
      const bool fits = leaves.of_file && leaves.tile.width == tile_width &&
                        said_above(leaves.tile.index) == perfect_root(*leaves.of_file);
      return fits ? &*leaves.of_file : entries(leaves);
    };
    if (settle(entries) || settle(tiles) || settle(guided)) return;
    for (const Differing& leaves : differing_)
      if (leaves.of_entries && leaves.of_file) name_entries(leaves, *leaves.of_file, false);
    audit_.faults.push_back(
        {Code::wrong_root, {}, "neither the entries nor the tiles make the root of the checkpoint"});
    rows_ = rows_above(roots_);
  }

  /// What the tile of level 1 says of a whole tile of level 0.
  std::optional<Hash> said_above(std::uint64_t index) {
    const std::uint64_t above = index / tile_width;
    const std::uint32_t width = width_at(1, above, checkpoint_.size);
    const auto hashes =
        width == 0 ? std::expected<Row, Error>() : read_tile(files_, {Tile::Kind::hashes, 1, above, width});
    const std::size_t place = index % tile_width;
    return hashes && place < hashes->size() ? std::optional((*hashes)[place]) : std::nullopt;
  }

  /// Names the entries whose hashes are others, neighbours together.
  void name_entries(const Differing& leaves, const Row& right, bool sure) {
    const Row& has = *leaves.of_entries;
    for (std::size_t i = 0; i != has.size(); ++i) {
      if (has[i] == right[i]) continue;
      const std::uint64_t first = leaves.tile.index * tile_width + i;
      while (i + 1 != has.size() && has[i + 1] != right[i + 1]) ++i;
      const std::uint64_t last = leaves.tile.index * tile_width + i;
      const bool one = first == last;
      const std::string name =
          one ? "entry " + std::to_string(first) : "entries " + std::to_string(first) + " to " + std::to_string(last);
      const char* const what = sure ? (one ? " is not what was hashed" : " are not what was hashed")
                                    : (one ? " and its tile do not agree" : " and their tile do not agree");
      audit_.faults.push_back({Code::wrong_entry, path_of(bundle_of(leaves.tile)), name + what});
    }
  }

  void judge(const Differing& leaves, const Row& right) {
    if (leaves.of_entries && leaves.of_entries != right) name_entries(leaves, right, true);
    if (leaves.of_entries != right) audit_.losses.push_back({bundle_of(leaves.tile), right});
    if (leaves.of_file && leaves.of_file != right) name_tile(leaves.tile, *leaves.of_file, right);
    if (leaves.of_file != right) audit_.mends.push_back({leaves.tile, bytes_of(right)});
  }

  void name_tile(const Tile& tile, const Row& has, const Row& right) {
    const auto at = std::ranges::mismatch(has, right).in1 - has.begin();
    audit_.faults.push_back(
        {Code::wrong_tile, path_of(tile),
         "hash " + std::to_string(at) + " of " + path_of(tile) + " is not that of what is below it"});
  }

  /// Compares a tile with what it must be.
  std::expected<void, Error> compare(const Tile& tile) {
    ++audit_.tiles;
    const auto has = read_tile(files_, tile);
    if (!has)
      if (auto noted = note(has.error(), tile); !noted) return noted;
    const Row right = right_hashes(tile);
    if (right.empty() || (has && *has == right)) return {};
    if (has) name_tile(tile, *has, right);
    if (audit_.agrees) audit_.mends.push_back({tile, bytes_of(right)});
    return {};
  }

  /// The narrower partial tiles of the same place: readers of older checkpoints ask for them.
  std::expected<void, Error> compare_beside(const Tile& tile) {
    const auto names = files_.list(partials_of(tile));
    if (!names) return std::unexpected(names.error());
    for (const std::string& name : *names) {
      const auto beside = parse_tile_path(partials_of(tile) + "/" + name);
      if (!beside || beside->width >= tile.width) continue;
      if (auto compared = compare(*beside); !compared) return compared;
    }
    return {};
  }

  /// Empty when it is not known.
  Row right_hashes(const Tile& tile) {
    Row row;
    if (tile.level != 0) {
      const auto begin = rows_[tile.level - 1].begin() + static_cast<std::ptrdiff_t>(tile.index * tile_width);
      return {begin, begin + static_cast<std::ptrdiff_t>(tile.width)};
    }
    const std::uint32_t width = width_at(0, tile.index, checkpoint_.size);
    if (width != tile_width) {
      row = last_;
    } else if (std::ranges::none_of(differing_,
                                    [&tile](const Differing& leaves) { return leaves.tile.index == tile.index; })) {
      if (auto whole = read_tile(files_, {Tile::Kind::hashes, 0, tile.index, tile_width})) row = std::move(*whole);
    }
    if (row.size() > tile.width) row.resize(tile.width);
    return row;
  }

  Files& files_;
  const Checkpoint& checkpoint_;
  const EachEntry& each_;
  Audit audit_;
  Row roots_;  // of the whole tiles of level 0
  Row last_;   // the leaves that fill no tile
  std::vector<Differing> differing_;
  std::vector<Row> rows_;  // of the levels from 1 up
};

}  // namespace

std::expected<Audit, Error> audit(Files& files, const Checkpoint& checkpoint, const EachEntry& each) {
  return Auditor(files, checkpoint, each).run();
}

}  // namespace cavra::tlog
