/// Adding to a log.
///
/// An append goes through four steps, each on the disk before the next begins: the new tiles and bundles; the
/// checkpoint over them, signed, in `writer/signed`; the same as the public `checkpoint`; and away with partial tiles
/// whose whole ones are there. So a checkpoint is signed only for a tree that is on the disk, nobody sees one that
/// could be forgotten, and a log that stopped after the second step goes on from what it signed, never beside it.
#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/edge.h"
#include "ledger/signing.h"
#include "ledger/store.h"
#include "tlog/checkpoint.h"

namespace cavra::ledger {

inline constexpr std::chrono::milliseconds default_wait = std::chrono::seconds(10);

/// The log's own checkpoints are trusted by its keys; witnesses are no business of the writer.
[[nodiscard]] std::expected<tlog::Trust, Error> read_log_keys(Store& store);

/// Makes an empty log, its checkpoint signed. The origin is the name of the key. Error::log_exists, cannot_write.
[[nodiscard]] std::expected<void, Error> init(FolderStore& store, const NoteSigner& signer);

/// What was appended, when all of it is on the disk.
struct Appended {
  std::uint64_t first = 0;  ///< the index of the first entry
  std::uint64_t count = 0;
  std::string checkpoint;  ///< the signed note
};

/// The one who writes a log. Holds the right to write as long as it lives. One thread at a time.
class Writer {
 public:
  /// Waits for the right to write, finishes what a stopped writer had signed, and reads the edge of the tree. `store`
  /// must outlive it.
  /// Error::no_log, log_busy, wrong_log_key, log_closed (a copy, or put back from a backup), log_rolled_back, and what
  /// is wrong with the edge of the tree (see Edge::load).
  [[nodiscard]] static std::expected<Writer, Error> open(Store& store, NoteSigner signer,
                                                         std::chrono::milliseconds wait = default_wait);

  /// Error::bad_entry (empty, or too long: then nothing is appended), cannot_write. After an error of the disk the
  /// writer does nothing more (Error::writer_failed); a new one goes on from what is there.
  [[nodiscard]] std::expected<Appended, Error> append(std::span<const std::string_view> entries);

  /// Adds signatures of others to the public checkpoint, which must be the one with `text`. Signatures that are there
  /// already are passed over.
  [[nodiscard]] std::expected<std::string, Error> add_signatures(std::string_view text,
                                                                 std::span<const tlog::NoteSignature> signatures);

  [[nodiscard]] std::uint64_t size() const { return edge_.size(); }
  [[nodiscard]] const std::string& checkpoint() const { return checkpoint_; }

 private:
  Writer(Store& store, NoteSigner signer, std::unique_ptr<DiskLock> lock)
      : store_(&store), signer_(std::move(signer)), lock_(std::move(lock)) {}

  [[nodiscard]] std::expected<void, Error> recover(const tlog::Trust& trust);
  [[nodiscard]] std::expected<void, Error> put(std::string_view path, const std::string& bytes);
  [[nodiscard]] std::expected<void, Error> publish(const Edge& edge, std::span<const Piece> pieces);

  Store* store_;
  NoteSigner signer_;
  std::unique_ptr<DiskLock> lock_;
  Edge edge_;
  std::string checkpoint_;
  bool failed_ = false;
};

}  // namespace cavra::ledger
