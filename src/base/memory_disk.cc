#include "base/memory_disk.h"

#include <algorithm>

namespace cavra {
namespace {

Error missing(const std::string& path) {
  return {Code::no_such_file, "there is no such file", "check the path", path, 0, 0, 0};
}
Error unreadable(const std::string& path, std::string what) {
  return {Code::cannot_read, "it cannot be read: " + std::move(what), "name a readable file", path, 0, 0, 0};
}
Error unwritable(const std::string& path, std::string what) {
  return {
      Code::cannot_write, "it cannot be written: " + std::move(what), "check the folder and its rights", path, 0, 0, 0};
}

std::string plain(std::string path) {
  if (path.empty()) return path;
  while (path.starts_with("./")) path.erase(0, 2);
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path.empty() ? "." : path;
}

/// The last part of `path` when it is right below `folder`, or nothing.
std::string_view name_below(std::string_view folder, std::string_view path) {
  if (folder != ".") {
    if (!path.starts_with(folder)) return {};
    path.remove_prefix(folder.size());
    if (folder != "/") {
      if (!path.starts_with('/')) return {};
      path.remove_prefix(1);
    }
  }
  return path.find('/') == std::string_view::npos ? path : std::string_view();
}

}  // namespace

class MemoryDisk::MemoryInput final : public Input {
 public:
  explicit MemoryInput(std::string bytes) : bytes_(std::move(bytes)) {}
  std::expected<std::size_t, Error> read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), bytes_.size() - at_);
    std::copy_n(bytes_.data() + at_, size, into.data());
    at_ += size;
    return size;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

class MemoryDisk::MemoryOutput final : public Output {
 public:
  MemoryOutput(std::mutex& mutex, std::shared_ptr<File> file) : mutex_(mutex), file_(std::move(file)) {}
  std::expected<void, Error> write(std::string_view bytes) override {
    const std::lock_guard lock(mutex_);
    file_->bytes += bytes;
    return {};
  }
  std::expected<void, Error> sync_and_close() override {
    const std::lock_guard lock(mutex_);
    file_->synced = file_->bytes;
    return {};
  }

 private:
  std::mutex& mutex_;
  std::shared_ptr<File> file_;
};

class MemoryDisk::MemoryLock final : public DiskLock {
 public:
  MemoryLock(MemoryDisk& disk, std::string path) : disk_(disk), path_(std::move(path)) {}
  MemoryLock(const MemoryLock&) = delete;
  MemoryLock& operator=(const MemoryLock&) = delete;
  ~MemoryLock() override {
    const std::lock_guard lock(disk_.mutex_);
    disk_.locked_.erase(path_);
    disk_.unlocked_.notify_all();
  }

 private:
  MemoryDisk& disk_;
  std::string path_;
};

void MemoryDisk::put(const std::string& path, const std::string& bytes) {
  const std::lock_guard lock(mutex_);
  const std::string at = plain(path);
  add_folders(folder_of(at));
  for (std::string folder = folder_of(at); folder != "." && folder != "/"; folder = folder_of(folder))
    synced_folders_.insert(folder);
  const auto file = std::make_shared<File>(bytes, bytes, ++made_);
  files_[at] = file;
  synced_[at] = file;
}

void MemoryDisk::link(const std::string& path, const std::string& target) {
  const std::lock_guard lock(mutex_);
  add_folders(folder_of(plain(path)));
  links_[plain(path)] = plain(target);
}

std::optional<std::string> MemoryDisk::bytes(const std::string& path) const {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(plain(path));
  if (found == files_.end()) return std::nullopt;
  return found->second->bytes;
}

std::vector<std::string> MemoryDisk::files() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> paths;
  for (const auto& [path, file] : files_) paths.push_back(path);
  return paths;
}

void MemoryDisk::crash(Names left) {
  const std::lock_guard lock(mutex_);
  if (left == Names::synced) {
    files_ = synced_;
    std::erase_if(files_, [this](const auto& entry) { return is_lost(folder_of(entry.first)); });
    std::erase_if(folders_, [this](const std::string& folder) { return is_lost(folder); });
  }
  synced_folders_ = folders_;
  for (const auto& [path, file] : files_) file->bytes = file->synced;
  synced_ = files_;
}

