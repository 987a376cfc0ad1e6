#include "cli/policies.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/atomic_file.h"
#include "cli/terminal.h"

namespace cavra::cli {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t largest = std::size_t{256} << 20;  // rosters are the largest of these files

std::expected<PolicyFile, Error> read(Disk& disk, const std::string& path) {
  auto bytes = read_file(disk, path, largest);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return PolicyFile{path, std::move(*bytes)};
}

}  // namespace

std::expected<std::string, Error> read_key_file(Disk& disk, const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && (status.st_mode & 077) != 0)
    return std::unexpected(Error{Code::bad_usage, "others may read or write this key", "chmod 600 it", path, 0, 0, 0});
  auto key = read_file(disk, path, key_size);
  if (key && key->size() == key_size) return key;
  if (!key && key.error().code != Code::too_large) return key;
  return std::unexpected(Error{Code::bad_usage, "a key is 32 bytes", "make one with scan --new-key FILE", path, 0, 0, 0});
}

std::expected<void, Error> write_new_key(const std::string& path) {
  const auto wrong = [&path](int number) {
    return std::unexpected(Error{Code::cannot_write, std::string("it cannot be written: ") + std::strerror(number),
                                 number == EEXIST ? "name a new file" : "check the folder and its rights", path, 0, 0, 0});
  };
  std::array<char, key_size> key{};
  if (::getrandom(key.data(), key.size(), 0) != static_cast<ssize_t>(key.size())) return wrong(errno);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return wrong(errno);
  const bool written = ::write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(file) == 0;
  const int number = errno;
  explicit_bzero(key.data(), key.size());
  ::close(file);
  if (written) return {};
  ::unlink(path.c_str());
  return wrong(number);
}

std::expected<Policy, Error> load_policy(Disk& disk, const PolicyOptions& options) {
  PolicyFiles files;
  for (const std::string& path : options.rules) {
    auto file = read(disk, path);
    if (!file) return std::unexpected(std::move(file.error()));
    files.rules.push_back(std::move(*file));
  }
  for (const auto& [path, to] : {std::pair{&options.roster, &files.roster}, {&options.waivers, &files.waivers}}) {
    if (path->empty()) continue;
    auto file = read(disk, *path);
    if (!file) return std::unexpected(std::move(file.error()));
    *to = std::move(*file);
  }
  if (!options.key_file.empty()) {
    auto key = read_key_file(disk, options.key_file);
    if (!key) return std::unexpected(std::move(key.error()));
    files.key = std::move(*key);
  }
  files.now = options.now;
  auto policy = Policy::load(std::move(files));
  if (policy)
    for (const std::string& notice : policy->notices()) complain(notice);
  return policy;
}

std::expected<void, Error> settle(Disk& disk, const PolicyOptions& options, const Usage& usage) {
  for (const std::string& waiver : usage.unmatched_waivers()) complain(waiver);
  if (options.receipt.empty()) return {};
  const auto receipt = usage.receipt();
  if (!receipt) return std::unexpected(receipt.error());
  return replace_file(disk, options.receipt, *receipt);
}

}  // namespace cavra::cli
