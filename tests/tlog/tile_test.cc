#include "tlog/tile.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <bit>
#include <map>

#include "tests/tlog/naive_tree.h"
#include "tlog/entries.h"

namespace cavra::tlog {
namespace {

constexpr Tile entries_tile(std::uint64_t index, std::uint32_t width = tile_width) {
  return {Tile::Kind::entries, 0, index, width};
}

struct PathCase {
  Tile tile;
  const char* path;
};
const PathCase paths[] = {
    {{Tile::Kind::hashes, 0, 0}, "tile/0/000"},
    {{Tile::Kind::hashes, 0, 999}, "tile/0/999"},
    {{Tile::Kind::hashes, 1, 1000}, "tile/1/x001/000"},
    {{Tile::Kind::hashes, 2, 1234067}, "tile/2/x001/x234/067"},
    {{Tile::Kind::hashes, 63, 5, 17}, "tile/63/005.p/17"},
    {{Tile::Kind::hashes, 0, 1, 255}, "tile/0/001.p/255"},
    {entries_tile(273, 112), "tile/entries/273.p/112"},
    {entries_tile(1234067), "tile/entries/x001/x234/067"},
};

TEST(Tile, HasThePathThatTheSpecificationGives) {
  for (const PathCase& one : paths) {
    EXPECT_EQ(path_of(one.tile), one.path);
    EXPECT_EQ(parse_tile_path(one.path), one.tile) << one.path;
  }
}

TEST(Tile, HasNoOtherSpellingOfAPath) {
  for (const char* path : {"",
                           "tile",
                           "tile/",
                           "tile/0",
                           "tile/0/",
                           "tile/0/00",
                           "tile/0/0000",
                           "tile/0/x000",
                           "tile/0/x000/001",
                           "tile/0/001/234",
                           "tile/00/001",
                           "tile/64/001",
                           "tile/-1/001",
                           "tile/0/001.p/0",
                           "tile/0/001.p/256",
                           "tile/0/001.p/01",
                           "tile/0/001.p/",
                           "tile/0/001.p/1/",
                           "tile/0/001.p",
                           "tile/0/xabc/001",
                           "tile/entries/1",
                           "tile/data/001",
                           "/tile/0/001",
                           "tile/0/x001/x002",
                           "tile/0/x999/x999/x999/x999/x999/x999/x999/999"})
    EXPECT_EQ(parse_tile_path(path), std::nullopt) << path;
}

TEST(Tile, IsAsWideAsTheTree) {
  // The example of the specification: a tree of 70,000.
  EXPECT_EQ(width_at(0, 272, 70000), 256U);
  EXPECT_EQ(width_at(0, 273, 70000), 112U);
  EXPECT_EQ(width_at(0, 274, 70000), 0U);
  EXPECT_EQ(width_at(1, 0, 70000), 256U);
  EXPECT_EQ(width_at(1, 1, 70000), 17U);
  EXPECT_EQ(width_at(2, 0, 70000), 1U);
  EXPECT_EQ(width_at(3, 0, 70000), 0U);
  EXPECT_EQ(width_at(1, 0, 256), 1U);
  EXPECT_EQ(tiles_of(70000, false).size(), 273U + 1U + 1U + 1U + 1U);
  EXPECT_EQ(tiles_of(0, true).size(), 0U);
  const std::vector<Tile> with_entries = tiles_of(300, true);
  ASSERT_EQ(with_entries.size(), 5U);
  EXPECT_EQ(with_entries[1], entries_tile(0));
  EXPECT_EQ(with_entries[3], entries_tile(1, 44));
  EXPECT_EQ(with_entries[4], (Tile{Tile::Kind::hashes, 1, 0, 1}));
}

/// The tiles of a tree, made by the naive way.
class NaiveFiles final : public Files {
 public:
  NaiveFiles(std::span<const std::string> entries, std::uint64_t size) {
    for (const Tile& tile : tiles_of(size, true)) {
      std::string& bytes = files[path_of(tile)];
      for (std::uint64_t i = 0; i != tile.width; ++i) {
        const std::uint64_t place = tile.index * tile_width + i;
        const std::uint64_t leaves = std::uint64_t{1} << (tile.level * tile_height);
        if (tile.kind == Tile::Kind::entries)
          append_entry(bytes, entries[place]);
        else
          bytes += crypto::as_bytes(naive_root(entries.subspan(place * leaves, leaves)));
      }
    }
  }
  std::expected<std::string, Error> read(const std::string& path) override {
    ++reads;
    if (path == forbidden) return std::unexpected(Error{Code::cannot_read, "forbidden", "", path, 0, 0, 0});
    const auto found = files.find(path);
    if (found == files.end()) return std::unexpected(Error{Code::no_such_file, "no such file", "", path, 0, 0, 0});
    return found->second;
  }
  std::expected<std::vector<std::string>, Error> list(const std::string&) override {
    return std::vector<std::string>();
  }

