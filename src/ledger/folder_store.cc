#include <algorithm>

#include "ledger/store.h"

namespace cavra::ledger {
namespace {

constexpr std::size_t largest_file = std::size_t{tlog::tile_width} * (tlog::largest_entry + 2);

void add(std::vector<std::string>& sorted, const std::string& one) {
  const auto place = std::ranges::lower_bound(sorted, one);
  if (place == sorted.end() || *place != one) sorted.insert(place, one);
}

}  // namespace

FolderStore::FolderStore(Disk& disk, std::string folder) : disk_(disk), folder_(std::move(folder)) {
  while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
}

std::expected<std::string, Error> FolderStore::read(const std::string& path) {
  auto input = disk_.open(at(path));
  if (!input) return std::unexpected(std::move(input.error()));
  return read_all(**input, largest_file, at(path));
}

std::expected<std::vector<std::string>, Error> FolderStore::list(const std::string& path) {
  const auto place = disk_.look(at(path));
  if (!place) return std::unexpected(place.error());
  if (*place == Place::nothing) return std::vector<std::string>();
  auto names = disk_.list(at(path));
  // A writer may have taken the folder away meanwhile.
  if (!names && names.error().code == Code::no_such_file) return std::vector<std::string>();
  return names;
}

std::expected<std::unique_ptr<DiskLock>, Error> FolderStore::lock(std::chrono::milliseconds limit) {
  const auto place = disk_.look(at("writer"));
  if (!place) return std::unexpected(place.error());
  if (*place == Place::nothing)
    return std::unexpected(Error{Code::no_log, "there is no log that can be written",
                                 "make one with `cavra-seal log init`", folder_, 0, 0, 0});
  return disk_.lock(at("writer/lock"), limit);
}

std::expected<std::string, Error> FolderStore::identity() { return disk_.identity(at("writer/lock")); }

std::expected<void, Error> FolderStore::make() {
  const auto place = disk_.look(folder_);
  if (!place) return std::unexpected(place.error());
  if (*place != Place::nothing) {
    const auto names = disk_.list(folder_);
    if (!names) return std::unexpected(names.error());
    if (!names->empty())
      return std::unexpected(
          Error{Code::log_exists, "the folder is not empty", "name a new folder for the log", folder_, 0, 0, 0});
  }
  if (auto made = disk_.make_folders(at("writer")); !made) return made;
  if (auto synced = disk_.sync_folder(folder_of(folder_)); !synced) return synced;
  return disk_.sync_folder(folder_);
}

/// Makes a folder below the log's. The folders above are synced even when they were there: whoever made them may have
/// stopped before.
std::expected<void, Error> FolderStore::make_folder(const std::string& folder) {
  if (folder == "." || std::ranges::binary_search(known_, folder)) return {};
  const std::string above = folder_of(folder);
  if (auto made = make_folder(above); !made) return made;
  if (auto made = disk_.make_folders(at(folder)); !made) return made;
  add(touched_, above);
  add(known_, folder);
  return {};
}

/// Only who has the right to write does this, so that a file of that name is what a writer left who was stopped.
std::expected<void, Error> FolderStore::write_aside(const std::string& aside, const std::string& bytes) {
  auto output = disk_.create(at(aside));
  if (!output && disk_.remove(at(aside))) output = disk_.create(at(aside));
  if (!output) return std::unexpected(std::move(output.error()));
  if (auto written = (*output)->write(bytes); !written) return written;
  return (*output)->sync_and_close();
}

std::expected<void, Error> FolderStore::sync_touched() {
  for (const std::string& folder : touched_)
    if (auto synced = disk_.sync_folder(folder == "." ? folder_ : at(folder)); !synced) {
      known_.clear();
      return synced;
    }
  touched_.clear();
  return {};
}

std::expected<void, Error> FolderStore::put(std::span<const Piece> pieces) {
  const auto aside = [](std::size_t i) { return "writer/new-" + std::to_string(i); };
  for (std::size_t i = 0; i != pieces.size(); ++i) {
    if (auto written = write_aside(aside(i), pieces[i].bytes); !written) {
      static_cast<void>(disk_.remove(at(aside(i))));  // a full disk needs the room
      return written;
    }
  }
  for (std::size_t i = 0; i != pieces.size(); ++i) {
    const std::string folder = folder_of(pieces[i].path);
    if (auto made = make_folder(folder); !made) return made;
    if (auto renamed = disk_.rename(at(aside(i)), at(pieces[i].path)); !renamed) return renamed;
    add(touched_, folder);
  }
  return sync_touched();
}

std::expected<void, Error> FolderStore::drop(const std::string& folder) {
  const auto names = list(folder);
  if (!names) return std::unexpected(names.error());
  if (names->empty()) return {};
  for (const std::string& name : *names)
    if (auto removed = disk_.remove(at(folder + "/" + name)); !removed) return removed;
  std::erase(known_, folder);
  return disk_.remove_folder(at(folder));
}

std::expected<std::size_t, Error> FolderStore::take(FolderStore& from, std::span<const std::string> paths) {
  std::size_t linked = 0;
  for (const std::string& path : paths) {
    if (auto made = make_folder(folder_of(path)); !made) return std::unexpected(std::move(made.error()));
    if (disk_.hard_link(from.at(path), at(path))) {
      ++linked;
      add(touched_, folder_of(path));
      continue;
    }
    auto bytes = from.read(path);
    if (!bytes) return std::unexpected(std::move(bytes.error()));
    const Piece piece{path, std::move(*bytes)};
    if (auto done = put({&piece, 1}); !done) return std::unexpected(std::move(done.error()));
  }
  if (auto synced = sync_touched(); !synced) return std::unexpected(std::move(synced.error()));
  return linked;
}

}  // namespace cavra::ledger
