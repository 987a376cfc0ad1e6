// Published folders and their archives, checked again. The bytes are a packed archive, an archive that is packed here,
// and a list of files, each after a line "%%% NAME". A bag without fault has one as soon as any of its files changes or
// is not there.
#include <zstd.h>

#include <algorithm>

#include "base/memory_disk.h"
#include "ensure.h"
#include "publish/bag.h"

namespace {

using namespace cavra;
using namespace cavra::publish;

std::string packed(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1));
  return out;
}

std::vector<File> files_in(std::string_view bytes) {
  constexpr std::string_view mark = "%%% ";
  std::vector<File> files;
  for (std::size_t at = bytes.find(mark); at != std::string_view::npos;) {
    const std::size_t next = bytes.find("\n%%% ", at);
    const std::string_view part =
        bytes.substr(at + mark.size(), next == std::string_view::npos ? next : next + 1 - at - mark.size());
    const std::size_t name = std::min(part.find('\n'), part.size());
    files.push_back({std::string(part.substr(0, name)), std::string(part.substr(std::min(part.size(), name + 1)))});
    at = next == std::string_view::npos ? next : next + 1;
  }
  return files;
}

void check_bags(const std::vector<File>& files) {
  if (!check_bag(files).empty()) return;
  for (std::size_t i = 0; i != files.size(); ++i) {
    std::vector<File> changed = files;
    changed[i].bytes.push_back('x');
    ensure(!check_bag(changed).empty());
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
    ensure(!check_bag(changed).empty());
  }
}

/// Names as a disk may have them, and none twice.
bool is_folder(const std::vector<File>& files) {
  std::vector<std::string> names;
  for (const File& file : files) {
    const std::string name = "/" + file.name + "/";
    if (name.find("//") != std::string::npos || name.find("/./") != std::string::npos ||
        name.find("/../") != std::string::npos || name.find('\0') != std::string::npos)
      return false;
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  for (std::size_t i = 1; i < names.size(); ++i)
    if (names[i].starts_with(names[i - 1])) return false;
  return true;
}

void check_folders(const std::vector<File>& files) {
  MemoryDisk disk;
  for (const File& file : files) disk.put("out/" + file.name, file.bytes);
  const auto published = check_folder(disk, "out");
  if (published && published->wrong.empty()) ensure(published->files.size() + 1 == files.size());
}

void check_archive(std::string_view bytes) {
  const auto files = read_tar_zst(bytes, "archive");
  if (!files) return;
  const auto again = make_tar_zst(*files, "archive");
  if (!again) return;  // a name that is too long with its folder
  const auto read = read_tar_zst(*again, "archive");
  ensure(read.has_value() &&
         std::equal(read->begin(), read->end(), files->begin(), files->end(),
                    [](const File& a, const File& b) { return a.name == b.name && a.bytes == b.bytes; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_archive(bytes);
  check_archive(packed(bytes));
  const std::vector<File> files = files_in(bytes);
  if (files.empty()) return 0;
  if (const auto archive = make_tar_zst(files, "archive")) check_archive(*archive);
  check_bags(files);
  if (is_folder(files)) check_folders(files);
  return 0;
}