  std::map<std::string, std::string> files;
  std::string forbidden;  ///< it is there and cannot be read
  std::size_t reads = 0;
};

TEST(TileNodes, GivesWhatTheNaiveTreeGives) {
  const std::vector<std::string> entries = some_entries(1200);
  for (const std::size_t size : {1U, 2U, 255U, 256U, 257U, 511U, 512U, 1000U, 1200U}) {
    NaiveFiles files(entries, size);
    const std::span<const std::string> part = std::span(entries).first(size);
    TileNodes nodes(files, size, 2);  // so few that tiles are forgotten and read again
    EXPECT_EQ(*root_of(nodes, size), naive_root(part));
    for (std::size_t index = 0; index < size; index += 37)
      EXPECT_EQ(*prove_inclusion(nodes, index, size), naive_path(index, part));
    for (std::size_t old_size = 1; old_size <= size; old_size += 41)
      EXPECT_EQ(*prove_consistency(nodes, old_size, size), naive_subproof(old_size, part, true));
  }
}

TEST(TileNodes, TakesTheWholeTileForAPartialOneThatWasTakenAway) {
  const std::vector<std::string> entries = some_entries(256);
  NaiveFiles files(entries, 256);
  TileNodes nodes(files, 100);
  EXPECT_EQ(*root_of(nodes, 100), naive_root(std::span(entries).first(100)));
  EXPECT_EQ(*read_entry(files, 99, 100), "entry 99");
}

TEST(TileNodes, ReadsATileAgainOnlyWhenItWasForgotten) {
  const std::vector<std::string> entries = some_entries(1024);
  NaiveFiles files(entries, 1024);
  TileNodes nodes(files, 1024, 2);
  const auto reads = [&](std::uint64_t tile) {
    const std::size_t before = files.reads;
    const Node node{0, tile * tile_width};
    EXPECT_EQ((*nodes.read({&node, 1}))[0], leaf_hash(entries[tile * tile_width]));
    return files.reads - before;
  };
  EXPECT_EQ(reads(0), 1U);
  EXPECT_EQ(reads(0), 0U);
  EXPECT_EQ(reads(1), 1U);
  EXPECT_EQ(reads(0), 0U);
  EXPECT_EQ(reads(2), 1U);  // in the place of 1, which was not asked for as lately as 0
  EXPECT_EQ(reads(0), 0U);
  EXPECT_EQ(reads(2), 0U);
  EXPECT_EQ(reads(1), 1U);
}

TEST(TileNodes, SaysWhatKeepsATileFromBeingRead) {
  const std::vector<std::string> entries = some_entries(256);
  NaiveFiles files(entries, 256);
  const auto error = [&](const char* forbidden) {
    files.forbidden = forbidden;
    return read_tile(files, {Tile::Kind::hashes, 0, 0, 100}).error();
  };
  EXPECT_EQ(error("tile/0/000.p/100").code, Code::cannot_read);  // though the whole one could stand for it
  EXPECT_EQ(error("tile/0/000").code, Code::cannot_read);
  files.files["tile/0/000"].pop_back();
  EXPECT_EQ(error("").what, "tile/0/000 has 8191 bytes instead of 8192");
  files.files.erase("tile/0/000");
  EXPECT_EQ(error("").what, "there is no tile/0/000.p/100");
  EXPECT_EQ(read_tile(files, {Tile::Kind::hashes, 0, 0}).error().what, "there is no tile/0/000");
}

TEST(Tile, HasTheSubtreesOfItsHashes) {
  const std::vector<std::string> entries = some_entries(64);
  std::vector<Hash> leaves;
  for (const std::string& entry : entries) leaves.push_back(leaf_hash(entry));
  for (std::size_t size = 1; size <= entries.size(); ++size) {
    std::vector<Hash> subtrees;
    append_subtrees(std::span(leaves).first(size), subtrees);
    EXPECT_EQ(subtrees.size(), static_cast<std::size_t>(std::popcount(size)));
    EXPECT_EQ(fold(subtrees), naive_root(std::span(entries).first(size)));
  }
}

TEST(TileNodes, SaysWhichTileIsMissingOrTorn) {
  const std::vector<std::string> entries = some_entries(300);
  NaiveFiles files(entries, 300);
  files.files["tile/0/000"].pop_back();
  TileNodes torn(files, 300);
  EXPECT_TRUE(root_of(torn, 300)) << "the root needs tile/1 and the end alone";
  const auto proof = prove_inclusion(torn, 3, 300);
  ASSERT_FALSE(proof);
  EXPECT_EQ(proof.error().code, Code::bad_tile);
  EXPECT_EQ(proof.error().what, "tile/0/000 has 8191 bytes instead of 8192");
  files.files.erase("tile/0/001.p/44");
  TileNodes lost(files, 300);
  const auto root = root_of(lost, 300);
  ASSERT_FALSE(root);
  EXPECT_EQ(root.error().code, Code::missing_tile);
  EXPECT_EQ(root.error().what, "there is no tile/0/001.p/44");
}

TEST(Entries, ComeBackAsTheyWentIn) {
  EXPECT_TRUE(rc::check([](const std::vector<std::string>& entries) {
    std::string bundle;
    for (const std::string& entry : entries) append_entry(bundle, entry);
    const auto parsed = parse_entries(bundle);
    RC_ASSERT(parsed.has_value());
    RC_ASSERT(std::ranges::equal(*parsed, entries));
    if (!bundle.empty())
      RC_ASSERT(!parse_entries(std::string_view(bundle).substr(0, bundle.size() - 1)) || entries.back().empty());
  }));
}

TEST(Entries, HaveTheirLengthInTwoBytes) {
  std::string bundle;
  append_entry(bundle, std::string(258, 'x'));
  append_entry(bundle, "");
  EXPECT_EQ(bundle, std::string("\1\2", 2) + std::string(258, 'x') + std::string(2, '\0'));
}

}  // namespace
}  // namespace cavra::tlog
