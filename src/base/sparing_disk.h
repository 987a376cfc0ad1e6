/// A disk on which what is written takes the place of nothing that was read.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/disk.h"

namespace cavra {

/// This machine's disk. A file that was opened on it, or that spare() names, is not replaced: rename() onto it is
/// Error::bad_usage. Those of `in_place` are, though opened: what is written there is made of what they held.
[[nodiscard]] std::unique_ptr<Disk> make_sparing_disk(std::vector<std::string> in_place = {});

/// The same around any disk.
[[nodiscard]] std::unique_ptr<Disk> make_sparing_disk(std::unique_ptr<Disk> disk, std::vector<std::string> in_place);

/// What is said of a path whose file was read, and would be written.
[[nodiscard]] Error would_be_lost(const std::string& path);

}  // namespace cavra
