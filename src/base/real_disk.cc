#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>

#include "base/disk.h"

namespace cavra {
namespace {

constexpr int large_pipe = 1 << 20;

Error reading(const std::string& path, int number) {
  const bool missing = number == ENOENT || number == ENOTDIR;
  Error error{missing ? Code::no_such_file : Code::cannot_read, {}, {}, path, 0, 0, 0};
  if (missing) {
    error.what = "there is no such file";
    error.todo = "check the path";
  } else {
    error.what = std::string("it cannot be read: ") + std::strerror(number);
    error.todo = number == EACCES ? "ask for the right to read it" : "name a readable file";
  }
  return error;
}

Error writing(const std::string& path, int number) {
  return {Code::cannot_write,
          std::string("it cannot be written: ") + std::strerror(number),
          number == ENOSPC ? "make room on the disk" : "check the folder and its rights",
          path,
          0,
          0,
          0};
}

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] int close() { return ::close(std::exchange(descriptor_, -1)); }

 private:
  int descriptor_;
};

class RealInput final : public Input {
 public:
  RealInput(int descriptor, std::string path) : file_(descriptor), path_(std::move(path)) {}
  std::expected<std::size_t, Error> read(std::span<char> into) override {
    while (true) {
      const ssize_t got = ::read(file_.descriptor(), into.data(), into.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return std::unexpected(reading(path_, errno));
    }
  }

 private:
  File file_;
  std::string path_;
};

class RealOutput final : public Output {
 public:
  RealOutput(int descriptor, std::string path) : file_(descriptor), path_(std::move(path)) {}
  std::expected<void, Error> write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t put = ::write(file_.descriptor(), bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return std::unexpected(writing(path_, errno));
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return {};
  }
  std::expected<void, Error> sync_and_close() override {
    if (::fsync(file_.descriptor()) != 0 && errno != EINVAL) return std::unexpected(writing(path_, errno));
    if (file_.close() != 0) return std::unexpected(writing(path_, errno));
    return {};
  }

 private:
  File file_;
  std::string path_;
};

class RealLock final : public DiskLock {
 public:
  explicit RealLock(int descriptor) : file_(descriptor) {}

 private:
  File file_;
};

class RealDisk final : public Disk {
 public:
  std::expected<std::unique_ptr<Input>, Error> open(const std::string& path) override {
    if (path == "-") {
      ::fcntl(STDIN_FILENO, F_SETPIPE_SZ, large_pipe);  // of a pipe: fewer turns between who writes and who reads
      return std::make_unique<RealInput>(STDIN_FILENO, path);
    }
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return std::unexpected(reading(path, errno));
    auto input = std::make_unique<RealInput>(descriptor, path);
    struct stat status{};
    if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) return std::unexpected(reading(path, EISDIR));
    return input;
  }

