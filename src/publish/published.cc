// A published folder: written at once, and checked again.
#include "publish/published.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/hex.h"
#include "crypto/digest.h"
#include "publish/bag.h"

namespace cavra::publish {
namespace {

using nlohmann::json;

constexpr std::size_t largest = std::size_t{1} << 30;
constexpr std::string_view list_schema = "cavra.publication.v1";

std::string digest_of(std::string_view bytes) { return "sha256:" + to_hex(crypto::as_bytes(crypto::sha256(bytes))); }

/// A path without slashes at its end.
std::string plain(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

std::expected<void, Error> may_replace(Disk& disk, const std::string& path) {
  const auto place = disk.look(path);
  if (!place) return std::unexpected(place.error());
  if (*place == Place::nothing) return {};
  const Error not_ours{Code::folder_not_ours,
                       "it is there already, and was not published",
                       "name a new folder, or one that was published before",
                       path,
                       0,
                       0,
                       0};
  if (*place != Place::folder) return std::unexpected(not_ours);
  const auto names = disk.list(path);
  if (!names) return std::unexpected(names.error());
  if (names->empty() || std::find(names->begin(), names->end(), list_name) != names->end()) return {};
  return std::unexpected(not_ours);
}

std::expected<void, Error> write_all(Disk& disk, const std::string& folder, const std::vector<File>& files) {
  std::set<std::string> folders = {folder};
  if (auto made = disk.make_folders(folder); !made) return made;
  for (const File& file : files)
    for (std::string at = folder_of(folder + "/" + file.name); at != folder && folders.insert(at).second;
         at = folder_of(at))
      if (auto made = disk.make_folders(at); !made) return made;
  for (const File& file : files) {
    auto output = disk.create(folder + "/" + file.name);
    if (!output) return std::unexpected(std::move(output.error()));
    if (auto written = (*output)->write(file.bytes); !written) return written;
    if (auto synced = (*output)->sync_and_close(); !synced) return synced;
  }
  for (const std::string& one : folders)
    if (auto synced = disk.sync_folder(one); !synced) return synced;
  return {};
}

/// Every file below, named from the folder.
std::expected<void, Error> read_below(Disk& disk, const std::string& folder, const std::string& prefix,
                                      std::vector<File>& files, std::vector<std::string>& wrong) {
  const auto names = disk.list(folder);
  if (!names) return std::unexpected(names.error());
  for (const std::string& name : *names) {
    const auto place = disk.look(folder + "/" + name);
    if (!place) return std::unexpected(place.error());
    if (*place == Place::folder) {
      if (auto read = read_below(disk, folder + "/" + name, prefix + name + "/", files, wrong); !read) return read;
      continue;
    }
    if (*place != Place::file) {
      wrong.push_back(prefix + name + " is no file");
      continue;
    }
    auto input = disk.open(folder + "/" + name);
    if (!input) return std::unexpected(std::move(input.error()));
    auto bytes = read_all(**input, largest, folder + "/" + name);
    if (!bytes) return std::unexpected(std::move(bytes.error()));
    files.push_back({prefix + name, std::move(*bytes)});
  }
  return {};
}

/// The archive's files against its manifests, its seal's digest against the list's.
void check_archive(const std::vector<File>& files, const std::string& seal, std::vector<std::string>& wrong) {
  std::vector<File> bag;
  const std::string prefix = std::string(bag_folder) + "/";
  for (const File& file : files) {
    if (file.name.starts_with(prefix)) bag.push_back({file.name.substr(prefix.size()), file.bytes});
    if (file.name != packed_name) continue;
    auto unpacked = read_tar_zst(file.bytes, std::string(bag_folder));
    if (!unpacked)
      wrong.emplace_back(std::string(packed_name) + " cannot be unpacked");
    else
      bag = std::move(*unpacked);
  }
  if (bag.empty()) return;
  for (std::string& what : check_bag(bag)) wrong.push_back(prefix + what);
  for (const File& file : bag)
    if (file.name == "data/signatures/body" && digest_of(file.bytes) != seal)
      wrong.push_back(prefix + file.name + " is of another seal");
}

}  // namespace

std::string list_of(const std::vector<File>& files, const std::string& seal) {
  json list = json::object();
  for (const File& file : files) list[file.name] = digest_of(file.bytes);
  return json{{"schema_version", list_schema}, {"seal", seal}, {"files", list}}.dump(2) + "\n";
}

std::expected<void, Error> write_folder(Disk& disk, const std::string& path, const std::vector<File>& files) {
  const std::string place = plain(path);
  if (auto may = may_replace(disk, place); !may) return may;
  const std::string beside = place + ".new";
  if (auto removed = disk.remove_tree(beside); !removed) return removed;  // of a run that was stopped
  auto done = write_all(disk, beside, files);
  if (done) done = disk.replace_folder(beside, place);
  if (done) done = disk.sync_folder(folder_of(place));
  // What was there before, or what was not finished. When it cannot be taken away it is in nobody's way.
  static_cast<void>(disk.remove_tree(beside));
  return done;
}

std::expected<Published, Error> check_folder(Disk& disk, const std::string& path) {
  Published published;
  std::vector<File> files;
  if (auto read = read_below(disk, plain(path), "", files, published.wrong); !read)
    return std::unexpected(std::move(read.error()));
  const auto list = std::find_if(files.begin(), files.end(), [](const File& file) { return file.name == list_name; });
  const json of = list == files.end() ? json() : json::parse(list->bytes, nullptr, false);
  if (!of.is_object() || of.value("schema_version", json()) != list_schema || !of.contains("seal") ||
      !of["seal"].is_string() || !of.contains("files") || !of["files"].is_object())
    return std::unexpected(Error{Code::publication_differs,
                                 "it has no list of what was published (" + std::string(list_name) + ")",
                                 "publish again", path, 0, 0, 0});
  published.seal = of["seal"].get<std::string>();
  files.erase(list);
  for (const File& file : files) {
    published.files.push_back(file.name);
    if (!of["files"].contains(file.name))
      published.wrong.push_back(file.name + " was not published");
    else if (of["files"][file.name] != digest_of(file.bytes))
      published.wrong.push_back(file.name + " was changed");
    const bool is_text = file.name.ends_with(".md") || file.name.ends_with(".html") || file.name.ends_with(".json");
    if (is_text && file.name.find('/') == std::string::npos && file.bytes.find(published.seal) == std::string::npos)
      published.wrong.push_back(file.name + " does not carry the seal's digest");
  }
  for (const auto& [name, digest] : of["files"].items())
    if (std::find(published.files.begin(), published.files.end(), name) == published.files.end())
      published.wrong.push_back(name + " is missing");
  check_archive(files, published.seal, published.wrong);
  return published;
}

}  // namespace cavra::publish