/// Whether a crash takes a folder, or one above it, away.
bool MemoryDisk::is_lost(const std::string& path) const {
  if (folders_mode_ == Folders::made) return false;
  for (std::string folder = path; folder != "." && folder != "/"; folder = folder_of(folder))
    if (!synced_folders_.contains(folder)) return true;
  return false;
}

/// `path` with every link on the way, and at its end, resolved.
std::expected<std::string, Error> MemoryDisk::follow(const std::string& path) const {
  constexpr int most = 40;
  std::string at = plain(path);
  for (int links = 0; links <= most; ++links) {
    const auto on_the_way = std::find_if(links_.begin(), links_.end(), [&at](const auto& link) {
      return at == link.first || at.starts_with(link.first + "/");
    });
    if (on_the_way == links_.end()) return at;
    at.replace(0, on_the_way->first.size(), on_the_way->second);
  }
  return std::unexpected(unreadable(path, "Too many levels of symbolic links"));
}

void MemoryDisk::add_folders(const std::string& path) {
  for (std::string folder = path; !is_folder(folder); folder = folder_of(folder)) folders_.insert(folder);
}

std::expected<std::unique_ptr<Input>, Error> MemoryDisk::open(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto at = follow(path);
  if (!at) return std::unexpected(at.error());
  if (is_folder(*at)) return std::unexpected(unreadable(path, "Is a directory"));
  const auto found = files_.find(*at);
  if (found == files_.end()) return std::unexpected(missing(path));
  return std::make_unique<MemoryInput>(found->second->bytes);
}

std::expected<std::unique_ptr<Output>, Error> MemoryDisk::create(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const std::string at = plain(path);
  if (!is_folder(folder_of(at))) return std::unexpected(unwritable(path, "No such file or directory"));
  if (files_.contains(at) || links_.contains(at) || is_folder(at))
    return std::unexpected(unwritable(path, "File exists"));
  auto file = std::make_shared<File>();
  file->number = ++made_;
  files_[at] = file;
  return std::make_unique<MemoryOutput>(mutex_, std::move(file));
}

std::expected<void, Error> MemoryDisk::rename(const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(plain(from));
  if (found == files_.end() || !is_folder(folder_of(plain(to))))
    return std::unexpected(unwritable(to, "No such file or directory"));
  const std::shared_ptr<File> file = found->second;
  files_.erase(found);
  files_[plain(to)] = file;
  return {};
}

std::expected<void, Error> MemoryDisk::remove(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (files_.erase(plain(path)) == 0) return std::unexpected(unwritable(path, "No such file or directory"));
  return {};
}

std::expected<void, Error> MemoryDisk::replace_folder(const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  const std::string a = plain(from);
  const std::string b = plain(to);
  if (!folders_.contains(a) || !is_folder(folder_of(b)) || files_.contains(b))
    return std::unexpected(unwritable(to, "No such file or directory"));
  const auto moved = [&a, &b](const std::string& path) {
    for (const auto& [here, there] : {std::pair(a, b), std::pair(b, a)})
      if (path == here || path.starts_with(here + "/")) return there + path.substr(here.size());
    return path;
  };
  Entries files;
  for (const auto& [path, file] : files_) files.emplace(moved(path), file);
  files_ = std::move(files);
  std::set<std::string> folders;
  for (const std::string& path : folders_) folders.insert(moved(path));
  folders_ = std::move(folders);
  return {};
}

std::expected<void, Error> MemoryDisk::remove_tree(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const std::string at = plain(path);
  const auto below = [&at](const std::string& entry) { return entry == at || entry.starts_with(at + "/"); };
  std::erase_if(files_, [&below](const auto& entry) { return below(entry.first); });
  std::erase_if(folders_, below);
  return {};
}

