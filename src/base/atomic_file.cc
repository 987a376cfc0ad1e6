#include "base/atomic_file.h"

#include <unistd.h>

namespace cavra {

std::expected<AtomicFile, Error> AtomicFile::create(Disk& disk, std::string path) {
  // What a link leads to is replaced, not the link: /dev/stdout is one.
  path = disk.behind_link(path);
  const std::string folder = folder_of(path);
  if (folder != "." && folder != "/")
    if (auto made = disk.make_folders(folder); !made) return std::unexpected(std::move(made.error()));
  if (const auto there = disk.look(path); there && *there != Place::nothing && *there != Place::file)
    return std::unexpected(Error{Code::cannot_write, "it is no regular file", "name a file", path, 0, 0, 0});
  constexpr int tries = 100;
  for (int i = 0;; ++i) {
    std::string beside = path + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(i);
    auto output = disk.create(beside);
    if (output) return AtomicFile(disk, std::move(path), std::move(beside), std::move(*output));
    const auto taken = disk.look(beside);
    if (i == tries || !taken || *taken == Place::nothing) {
      output.error().source = path;
      return std::unexpected(std::move(output.error()));
    }
  }
}

AtomicFile::~AtomicFile() {
  if (output_ == nullptr) return;
  output_.reset();
  static_cast<void>(disk_->remove(beside_));  // nothing more can be done about what is left beside
}

std::expected<void, Error> AtomicFile::write(std::string_view bytes) { return named(output_->write(bytes)); }

std::expected<void, Error> AtomicFile::commit() {
  if (auto synced = named(output_->sync_and_close()); !synced) return synced;
  if (auto renamed = disk_->rename(beside_, path_); !renamed) return renamed;
  output_.reset();
  return disk_->sync_folder(folder_of(path_));
}

/// An error of the file beside, as one of the file that was asked for.
std::expected<void, Error> AtomicFile::named(std::expected<void, Error> done) const {
  if (!done) done.error().source = path_;
  return done;
}

std::expected<void, Error> replace_file(Disk& disk, const std::string& path, std::string_view bytes) {
  auto file = AtomicFile::create(disk, path);
  if (!file) return std::unexpected(std::move(file.error()));
  if (auto written = file->write(bytes); !written) return written;
  return file->commit();
}

}  // namespace cavra
