/// A disk in memory that knows what a crash would leave.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "base/disk.h"

namespace cavra {

/// Paths are relative to ".", or absolute; "./a" and "a/" are "a".
class MemoryDisk final : public Disk {
 public:
  enum class Folders : std::uint8_t {
    made,    ///< on the disk as soon as they are made
    synced,  ///< on the disk when the folder that they are in was synced; without one, all below is lost in a crash
  };
  explicit MemoryDisk(Folders folders = Folders::made) : folders_mode_(folders) {}

  /// A file, with its folders, that a crash leaves whole.
  void put(const std::string& path, const std::string& bytes);
  /// A link; `target` is a path of this disk, which need not be there.
  void link(const std::string& path, const std::string& target);

  [[nodiscard]] std::optional<std::string> bytes(const std::string& path) const;
  /// The paths of all files, sorted.
  [[nodiscard]] std::vector<std::string> files() const;

  enum class Names : std::uint8_t { synced, all };
  /// What a machine may find after it stopped here: of the files the bytes that were synced and, of the names, those
  /// whose folder was synced, or all (a file system may write them at any time).
  void crash(Names left);

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
  struct File {
    std::string bytes;
    std::string synced;
    std::uint64_t number = 0;
  };
  class MemoryInput;
  class MemoryOutput;
  class MemoryLock;
  using Entries = std::map<std::string, std::shared_ptr<File>>;

  [[nodiscard]] std::expected<std::string, Error> follow(const std::string& path) const;
  [[nodiscard]] bool is_folder(const std::string& path) const {
    return path == "." || path == "/" || folders_.contains(path);
  }
  void add_folders(const std::string& path);
  [[nodiscard]] bool is_lost(const std::string& path) const;

  mutable std::mutex mutex_;
  Entries files_;
  Entries synced_;  // the names that are on the disk
  std::set<std::string> folders_;
  std::set<std::string> synced_folders_;
  std::set<std::string> locked_;
  std::condition_variable unlocked_;
  std::uint64_t made_ = 0;
  Folders folders_mode_;
  std::map<std::string, std::string> links_;
};

}  // namespace cavra
