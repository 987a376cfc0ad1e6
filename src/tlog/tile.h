/// Tiles (C2SP tlog-tiles): the hashes of a tree, 256 at a time, and its entries, as files that never change.
#pragma once

#include <cstdint>
#include <expected>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tlog/merkle.h"

namespace cavra::tlog {

inline constexpr std::uint32_t tile_height = 8;
inline constexpr std::uint32_t tile_width = 256;
inline constexpr std::size_t largest_entry = 65535;
inline constexpr std::string_view checkpoint_path = "checkpoint";

/// Where the files of a log are read: a folder, or whatever else keeps them.
class Files {
 public:
  virtual ~Files() = default;
  /// The bytes at a path such as "tile/0/x001/234". Error::no_such_file, cannot_read.
  [[nodiscard]] virtual std::expected<std::string, Error> read(const std::string& path) = 0;
  /// The names in a folder, sorted; none where there is no such folder, and where names cannot be listed.
  [[nodiscard]] virtual std::expected<std::vector<std::string>, Error> list(const std::string& path) = 0;
};

/// A tile of hashes, or a bundle of the entries below a tile of level 0.
struct Tile {
  enum class Kind : std::uint8_t { hashes, entries };
  Kind kind = Kind::hashes;
  std::uint32_t level = 0;  ///< 0 for entries
  std::uint64_t index = 0;
  std::uint32_t width = tile_width;  ///< 1 to 256
  friend bool operator==(const Tile&, const Tile&) = default;
};

/// "tile/<L>/<N>[.p/<W>]" or "tile/entries/<N>[.p/<W>]", N in groups of three digits.
[[nodiscard]] std::string path_of(const Tile& tile);
/// The folder of the partial tiles of one place: path_of without the width.
[[nodiscard]] std::string partials_of(const Tile& tile);
/// None when it is the path of no tile, or is spelled otherwise than path_of does.
[[nodiscard]] std::optional<Tile> parse_tile_path(std::string_view path);

/// The tiles of a tree of `size` leaves, each with its width: those of hashes and, `with_entries`, the bundles.
[[nodiscard]] std::vector<Tile> tiles_of(std::uint64_t size, bool with_entries);

/// How many hashes there are at a level of tiles in a tree of `size` leaves: those of perfect subtrees of its height.
[[nodiscard]] constexpr std::uint64_t hashes_at(std::uint32_t level, std::uint64_t size) {
  return level * tile_height >= 64 ? 0 : size >> (level * tile_height);
}
/// The width of a tile in a tree of `size` leaves; 0 when it is not there yet.
[[nodiscard]] std::uint32_t width_at(std::uint32_t level, std::uint64_t index, std::uint64_t size);

/// The root of the tree over 1, 2, 4 .. 256 hashes of a tile.
[[nodiscard]] Hash perfect_root(std::span<const Hash> hashes);
/// Appends the roots of the perfect subtrees below any number of hashes of a tile, from left to right.
void append_subtrees(std::span<const Hash> hashes, std::vector<Hash>& subtrees);
/// The hashes of a tile as its file has them.
[[nodiscard]] std::string bytes_of(std::span<const Hash> hashes);

/// Reads the tile of hashes as it is in a tree that has at least `tile.width` of them there: the partial tile, or the
/// beginning of the whole one. Error::missing_tile, bad_tile (a length that fits no tile), cannot_read.
[[nodiscard]] std::expected<std::vector<Hash>, Error> read_tile(Files& files, const Tile& tile);

/// The hashes of a tree, read from its tiles. Tiles that were read are kept, up to a limit. They are not checked: what
/// is made of them must be compared with a root that is trusted.
class TileNodes final : public NodeReader {
 public:
  /// `files` must outlive it. `most_tiles` are kept, some 16 KB each.
  TileNodes(Files& files, std::uint64_t size, std::size_t most_tiles = 512)
      : files_(files), size_(size), most_(most_tiles) {}
  [[nodiscard]] std::expected<std::vector<Hash>, Error> read(std::span<const Node> nodes) override;

 private:
  struct Kept {
    Tile tile;
    std::vector<Hash> heap;  // of a tree of 256: the root at 1, the children of i at 2i and 2i + 1
  };
  [[nodiscard]] std::expected<const Kept*, Error> tile_at(std::uint32_t level, std::uint64_t index);

  Files& files_;
  std::uint64_t size_;
  std::size_t most_;
  std::list<Kept> kept_;  // the last that was used first
  std::unordered_map<std::uint64_t, std::list<Kept>::iterator> places_;
};

}  // namespace cavra::tlog
