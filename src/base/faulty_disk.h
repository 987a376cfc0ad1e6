/// A disk on which something fails at a chosen step.
#pragma once

#include <atomic>
#include <cstddef>

#include "base/disk.h"

namespace cavra {

/// Passes every call on to another disk, and counts them as steps: those of the disk, and the reads, writes and syncs
/// of its files. The step `fails_at`, counted from 0, is not done; a write that fails leaves half of its bytes.
class FaultyDisk final : public Disk {
 public:
  enum class Fault : std::uint8_t {
    once,  ///< one step fails
    full,  ///< from that step on nothing more can be written, as on a full disk or in a folder that is for reading only
    stop,  ///< nothing is done from that step on, as when the machine stops
  };
  /// `disk` must outlive it.
  FaultyDisk(Disk& disk, std::size_t fails_at, Fault fault) : disk_(disk), fails_at_(fails_at), fault_(fault) {}

  /// How many steps were asked for.
  [[nodiscard]] std::size_t steps() const { return steps_; }

  std::expected<std::unique_ptr<Input>, Error> open(const std::string& path) override;
  std::expected<std::unique_ptr<Output>, Error> create(const std::string& path) override;
  std::expected<void, Error> rename(const std::string& from, const std::string& to) override;
  std::expected<void, Error> remove(const std::string& path) override;
  std::expected<void, Error> replace_folder(const std::string& from, const std::string& to) override;
  std::expected<void, Error> remove_tree(const std::string& path) override;
  std::expected<void, Error> remove_folder(const std::string& path) override;
  std::expected<void, Error> hard_link(const std::string& from, const std::string& to) override;
  std::expected<std::unique_ptr<DiskLock>, Error> lock(const std::string& path,
                                                       std::chrono::milliseconds limit) override;
  std::expected<std::string, Error> identity(const std::string& path) override;
  std::expected<void, Error> sync_folder(const std::string& path) override;
  std::expected<void, Error> make_folders(const std::string& path) override;
  std::expected<Place, Error> look(const std::string& path) override;
  std::expected<std::vector<std::string>, Error> list(const std::string& path) override;

 private:
  class FaultyInput;
  class FaultyOutput;

  /// Counts a step; whether it fails.
  [[nodiscard]] bool fails(bool writes = false) {
    const std::size_t step = steps_++;
    if (fault_ == Fault::once) return step == fails_at_;
    return step >= fails_at_ && (writes || fault_ == Fault::stop);
  }

  Disk& disk_;
  std::size_t fails_at_;
  Fault fault_;
  std::atomic<std::size_t> steps_ = 0;
};

}  // namespace cavra
