#include "cli/policies.h"

#include <sys/random.h>

#include <cerrno>

#include "base/atomic_file.h"
#include "base/private_file.h"
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

std::expected<Secret, Error> read_key_file(const std::string& path) {
  auto key = read_private_file(path, key_size);
  if (key ? key->size() == key_size : key.error().code != Code::too_large) return key;
  return std::unexpected(
      Error{Code::bad_usage, "a key is 32 bytes", "make one with scan --new-key FILE", path, 0, 0, 0});
}

std::expected<void, Error> write_new_key(const std::string& path) {
  Secret key(key_size);
  for (std::size_t have = 0; have != key_size;) {
    const ssize_t got = ::getrandom(key.data() + have, key_size - have, 0);
    if (got < 0 && errno != EINTR)
      return std::unexpected(Error{Code::cannot_write, "the kernel gives no random bytes",
                                   "see that the machine has randomness", path, 0, 0, 0});
    if (got > 0) have += static_cast<std::size_t>(got);
  }
  key.resize(key_size);
  return create_private_file(path, key);
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
    disk.spare(options.key_file);
    const auto key = read_key_file(options.key_file);
    if (!key) return std::unexpected(key.error());
    files.key = *key;
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
