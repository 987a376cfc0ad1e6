#include "base/faulty_disk.h"

namespace cavra {
namespace {

std::unexpected<Error> fault(Code code, const std::string& path) {
  return std::unexpected(Error{code, "the disk fails", "use another disk", path, 0, 0, 0});
}

}  // namespace

class FaultyDisk::FaultyInput final : public Input {
 public:
  FaultyInput(FaultyDisk& disk, std::unique_ptr<Input> input, std::string path)
      : disk_(disk), input_(std::move(input)), path_(std::move(path)) {}
  std::expected<std::size_t, Error> read(std::span<char> into) override {
    if (disk_.fails()) return fault(Code::cannot_read, path_);
    return input_->read(into);
  }

 private:
  FaultyDisk& disk_;
  std::unique_ptr<Input> input_;
  std::string path_;
};

class FaultyDisk::FaultyOutput final : public Output {
 public:
  FaultyOutput(FaultyDisk& disk, std::unique_ptr<Output> output, std::string path)
      : disk_(disk), output_(std::move(output)), path_(std::move(path)) {}
  std::expected<void, Error> write(std::string_view bytes) override {
    if (!disk_.fails(true)) return output_->write(bytes);
    static_cast<void>(output_->write(bytes.substr(0, bytes.size() / 2)));
    return fault(Code::cannot_write, path_);
  }
  std::expected<void, Error> sync_and_close() override {
    if (disk_.fails(true)) return fault(Code::cannot_write, path_);
    return output_->sync_and_close();
  }

 private:
  FaultyDisk& disk_;
  std::unique_ptr<Output> output_;
  std::string path_;
};

std::expected<std::unique_ptr<Input>, Error> FaultyDisk::open(const std::string& path) {
  if (fails()) return fault(Code::cannot_read, path);
  auto input = disk_.open(path);
  if (!input) return input;
  return std::make_unique<FaultyInput>(*this, std::move(*input), path);
}

std::expected<std::unique_ptr<Output>, Error> FaultyDisk::create(const std::string& path) {
  if (fails(true)) return fault(Code::cannot_write, path);
  auto output = disk_.create(path);
  if (!output) return output;
  return std::make_unique<FaultyOutput>(*this, std::move(*output), path);
}

std::expected<void, Error> FaultyDisk::rename(const std::string& from, const std::string& to) {
  if (fails(true)) return fault(Code::cannot_write, to);
  return disk_.rename(from, to);
}

std::expected<void, Error> FaultyDisk::remove(const std::string& path) {
  if (fails(true)) return fault(Code::cannot_write, path);
  return disk_.remove(path);
}

std::expected<void, Error> FaultyDisk::replace_folder(const std::string& from, const std::string& to) {
  if (fails(true)) return fault(Code::cannot_write, to);
  return disk_.replace_folder(from, to);
}

std::expected<void, Error> FaultyDisk::remove_tree(const std::string& path) {
  if (fails(true)) return fault(Code::cannot_write, path);
  return disk_.remove_tree(path);
}

std::expected<void, Error> FaultyDisk::remove_folder(const std::string& path) {
  if (fails(true)) return fault(Code::cannot_write, path);
  return disk_.remove_folder(path);
}

std::expected<void, Error> FaultyDisk::hard_link(const std::string& from, const std::string& to) {
  if (fails(true)) return fault(Code::cannot_write, to);
  return disk_.hard_link(from, to);
}

std::expected<std::unique_ptr<DiskLock>, Error> FaultyDisk::lock(const std::string& path,
                                                                 std::chrono::milliseconds limit) {
  if (fails(true)) return fault(Code::cannot_write, path);
  return disk_.lock(path, limit);
}

std::expected<std::string, Error> FaultyDisk::identity(const std::string& path) {
  if (fails()) return fault(Code::cannot_read, path);
  return disk_.identity(path);
}

std::expected<void, Error> FaultyDisk::sync_folder(const std::string& path) {
  if (fails(true)) return fault(Code::cannot_write, path);
  return disk_.sync_folder(path);
}

std::expected<void, Error> FaultyDisk::make_folders(const std::string& path) {
  if (fails(true)) return fault(Code::cannot_write, path);
  return disk_.make_folders(path);
}

std::expected<Place, Error> FaultyDisk::look(const std::string& path) {
  if (fails()) return fault(Code::cannot_read, path);
  return disk_.look(path);
}

std::expected<std::vector<std::string>, Error> FaultyDisk::list(const std::string& path) {
  if (fails()) return fault(Code::cannot_read, path);
  return disk_.list(path);
}

}  // namespace cavra
