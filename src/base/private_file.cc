#include "base/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <span>

#include "base/disk.h"

namespace cavra {
namespace {

constexpr mode_t of_others = S_IRWXG | S_IRWXO;

std::unexpected<Error> wrong(Code code, std::string what, std::string todo, const std::string& path) {
  return std::unexpected(Error{code, std::move(what), std::move(todo), path, 0, 0, 0});
}
std::unexpected<Error> unreadable(int number, const std::string& path) {
  if (number == ENOENT || number == ENOTDIR)
    return wrong(Code::no_such_file, "there is no such file", "check the path", path);
  return wrong(Code::cannot_read, std::string("it cannot be read: ") + std::strerror(number),
               "name a file that you may read", path);
}
std::unexpected<Error> unwritable(int number, const std::string& path) {
  return wrong(Code::cannot_write, std::string("it cannot be written: ") + std::strerror(number),
               number == EEXIST ? "name a new file; a key is never overwritten" : "check the folder and its rights",
               path);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return ::fsync(descriptor) == 0 || errno == EINVAL;
}

}  // namespace

std::expected<Secret, Error> read_descriptor(int descriptor, const std::string& name, std::size_t most) {
  Secret bytes(most + 1);
  const std::span<char> room = bytes.room();
  std::size_t size = 0;
  while (size != room.size()) {
    const ssize_t got = ::read(descriptor, room.data() + size, room.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(errno, name);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > most)
    return wrong(Code::too_large, "it is larger than " + std::to_string(most) + " bytes", "name another file", name);
  bytes.resize(size);
  return bytes;
}

std::expected<PrivateFile, Error> read_any_file(const std::string& path, std::size_t most) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (file.number() < 0) return unreadable(errno, path);
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return unreadable(errno, path);
  if (S_ISDIR(status.st_mode)) return unreadable(EISDIR, path);
  auto bytes = read_descriptor(file.number(), path, most);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return PrivateFile{std::move(*bytes), (status.st_mode & of_others) != 0 && !S_ISCHR(status.st_mode)};
}

Error exposed(const std::string& path) {
  return {Code::key_exposed, "others may read or write it", "chmod 600 it, if nobody has", path, 0, 0, 0};
}

std::expected<Secret, Error> read_private_file(const std::string& path, std::size_t most) {
  auto file = read_any_file(path, most);
  if (!file) return std::unexpected(std::move(file.error()));
  if (file->exposed) return std::unexpected(exposed(path));
  return std::move(file->bytes);
}

std::expected<void, Error> create_private_file(const std::string& path, std::string_view bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (file.number() < 0) return unwritable(errno, path);
  if (!write_all(file.number(), bytes)) {
    const int number = errno;
    ::unlink(path.c_str());
    return unwritable(number, path);
  }
  return make_real_disk()->sync_folder(folder_of(path));
}

}  // namespace cavra
