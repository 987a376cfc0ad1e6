/// Mending a log, copying one, and letting one sign again.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "ledger/store.h"
#include "tlog/audit.h"
#include "tlog/checkpoint.h"

namespace cavra::ledger {

struct Repair {
  std::vector<std::string> mended;  ///< paths that were written again
  std::vector<std::string> lost;    ///< bundles for which no source of the right entries was found
};

/// Writes again the tiles that the audit found wrong, from the entries; and the bundles whose entries are in a narrower
/// or wider bundle beside them or, where `other` is given, in another copy of the log. Nothing is written that does not
/// have the hash that the checkpoint's root stands for. Waits for the right to write. Error::log_busy, no_log,
/// cannot_write.
[[nodiscard]] std::expected<Repair, Error> repair(Store& store, const tlog::Audit& audit, tlog::Files* other,
                                                  std::chrono::milliseconds wait);

struct Copied {
  std::size_t files = 0;
  std::size_t linked = 0;  ///< of these, second names for the same bytes on the disk
  tlog::Opened checkpoint;
};
/// Makes `to`, an empty place, a log of the same bytes as `from` has up to its newest checkpoint. It signs nothing
/// until it is opened. Error::log_exists, and what `trust` says of the checkpoint; missing_tile, missing_entries.
[[nodiscard]] std::expected<Copied, Error> copy_log(FolderStore& from, FolderStore& to, const tlog::Trust& trust);

/// Lets the log sign here, after it has shown by all of its entries that it continues each of the checkpoints `last`,
/// which should be the newest that anyone holds. Error::not_continued, and what is wrong with the log or the
/// checkpoints.
[[nodiscard]] std::expected<tlog::Opened, Error> reopen(Store& store, const std::vector<std::string>& last,
                                                        std::chrono::milliseconds wait);

/// The root of the log's tree when it had `size` entries, read from its tiles.
[[nodiscard]] std::expected<tlog::Hash, Error> root_at(tlog::Files& files, std::uint64_t size, std::uint64_t now);

}  // namespace cavra::ledger
