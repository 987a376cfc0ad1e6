#include "base/sparing_disk.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace cavra {
namespace {

class SparingDisk final : public Disk {
 public:
  SparingDisk(std::unique_ptr<Disk> disk, std::vector<std::string> in_place)
      : disk_(std::move(disk)), in_place_(std::move(in_place)) {}

  std::expected<std::unique_ptr<Input>, Error> open(const std::string& path) override {
    auto input = disk_->open(path);
    if (input && path != "-") keep(read_, path);
    return input;
  }
  void spare(const std::string& path) override { keep(spared_, path); }

  std::expected<void, Error> rename(const std::string& from, const std::string& to) override {
    if (is_spared(to)) return std::unexpected(would_be_lost(to));
    return disk_->rename(from, to);
  }

  std::expected<std::unique_ptr<Output>, Error> create(const std::string& path) override { return disk_->create(path); }
  std::expected<void, Error> remove(const std::string& path) override { return disk_->remove(path); }
  std::expected<void, Error> replace_folder(const std::string& from, const std::string& to) override {
    return disk_->replace_folder(from, to);
  }
  std::expected<void, Error> remove_tree(const std::string& path) override { return disk_->remove_tree(path); }
  std::expected<void, Error> remove_folder(const std::string& path) override { return disk_->remove_folder(path); }
  std::expected<void, Error> hard_link(const std::string& from, const std::string& to) override {
    return disk_->hard_link(from, to);
  }
  std::expected<std::unique_ptr<DiskLock>, Error> lock(const std::string& path,
                                                       std::chrono::milliseconds limit) override {
    return disk_->lock(path, limit);
  }
  std::expected<std::string, Error> identity(const std::string& path) override { return disk_->identity(path); }
  std::expected<void, Error> sync_folder(const std::string& path) override { return disk_->sync_folder(path); }
  std::expected<void, Error> make_folders(const std::string& path) override { return disk_->make_folders(path); }
  std::expected<Place, Error> look(const std::string& path) override { return disk_->look(path); }
  std::string behind_link(const std::string& path) override { return disk_->behind_link(path); }
  bool same(const std::string& one, const std::string& other) override { return disk_->same(one, other); }
  std::expected<std::vector<std::string>, Error> list(const std::string& path) override { return disk_->list(path); }

 private:
  void keep(std::vector<std::string>& paths, const std::string& path) {
    const std::scoped_lock lock(mutex_);
    paths.push_back(path);
  }

  bool is_spared(const std::string& path) {
    const auto leads_there = [&](const std::string& other) { return disk_->same(other, path); };
    const std::scoped_lock lock(mutex_);
    return std::ranges::any_of(spared_, leads_there) ||
           (std::ranges::none_of(in_place_, leads_there) && std::ranges::any_of(read_, leads_there));
  }

  std::unique_ptr<Disk> disk_;
  std::vector<std::string> in_place_;
  std::mutex mutex_;
  std::vector<std::string> read_;
  std::vector<std::string> spared_;
};

}  // namespace

std::unique_ptr<Disk> make_sparing_disk(std::vector<std::string> in_place) {
  return make_sparing_disk(make_real_disk(), std::move(in_place));
}

std::unique_ptr<Disk> make_sparing_disk(std::unique_ptr<Disk> disk, std::vector<std::string> in_place) {
  return std::make_unique<SparingDisk>(std::move(disk), std::move(in_place));
}

Error would_be_lost(const std::string& path) {
  return {Code::bad_usage, "it is one of the inputs, and would be lost", "write somewhere else", path, 0, 0, 0};
}

}  // namespace cavra
