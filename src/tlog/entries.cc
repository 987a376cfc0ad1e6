#include "tlog/entries.h"

namespace cavra::tlog {
namespace {

constexpr std::size_t length_size = 2;

std::size_t length_at(std::string_view bytes, std::size_t at) {
  return (std::size_t{static_cast<unsigned char>(bytes[at])} << 8U) | static_cast<unsigned char>(bytes[at + 1]);
}

Error bad(std::string what, std::size_t offset) {
  return {Code::bad_entries, std::move(what), "restore it from a copy of the log", {}, offset, 0, 0};
}

}  // namespace

void append_entry(std::string& bundle, std::string_view entry) {
  bundle += static_cast<char>(entry.size() >> 8U);
  bundle += static_cast<char>(entry.size() & 0xFFU);
  bundle += entry;
}

std::expected<std::vector<std::string_view>, Error> parse_entries(std::string_view bundle) {
  std::vector<std::string_view> entries;
  for (std::size_t at = 0; at != bundle.size();) {
    if (bundle.size() - at < length_size || bundle.size() - at - length_size < length_at(bundle, at))
      return std::unexpected(bad("the bundle of entries ends within its entry " + std::to_string(entries.size()), at));
    entries.push_back(bundle.substr(at + length_size, length_at(bundle, at)));
    at += length_size + entries.back().size();
  }
  return entries;
}

std::expected<std::string, Error> read_entries(Files& files, const Tile& tile) {
  std::string path = path_of(tile);
  auto bytes = files.read(path);
  if (!bytes && bytes.error().code == Code::no_such_file && tile.width != tile_width) {
    Tile whole = tile;
    whole.width = tile_width;
    path = path_of(whole);
    bytes = files.read(path);
  }
  if (!bytes && bytes.error().code == Code::no_such_file)
    return std::unexpected(
        Error{Code::missing_entries, "there is no " + path_of(tile), "restore it from a copy of the log", {}, 0, 0, 0});
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  std::size_t at = 0;
  for (std::uint32_t i = 0; i != tile.width; ++i) {
    if (bytes->size() - at < length_size || bytes->size() - at - length_size < length_at(*bytes, at))
      return std::unexpected(bad(path + " ends before entry " + std::to_string(tile.index * tile_width + i), at));
    at += length_size + length_at(*bytes, at);
  }
  if (path == path_of(tile) && at != bytes->size())
    return std::unexpected(bad(path + " has more than its " + std::to_string(tile.width) + " entries", at));
  bytes->resize(at);
  return bytes;
}

std::expected<std::string, Error> read_entry(Files& files, std::uint64_t index, std::uint64_t size) {
  if (index >= size)
    return std::unexpected(Error{Code::not_in_log,
                                 "there is no entry " + std::to_string(index) + ": the log has " + std::to_string(size),
                                 "entries are counted from 0",
                                 {},
                                 0,
                                 0,
                                 0});
  const std::uint64_t bundle = index / tile_width;
  const auto bytes = read_entries(files, {Tile::Kind::entries, 0, bundle, width_at(0, bundle, size)});
  if (!bytes) return std::unexpected(bytes.error());
  const auto entries = parse_entries(*bytes);
  if (!entries) return std::unexpected(entries.error());
  return std::string((*entries)[index % tile_width]);
}

}  // namespace cavra::tlog
