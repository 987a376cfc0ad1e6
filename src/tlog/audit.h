/// The whole of a log, from its entries: whether they and its tiles make the root of a checkpoint, and what does not.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tlog/checkpoint.h"
#include "tlog/tile.h"

namespace cavra::tlog {

/// Something that is not as it should be.
struct Fault {
  Code code = Code::wrong_root;
  std::string path;  ///< of the tile or bundle; empty for the whole
  std::string what;  ///< one clause
};

/// A tile of hashes that is missing or wrong, and what it must be.
struct Mend {
  Tile tile;
  std::string bytes;
};

/// A bundle whose entries are missing or wrong, and the hashes that they must have.
struct Loss {
  Tile bundle;
  std::vector<Hash> leaves;
};

struct Audit {
  std::uint64_t entries = 0;  ///< that were read
  std::uint64_t tiles = 0;    ///< of hashes that were read
  bool agrees = false;        ///< whether the root was reached; then it is known of each fault which side is wrong
  std::vector<Fault> faults;
  std::vector<Mend> mends;   ///< only when it agrees
  std::vector<Loss> losses;  ///< only when it agrees
};

/// Called for every entry that could be read, in order. Whether they were the right ones the audit says in the end:
/// they were when it agrees and has no losses.
using EachEntry = std::function<void(std::uint64_t index, std::string_view entry)>;

/// Reads every bundle and tile of the log as `checkpoint` has it, and the narrower partial tiles that lie beside them.
/// A flipped bit anywhere is a fault: of an entry with its index, of a tile with its path. Error::cannot_read alone,
/// which says nothing of the log.
[[nodiscard]] std::expected<Audit, Error> audit(Files& files, const Checkpoint& checkpoint, const EachEntry& each = {});

}  // namespace cavra::tlog
