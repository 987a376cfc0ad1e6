/// Where a log is kept, behind the few things that a log does with it.
#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/disk.h"
#include "tlog/tile.h"

namespace cavra::ledger {

/// A file of a log: its path in it, and all of its bytes.
struct Piece {
  std::string path;
  std::string bytes;
};

/// The files of one log. Reading needs no right and may go on while another process writes: whoever reads a path gets
/// the whole of what was put there at some time.
class Store : public tlog::Files {
 public:
  /// The right to write, for one at a time over all processes. Error::log_busy after `limit`, no_log, cannot_write.
  [[nodiscard]] virtual std::expected<std::unique_ptr<DiskLock>, Error> lock(std::chrono::milliseconds limit) = 0;
  /// Puts pieces in their places, new or instead of what is there. Returns when all would survive the loss of power.
  /// After an error each place has the old or the new, whole; which of them survives is not known. Needs the right.
  [[nodiscard]] virtual std::expected<void, Error> put(std::span<const Piece> pieces) = 0;
  /// Takes away what is in a folder, and the folder. Needs the right.
  [[nodiscard]] virtual std::expected<void, Error> drop(const std::string& folder) = 0;
  /// A word that a copy of this store does not have.
  [[nodiscard]] virtual std::expected<std::string, Error> identity() = 0;
};

/// A log in a folder. Beside the public files there is a folder `writer` with what only writing needs.
class FolderStore final : public Store {
 public:
  /// `disk` must outlive it.
  FolderStore(Disk& disk, std::string folder);
  std::expected<std::string, Error> read(const std::string& path) override;
  std::expected<std::vector<std::string>, Error> list(const std::string& path) override;
  std::expected<std::unique_ptr<DiskLock>, Error> lock(std::chrono::milliseconds limit) override;
  std::expected<void, Error> put(std::span<const Piece> pieces) override;
  std::expected<void, Error> drop(const std::string& folder) override;
  std::expected<std::string, Error> identity() override;

  /// Makes the folders of a log that is to be. Error::log_exists when there is one, cannot_write.
  [[nodiscard]] std::expected<void, Error> make();
  /// Links or copies files of another folder into this one; returns when they are on the disk. Gives how many were
  /// linked.
  [[nodiscard]] std::expected<std::size_t, Error> take(FolderStore& from, std::span<const std::string> paths);
  [[nodiscard]] const std::string& folder() const { return folder_; }

 private:
  [[nodiscard]] std::string at(const std::string& path) const { return folder_ + "/" + path; }
  [[nodiscard]] std::expected<void, Error> make_folder(const std::string& folder);
  [[nodiscard]] std::expected<void, Error> write_aside(const std::string& aside, const std::string& bytes);
  [[nodiscard]] std::expected<void, Error> sync_touched();

  Disk& disk_;
  std::string folder_;
  std::vector<std::string> known_;    // folders that this object made sure are on the disk, sorted
  std::vector<std::string> touched_;  // folders that have new names
};

// The paths that only writing needs.
inline constexpr std::string_view key_path = "writer/key";        ///< the log's verifier keys, a line each
inline constexpr std::string_view signed_path = "writer/signed";  ///< the newest checkpoint that was signed
inline constexpr std::string_view opened_path = "writer/opened";  ///< the identity of the store that may sign

}  // namespace cavra::ledger
