/// Files and folders behind one interface, so that tests can stop at every step.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/error.h"

namespace cavra {

/// Bytes read from front to back.
class Input {
 public:
  virtual ~Input() = default;
  /// Reads at most `into.size()` bytes; 0 is the end. Error::cannot_read, bad_gzip.
  [[nodiscard]] virtual std::expected<std::size_t, Error> read(std::span<char> into) = 0;
};

/// A file that is being written.
class Output {
 public:
  virtual ~Output() = default;
  [[nodiscard]] virtual std::expected<void, Error> write(std::string_view bytes) = 0;
  /// Returns when the bytes are on the disk, and closes the file.
  [[nodiscard]] virtual std::expected<void, Error> sync_and_close() = 0;
};

/// What nobody else gets as long as it exists. The end of the program, however it comes, gives it up.
class DiskLock {
 public:
  virtual ~DiskLock() = default;
};

enum class Place : std::uint8_t { nothing, file, folder, link_to_folder, other };

/// Every error has the path as its source. All calls may be made from any thread.
class Disk {
 public:
  virtual ~Disk() = default;
  /// Error::no_such_file, cannot_read.
  [[nodiscard]] virtual std::expected<std::unique_ptr<Input>, Error> open(const std::string& path) = 0;
  /// A new file; Error::cannot_write when there is one.
  [[nodiscard]] virtual std::expected<std::unique_ptr<Output>, Error> create(const std::string& path) = 0;
  [[nodiscard]] virtual std::expected<void, Error> rename(const std::string& from, const std::string& to) = 0;
  [[nodiscard]] virtual std::expected<void, Error> remove(const std::string& path) = 0;
  /// The folder `from` becomes `to`. When there is a folder `to` the two change places: at no moment is there none.
  [[nodiscard]] virtual std::expected<void, Error> replace_folder(const std::string& from, const std::string& to) = 0;
  /// A folder with all that is in it; nothing when there is none.
  [[nodiscard]] virtual std::expected<void, Error> remove_tree(const std::string& path) = 0;
  /// Takes an empty folder away.
  [[nodiscard]] virtual std::expected<void, Error> remove_folder(const std::string& path) = 0;
  /// A second name for a file; Error::cannot_write where there is one by that name, and where the disk has no such
  /// names.
  [[nodiscard]] virtual std::expected<void, Error> hard_link(const std::string& from, const std::string& to) = 0;
  /// The exclusive right to what `path` stands for, a file that is made when it is not there. Waits for `limit` at
  /// most: Error::log_busy, cannot_write.
  [[nodiscard]] virtual std::expected<std::unique_ptr<DiskLock>, Error> lock(const std::string& path,
                                                                             std::chrono::milliseconds limit) = 0;
  /// A word that no other file has, nor a copy of this one that is put back in its place. Error::no_such_file.
  [[nodiscard]] virtual std::expected<std::string, Error> identity(const std::string& path) = 0;
  /// Returns when the names in the folder are on the disk.
  [[nodiscard]] virtual std::expected<void, Error> sync_folder(const std::string& path) = 0;
  [[nodiscard]] virtual std::expected<void, Error> make_folders(const std::string& path) = 0;
  /// What is there. A link is what it leads to, but for one that leads to a folder. Error::cannot_read for a loop of
  /// links and for what may not be seen.
  [[nodiscard]] virtual std::expected<Place, Error> look(const std::string& path) = 0;
  /// The path of what a link leads to; of anything else the path as it is.
  [[nodiscard]] virtual std::string behind_link(const std::string& path) { return path; }
  /// Whether both lead to one file that is there.
  [[nodiscard]] virtual bool same(const std::string& one, const std::string& other) { return one == other; }
  /// From now on nothing takes the place of this file, on a disk that takes such care (sparing_disk.h).
  virtual void spare(const std::string& path) { static_cast<void>(path); }
  /// The names in a folder, sorted by byte.
  [[nodiscard]] virtual std::expected<std::vector<std::string>, Error> list(const std::string& path) = 0;
};

/// The disk of this machine. `path` "-" opens the standard input.
[[nodiscard]] std::unique_ptr<Disk> make_real_disk();

/// Everything that `input` has. Error::too_large beyond `most` bytes.
[[nodiscard]] std::expected<std::string, Error> read_all(Input& input, std::size_t most, const std::string& source);

/// The bytes of `path`, unpacked when its name ends in .gz. Error::too_large beyond `most` bytes.
[[nodiscard]] std::expected<std::string, Error> read_file(Disk& disk, const std::string& path, std::size_t most);

/// Unpacks a gzip stream of one or more members while it is read.
[[nodiscard]] std::unique_ptr<Input> make_gunzip(std::unique_ptr<Input> packed, std::string source);

/// What lock() says when its limit is over.
[[nodiscard]] Error busy(const std::string& path);

/// The folder that a path is in: "." for a plain name.
[[nodiscard]] std::string folder_of(const std::string& path);

}  // namespace cavra
