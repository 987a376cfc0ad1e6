#include "tlog/tile.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

namespace cavra::tlog {
namespace {

/// 1234067 as "x001/x234/067".
std::string index_path(std::uint64_t index) {
  constexpr std::uint64_t group = 1000;
  const auto three = [](std::uint64_t number) {
    std::string digits = std::to_string(number);
    return std::string(3 - digits.size(), '0') + digits;
  };
  std::string path = three(index % group);
  for (index /= group; index != 0; index /= group) path.insert(0, "x" + three(index % group) + "/");
  return path;
}

/// The decimal number that `digits` begins with, at most `most`, whatever its spelling: path_of tells whether it was
/// the right one.
std::optional<std::uint64_t> number(std::string_view digits, std::uint64_t most) {
  std::uint64_t value = 0;
  const std::errc error = std::from_chars(digits.data(), digits.data() + digits.size(), value).ec;
  if (error != std::errc() || value > most) return std::nullopt;
  return value;
}

/// The index in groups of digits, whatever their spelling: path_of tells whether it was the right one.
std::optional<std::uint64_t> parse_index(std::string_view path) {
  constexpr std::uint64_t group = 1000;
  std::uint64_t index = 0;
  while (true) {
    const std::size_t slash = path.find('/');
    std::string_view part = path.substr(0, slash);
    if (part.starts_with('x')) part.remove_prefix(1);
    if (part.size() != 3 || part.find_first_not_of("0123456789") != std::string_view::npos ||
        index > most_leaves / group)
      return std::nullopt;
    std::uint64_t digits = 0;
    std::from_chars(part.data(), part.data() + part.size(), digits);
    index = index * group + digits;
    if (slash == std::string_view::npos) return index;
    path.remove_prefix(slash + 1);
  }
}

std::string folder_of_kind(const Tile& tile) {
  return "tile/" + (tile.kind == Tile::Kind::entries ? "entries" : std::to_string(tile.level)) + "/";
}

std::uint64_t key_of(std::uint32_t level, std::uint64_t index) { return (index << 4U) | level; }

}  // namespace

std::string partials_of(const Tile& tile) { return folder_of_kind(tile) + index_path(tile.index) + ".p"; }

std::string path_of(const Tile& tile) {
  if (tile.width != tile_width) return partials_of(tile) + "/" + std::to_string(tile.width);
  return folder_of_kind(tile) + index_path(tile.index);
}

std::optional<Tile> parse_tile_path(std::string_view path) {
  const std::string_view whole = path;
  if (!path.starts_with("tile/")) return std::nullopt;
  path.remove_prefix(5);
  Tile tile;
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  constexpr std::uint64_t highest_level = 63;
  if (path.substr(0, slash) == "entries")
    tile.kind = Tile::Kind::entries;
  else if (const auto level = number(path.substr(0, slash), highest_level))
    tile.level = static_cast<std::uint32_t>(*level);
  else
    return std::nullopt;
  path.remove_prefix(slash + 1);
  if (const std::size_t partial = path.find(".p/"); partial != std::string_view::npos) {
    const auto width = number(path.substr(partial + 3), tile_width - 1);
    if (!width || *width == 0) return std::nullopt;
    tile.width = static_cast<std::uint32_t>(*width);
    path = path.substr(0, partial);
  }
  const auto index = parse_index(path);
  if (!index) return std::nullopt;
  tile.index = *index;
  if (path_of(tile) != whole) return std::nullopt;
  return tile;
}

std::uint32_t width_at(std::uint32_t level, std::uint64_t index, std::uint64_t size) {
  const std::uint64_t hashes = hashes_at(level, size);
  const std::uint64_t begin = index * tile_width;
  return begin >= hashes ? 0 : static_cast<std::uint32_t>(std::min<std::uint64_t>(hashes - begin, tile_width));
}

std::vector<Tile> tiles_of(std::uint64_t size, bool with_entries) {
  std::vector<Tile> tiles;
  for (std::uint32_t level = 0; hashes_at(level, size) != 0; ++level)
    for (std::uint64_t index = 0; width_at(level, index, size) != 0; ++index) {
      const std::uint32_t width = width_at(level, index, size);
      tiles.push_back({Tile::Kind::hashes, level, index, width});
      if (level == 0 && with_entries) tiles.push_back({Tile::Kind::entries, 0, index, width});
    }
  return tiles;
}

Hash perfect_root(std::span<const Hash> hashes) {
  std::vector<Hash> row(hashes.begin(), hashes.end());
  for (std::size_t size = row.size() / 2; size != 0; size /= 2)
    for (std::size_t i = 0; i != size; ++i) row[i] = node_hash(row[2 * i], row[2 * i + 1]);
  return row.front();
}

void append_subtrees(std::span<const Hash> hashes, std::vector<Hash>& subtrees) {
  while (!hashes.empty()) {
    const std::size_t count = std::bit_floor(hashes.size());
    subtrees.push_back(perfect_root(hashes.first(count)));
    hashes = hashes.subspan(count);
  }
}

std::string bytes_of(std::span<const Hash> hashes) {
  return {reinterpret_cast<const char*>(hashes.data()), hashes.size_bytes()};
}

std::expected<std::vector<Hash>, Error> read_tile(Files& files, const Tile& tile) {
  std::string path = path_of(tile);
  auto bytes = files.read(path);
  std::size_t expected = tile.width * sizeof(Hash);
  if (!bytes && bytes.error().code == Code::no_such_file && tile.width != tile_width) {
    Tile whole = tile;
    whole.width = tile_width;
    if (auto other = files.read(path_of(whole)); other || other.error().code != Code::no_such_file) {
      bytes = std::move(other);
      path = path_of(whole);
      expected = tile_width * sizeof(Hash);
    }
  }
  if (!bytes && bytes.error().code == Code::no_such_file)
    return std::unexpected(
        Error{Code::missing_tile, "there is no " + path, "run `cavra-seal log check --repair`", {}, 0, 0, 0});
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  if (bytes->size() != expected)
    return std::unexpected(
        Error{Code::bad_tile,
              path + " has " + std::to_string(bytes->size()) + " bytes instead of " + std::to_string(expected),
              "run `cavra-seal log check --repair`",
              {},
              0,
              0,
              0});
  std::vector<Hash> hashes(tile.width);
  std::memcpy(hashes.data(), bytes->data(), hashes.size() * sizeof(Hash));
  return hashes;
}

std::expected<const TileNodes::Kept*, Error> TileNodes::tile_at(std::uint32_t level, std::uint64_t index) {
  if (const auto found = places_.find(key_of(level, index)); found != places_.end()) {
    kept_.splice(kept_.begin(), kept_, found->second);
    return &kept_.front();
  }
  Kept kept{{Tile::Kind::hashes, level, index, width_at(level, index, size_)}, {}};
  auto hashes = read_tile(files_, kept.tile);
  if (!hashes) return std::unexpected(std::move(hashes.error()));
  kept.heap.resize(2 * tile_width);
  std::ranges::copy(*hashes, kept.heap.begin() + tile_width);
  // Only subtrees all of whose leaves are in the tile have a hash.
  for (std::uint32_t first = tile_width / 2, width = kept.tile.width / 2; first != 0; first /= 2, width /= 2)
    for (std::uint32_t i = first; i != first + width; ++i)
      kept.heap[i] = node_hash(kept.heap[2 * i], kept.heap[2 * i + 1]);
  if (kept_.size() >= most_ && !kept_.empty()) {
    places_.erase(key_of(kept_.back().tile.level, kept_.back().tile.index));
    kept_.pop_back();
  }
  kept_.push_front(std::move(kept));
  places_.emplace(key_of(level, index), kept_.begin());
  return &kept_.front();
}

std::expected<std::vector<Hash>, Error> TileNodes::read(std::span<const Node> nodes) {
  std::vector<Hash> hashes;
  hashes.reserve(nodes.size());
  for (const Node& node : nodes) {
    const std::uint32_t within = node.height % tile_height;
    const std::uint32_t bits = tile_height - within;
    const auto tile = tile_at(node.height / tile_height, node.index >> bits);
    if (!tile) return std::unexpected(tile.error());
    const std::uint64_t place = node.index & ((std::uint64_t{1} << bits) - 1);
    hashes.push_back((*tile)->heap[(std::size_t{1} << bits) + place]);
  }
  return hashes;
}

}  // namespace cavra::tlog
