#include "cli/formats.h"

#include <cstdlib>
#include <filesystem>

#include "base/atomic_file.h"

namespace cavra::cli {
namespace {

constexpr std::size_t largest_summary = std::size_t{1} << 20;

std::string summary_file() {
  const char* const file = std::getenv("GITHUB_STEP_SUMMARY");
  return file == nullptr ? "" : file;
}

}  // namespace

report::Site find_site(Disk& disk) {
  report::Site site;
  site.has_summary = !summary_file().empty();
  std::error_code problem;
  const std::filesystem::path here = std::filesystem::current_path(problem);
  if (problem) return site;
  for (std::filesystem::path top = here; top.has_relative_path(); top = top.parent_path()) {
    const auto place = disk.look((top / ".git").string());
    if (!place || *place == Place::nothing) continue;
    site.top = top.string() + "/";
    if (top != here) site.below = here.lexically_relative(top).string() + "/";
    return site;
  }
  site.top = here.string() + "/";
  return site;
}

std::expected<void, Error> write_summary(report::Format format, const report::Record& record,
                                         const report::Site& site) {
  if (format != report::Format::github || !site.has_summary) return {};
  const std::string more = github_summary(record, report::github_shows);
  if (more.empty()) return {};
  const std::string path = summary_file();
  const std::unique_ptr<Disk> disk = make_real_disk();  // what is there is added to, so that it is read and replaced
  std::string text;
  if (const auto place = disk->look(path); place && *place == Place::file) {
    auto before = read_file(*disk, path, largest_summary);
    if (!before) return std::unexpected(std::move(before.error()));
    text = std::move(*before);
  }
  return replace_file(*disk, path, text + more);
}

std::expected<void, Error> write_record(Disk& disk, Sink& sink, report::Format format, const report::Record& record) {
  const report::Site site = find_site(disk);
  std::string out;
  report::append_whole(out, format, record, site);
  if (auto put = sink.write(out); !put) return put;
  return write_summary(format, record, site);
}

}  // namespace cavra::cli
