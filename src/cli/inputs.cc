#include "cli/inputs.h"

#include <fnmatch.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/sparing_disk.h"
#include "cli/terminal.h"

namespace cavra::cli {
namespace {

bool ends_in(std::string_view path, std::string_view ending) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  return path.ends_with(ending);
}

std::string join(const std::string& folder, const std::string& name) {
  if (folder.empty()) return name;
  return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

class Finder {
 public:
  Finder(Disk& disk, InputFormat format) : disk_(disk), format_(format) {}

  void add(const std::string& argument) {
    if (argument == "-") return stdin_once();
    const auto place = disk_.look(argument);
    if (!place) return wrong(place.error());
    switch (*place) {
      case Place::folder:
      case Place::link_to_folder:
        return folder(argument);
      case Place::file:
      case Place::other:
        return file(argument, false);
      case Place::nothing:
        break;
    }
    if (argument.find_first_of("*?[") == std::string::npos)
      return wrong({Code::no_such_file, "there is no such file", "check the path", argument, 0, 0, 0});
    glob(argument);
  }

  Inputs take() && { return std::move(inputs_); }

 private:
  void wrong(Error error) {
    inputs_.several = inputs_.several || !inputs_.sources.empty();
    std::string path = error.source;
    inputs_.sources.push_back({std::move(path), false, false, std::move(error)});
  }

  void stdin_once() {
    const auto is_stdin = [](const Source& source) { return source.path == "-"; };
    if (std::ranges::none_of(inputs_.sources, is_stdin)) return file("-", false);
    wrong({Code::bad_usage, "stdin is named twice, and can be read once", "say - once", "-", 0, 0, 0});
  }

  void file(const std::string& path, bool in_folder) {
    const bool lines = ends_in(path, ".ndjson") || ends_in(path, ".jsonl");
    const bool ndjson = format_ == InputFormat::ndjson || (format_ == InputFormat::by_name && lines);
    inputs_.several = inputs_.several || in_folder || ndjson || !inputs_.sources.empty();
    inputs_.sources.push_back({path, ndjson, in_folder, {}});
  }

  void folder(const std::string& path) {
    inputs_.several = true;
    const std::size_t before = inputs_.sources.size();
    walk(path);
    if (inputs_.sources.size() == before)
      wrong(
          {Code::nothing_to_judge, "no .json file is below this folder", "name a folder with packets", path, 0, 0, 0});
  }

  void walk(const std::string& path) {
    const auto names = disk_.list(path);
    if (!names) return wrong(names.error());
    for (const std::string& name : *names) {
      const std::string below = join(path, name);
      const auto place = disk_.look(below);
      if (!place) {
        if (name.ends_with(".json")) wrong(place.error());
      } else if (*place == Place::folder) {
        walk(below);
      } else if (*place == Place::file && name.ends_with(".json")) {
        file(below, true);
      }
    }
  }

  void glob(const std::string& pattern) {
    inputs_.several = true;
    const bool absolute = pattern.starts_with('/');
    const std::size_t before = inputs_.sources.size();
    match(absolute ? "/" : "", std::string_view(pattern).substr(absolute ? 1 : 0));
    if (inputs_.sources.size() == before)
      wrong({Code::no_such_file, "no file is called like this", "check the pattern", pattern, 0, 0, 0});
  }

  /// Every file below `folder` that the rest of a pattern fits.
  void match(const std::string& folder, std::string_view pattern) {
    const std::size_t slash = pattern.find('/');
    const std::string part(pattern.substr(0, slash));
    const bool last = slash == std::string_view::npos;
    const std::string_view rest = last ? std::string_view() : pattern.substr(slash + 1);
    if (part == "**" && !last) match(folder, rest);
    const auto names = disk_.list(folder.empty() ? "." : folder);
    if (!names) return;
    for (const std::string& name : *names) {
      const std::string below = join(folder, name);
      const auto place = disk_.look(below);
      if (!place) continue;
      const bool is_folder = *place == Place::folder || *place == Place::link_to_folder;
      if (part == "**") {
        if (name.starts_with('.')) continue;
        if (*place == Place::folder) match(below, pattern);
        if (last && *place == Place::file) file(below, false);
      } else if (::fnmatch(part.c_str(), name.c_str(), FNM_PERIOD) == 0) {
        if (!last && is_folder) match(below, rest);
        if (last && !is_folder) file(below, false);
      }
    }
  }

  Disk& disk_;
  InputFormat format_;
  Inputs inputs_;
};

}  // namespace

Inputs find_inputs(Disk& disk, const std::vector<std::string>& arguments, InputFormat format) {
  Finder finder(disk, format);
  for (const std::string& argument : arguments) finder.add(argument);
  return std::move(finder).take();
}

std::expected<void, Error> spare_inputs(Disk& disk, const Inputs& inputs, const std::string& output) {
  if (output.empty()) return {};
  for (const Source& source : inputs.sources)
    if (source.path != "-" && disk.same(source.path, output)) return std::unexpected(would_be_lost(output));
  return {};
}

std::expected<std::size_t, Error> parse_max_size(std::string_view text) {
  constexpr std::pair<std::string_view, std::uint64_t> units[] = {
      {"", 1},          {"B", 1},          {"K", 1 << 10}, {"KiB", 1 << 10}, {"KB", 1000},         {"M", 1 << 20},
      {"MiB", 1 << 20}, {"MB", 1'000'000}, {"G", 1 << 30}, {"GiB", 1 << 30}, {"GB", 1'000'000'000}};
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  for (const auto& [name, factor] : units)
    if (unit == name && problem == std::errc() && number > 0 && number < UINT32_MAX / factor) return number * factor;
  return std::unexpected(bad_usage("--max-size is no size below 4 GiB", "write it as 16MiB or in bytes"));
}

std::expected<std::string, Error> read_small(Disk& disk, const std::string& path) {
  constexpr std::size_t largest = std::size_t{16} << 20U;
  return read_file(disk, path, largest);
}

}  // namespace cavra::cli
