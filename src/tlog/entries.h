/// Entry bundles (C2SP tlog-tiles): the entries below a tile of level 0, each after its length in two bytes, the higher
/// one first.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "tlog/tile.h"

namespace cavra::tlog {

/// Appends an entry, which must have at most largest_entry bytes.
void append_entry(std::string& bundle, std::string_view entry);

/// The entries of a bundle, as views into its bytes. Error::bad_entries, with the offset of the length that runs beyond
/// the end.
[[nodiscard]] std::expected<std::vector<std::string_view>, Error> parse_entries(std::string_view bundle);

/// The bytes of the first `tile.width` entries at the place of `tile`: from the partial bundle, or the beginning of the
/// whole one. Error::missing_entries, bad_entries, cannot_read.
[[nodiscard]] std::expected<std::string, Error> read_entries(Files& files, const Tile& tile);

/// One entry of a log of `size` entries. Error::not_in_log, missing_entries, bad_entries, cannot_read.
[[nodiscard]] std::expected<std::string, Error> read_entry(Files& files, std::uint64_t index, std::uint64_t size);

}  // namespace cavra::tlog