  std::expected<std::unique_ptr<Output>, Error> create(const std::string& path) override {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) return std::unexpected(writing(path, errno));
    return std::make_unique<RealOutput>(descriptor, path);
  }

  std::expected<void, Error> rename(const std::string& from, const std::string& to) override {
    if (::rename(from.c_str(), to.c_str()) != 0) return std::unexpected(writing(to, errno));
    return {};
  }

  std::expected<void, Error> remove(const std::string& path) override {
    if (::unlink(path.c_str()) != 0) return std::unexpected(writing(path, errno));
    return {};
  }

  std::expected<void, Error> replace_folder(const std::string& from, const std::string& to) override {
    struct stat status{};
    const bool there = ::lstat(to.c_str(), &status) == 0;
    const unsigned flags = there ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (there && !S_ISDIR(status.st_mode)) return std::unexpected(writing(to, ENOTDIR));
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) != 0)
      return std::unexpected(writing(to, errno));
    return {};
  }

  std::expected<void, Error> remove_tree(const std::string& path) override {
    std::error_code problem;
    std::filesystem::remove_all(path, problem);
    if (problem) return std::unexpected(writing(path, problem.value()));
    return {};
  }

  std::expected<void, Error> remove_folder(const std::string& path) override {
    if (::rmdir(path.c_str()) != 0) return std::unexpected(writing(path, errno));
    return {};
  }

  std::expected<void, Error> hard_link(const std::string& from, const std::string& to) override {
    if (::link(from.c_str(), to.c_str()) != 0) return std::unexpected(writing(to, errno));
    return {};
  }

  std::expected<std::unique_ptr<DiskLock>, Error> lock(const std::string& path,
                                                       std::chrono::milliseconds limit) override {
    constexpr std::chrono::milliseconds pause(5);
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) return std::unexpected(writing(path, errno));
    auto lock = std::make_unique<RealLock>(descriptor);
    for (const auto end = std::chrono::steady_clock::now() + limit; ::flock(descriptor, LOCK_EX | LOCK_NB) != 0;) {
      if (errno == EINTR) continue;
      if (errno != EWOULDBLOCK) return std::unexpected(writing(path, errno));
      if (std::chrono::steady_clock::now() >= end) return std::unexpected(busy(path));
      std::this_thread::sleep_for(pause);
    }
    return lock;
  }

  std::expected<std::string, Error> identity(const std::string& path) override {
    struct statx status{};
    if (::statx(AT_FDCWD, path.c_str(), AT_STATX_SYNC_AS_STAT, STATX_BTIME | STATX_INO | STATX_CTIME, &status) != 0)
      return std::unexpected(reading(path, errno));
    // Neither time can be set. Where the disk does not know when a file was made, the time of its last change stands
    // in.
    const statx_timestamp& made = (status.stx_mask & STATX_BTIME) != 0 ? status.stx_btime : status.stx_ctime;
    return std::to_string(status.stx_ino) + "@" + std::to_string(made.tv_sec) + "." + std::to_string(made.tv_nsec);
  }

  std::expected<void, Error> sync_folder(const std::string& path) override {
    const File folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some file systems have no fsync for folders (EINVAL): there the rename is all that can be done.
    if (folder.descriptor() < 0 || (::fsync(folder.descriptor()) != 0 && errno != EINVAL))
      return std::unexpected(writing(path, errno));
    return {};
  }

  std::expected<void, Error> make_folders(const std::string& path) override {
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
      const std::string part = path.substr(0, end);
      if (::mkdir(part.c_str(), 0777) != 0 && errno != EEXIST) return std::unexpected(writing(part, errno));
      if (end == std::string::npos) break;
    }
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return std::unexpected(writing(path, ENOTDIR));
    return {};
  }

  std::expected<Place, Error> look(const std::string& path) override {
    struct stat link{};
    if (::lstat(path.c_str(), &link) != 0) {
      if (errno == ENOENT || errno == ENOTDIR) return Place::nothing;
      return std::unexpected(reading(path, errno));
    }
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) return std::unexpected(reading(path, errno));
    if (S_ISDIR(status.st_mode)) return S_ISLNK(link.st_mode) ? Place::link_to_folder : Place::folder;
    return S_ISREG(status.st_mode) ? Place::file : Place::other;
  }

  std::string behind_link(const std::string& path) override {
    struct stat link{};
    if (::lstat(path.c_str(), &link) != 0 || !S_ISLNK(link.st_mode)) return path;
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
    return real ? std::string(real.get()) : path;
  }

  bool same(const std::string& one, const std::string& other) override {
    struct stat first{};
    struct stat second{};
    return ::stat(one.c_str(), &first) == 0 && ::stat(other.c_str(), &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
  }

  std::expected<std::vector<std::string>, Error> list(const std::string& path) override {
    DIR* const folder = ::opendir(path.c_str());
    if (folder == nullptr) {
      const int number = errno;
      Error error = reading(path, number);
      if (number == ENOTDIR) {
        error.what = "it is no folder";
        error.todo = "name a folder";
      }
      return std::unexpected(std::move(error));
    }
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(folder)) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") names.emplace_back(name);
    }
    const int number = errno;
    ::closedir(folder);
    if (number != 0) return std::unexpected(reading(path, number));
    std::sort(names.begin(), names.end());
    return names;
  }
};

}  // namespace

std::unique_ptr<Disk> make_real_disk() { return std::make_unique<RealDisk>(); }

}  // namespace cavra
