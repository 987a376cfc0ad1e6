/// Files that are their owner's alone: private keys, passphrases.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "cavra/error.h"

namespace cavra {

/// The bytes of a file, a pipe or a device; "-" is no file here. They are nowhere else in memory; the caller wipes
/// them. Error::key_exposed when others may read or write it, no_such_file, cannot_read, too_large beyond `most` bytes.
[[nodiscard]] std::expected<std::string, Error> read_private_file(const std::string& path, std::size_t most);

/// The same of an open file descriptor, which stays open; whose it is is not asked.
[[nodiscard]] std::expected<std::string, Error> read_descriptor(int descriptor, const std::string& name,
                                                                std::size_t most);

/// Writes a new file that its owner alone may read, from its first byte on, and returns when it is on the disk.
/// Error::cannot_write, also when something is there already.
[[nodiscard]] std::expected<void, Error> create_private_file(const std::string& path, std::string_view bytes);

}  // namespace cavra