std::expected<void, Error> MemoryDisk::remove_folder(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const std::string folder = plain(path);
  const auto below = [&folder](const std::string& entry) { return entry.starts_with(folder + "/"); };
  if (std::ranges::any_of(files_, [&below](const auto& entry) { return below(entry.first); }) ||
      std::ranges::any_of(folders_, below))
    return std::unexpected(unwritable(path, "Directory not empty"));
  if (folders_.erase(folder) == 0) return std::unexpected(unwritable(path, "No such file or directory"));
  return {};
}

std::expected<void, Error> MemoryDisk::hard_link(const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(plain(from));
  if (found == files_.end() || !is_folder(folder_of(plain(to))))
    return std::unexpected(unwritable(to, "No such file or directory"));
  if (files_.contains(plain(to))) return std::unexpected(unwritable(to, "File exists"));
  files_[plain(to)] = found->second;
  return {};
}

std::expected<std::unique_ptr<DiskLock>, Error> MemoryDisk::lock(const std::string& path,
                                                                 std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  const std::string at = plain(path);
  if (!is_folder(folder_of(at))) return std::unexpected(unwritable(path, "No such file or directory"));
  if (!files_.contains(at)) files_[at] = std::make_shared<File>(std::string(), std::string(), ++made_);
  if (!unlocked_.wait_for(lock, limit, [this, &at] { return !locked_.contains(at); }))
    return std::unexpected(busy(path));
  locked_.insert(at);
  return std::make_unique<MemoryLock>(*this, at);
}

std::expected<std::string, Error> MemoryDisk::identity(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(plain(path));
  if (found == files_.end()) return std::unexpected(missing(path));
  return std::to_string(found->second->number);
}

std::expected<void, Error> MemoryDisk::sync_folder(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const std::string folder = plain(path);
  if (!is_folder(folder)) return std::unexpected(unwritable(path, "No such file or directory"));
  std::erase_if(synced_, [&folder](const auto& entry) { return !name_below(folder, entry.first).empty(); });
  for (const auto& entry : files_)
    if (!name_below(folder, entry.first).empty()) synced_.insert(entry);
  std::erase_if(synced_folders_, [this](const std::string& entry) { return !folders_.contains(entry); });
  for (const std::string& entry : folders_)
    if (!name_below(folder, entry).empty()) synced_folders_.insert(entry);
  return {};
}

std::expected<void, Error> MemoryDisk::make_folders(const std::string& path) {
  const std::lock_guard lock(mutex_);
  for (std::string folder = plain(path); !is_folder(folder); folder = folder_of(folder))
    if (files_.contains(folder)) return std::unexpected(unwritable(path, "Not a directory"));
  add_folders(plain(path));
  return {};
}

std::expected<Place, Error> MemoryDisk::look(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto at = follow(path);
  if (!at) return std::unexpected(at.error());
  const std::string name = plain(path);
  const auto folder = follow(folder_of(name));
  const std::string entry = name.substr(name.rfind('/') + 1);
  const bool is_link = folder && links_.contains(*folder == "." ? entry : *folder + "/" + entry);
  if (is_folder(*at)) return is_link ? Place::link_to_folder : Place::folder;
  if (files_.contains(*at)) return Place::file;
  if (is_link) return std::unexpected(missing(path));
  return Place::nothing;
}

std::expected<std::vector<std::string>, Error> MemoryDisk::list(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto at = follow(path);
  if (!at) return std::unexpected(at.error());
  if (!is_folder(*at))
    return std::unexpected(files_.contains(*at) ? unreadable(path, "Not a directory") : missing(path));
  std::set<std::string> names;
  const auto add = [&names, &at](const std::string& entry) {
    if (const std::string_view name = name_below(*at, entry); !name.empty()) names.emplace(name);
  };
  for (const auto& [entry, file] : files_) add(entry);
  for (const auto& [entry, target] : links_) add(entry);
  for (const std::string& entry : folders_) add(entry);
  return std::vector<std::string>(names.begin(), names.end());
}

}  // namespace cavra
