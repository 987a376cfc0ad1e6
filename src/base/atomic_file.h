/// A file that appears whole or not at all.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "base/disk.h"

namespace cavra {

/// Written beside its place, synced, renamed, and its folder synced. Until commit() the place is as it was; without
/// commit() what was written is taken away.
class AtomicFile {
 public:
  /// Makes the folder of `path` when there is none. Of a link, what it leads to is written. Error::cannot_write. `disk`
  /// must outlive the file.
  [[nodiscard]] static std::expected<AtomicFile, Error> create(Disk& disk, std::string path);
  AtomicFile(AtomicFile&&) noexcept = default;
  AtomicFile& operator=(AtomicFile&&) noexcept = default;
  ~AtomicFile();

  [[nodiscard]] std::expected<void, Error> write(std::string_view bytes);
  [[nodiscard]] std::expected<void, Error> commit();

 private:
  AtomicFile(Disk& disk, std::string path, std::string beside, std::unique_ptr<Output> output)
      : disk_(&disk), path_(std::move(path)), beside_(std::move(beside)), output_(std::move(output)) {}

  [[nodiscard]] std::expected<void, Error> named(std::expected<void, Error> done) const;

  Disk* disk_;
  std::string path_;
  std::string beside_;
  std::unique_ptr<Output> output_;  // null once committed or moved from
};

/// create, write and commit in one.
[[nodiscard]] std::expected<void, Error> replace_file(Disk& disk, const std::string& path, std::string_view bytes);

}  // namespace cavra
