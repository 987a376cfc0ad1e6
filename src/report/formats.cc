#include "report/formats.h"

#include <array>
#include <utility>

namespace cavra::report {
namespace {

JunitDialect dialect_of(Format format) {
  return format == Format::junit_xunit ? JunitDialect::xunit : JunitDialect::gitlab;
}

class Junit final : public Report {
 public:
  Junit(Site site, JunitDialect dialect) : site_(std::move(site)), dialect_(dialect) {}
  void begin(std::string& out) const override { append_junit_begin(out); }
  void packet(std::string& out, const Packet& packet) const override {
    append_junit_suite(out, subject_of(packet), site_, dialect_);
  }
  void failure(std::string& out, std::string_view source, const Error& error) const override {
    append_junit_suite(out, subject_of(source, error), site_, dialect_);
  }
  void end(std::string& out, const Totals&) const override { append_junit_end(out); }

 private:
  Site site_;
  JunitDialect dialect_;
};

class Gitlab final : public Report {
 public:
  explicit Gitlab(Site site) : site_(std::move(site)) {}
  void begin(std::string& out) const override { out += "["; }
  void packet(std::string& out, const Packet& packet) const override {
    append_gitlab_objects(out, subject_of(packet), site_);
  }
  void failure(std::string& out, std::string_view source, const Error& error) const override {
    append_gitlab_objects(out, subject_of(source, error), site_);
  }
  std::string_view between() const override { return ","; }
  void end(std::string& out, const Totals&) const override { out += "\n]\n"; }

 private:
  Site site_;
};

class Whole final : public Report {
 public:
  Whole(Format format, Site site) : format_(format), site_(std::move(site)) {}
  void packet(std::string&, const Packet&) const override {}
  void failure(std::string&, std::string_view, const Error&) const override {}
  bool gathers() const override { return true; }
  void whole(std::string& out, const Record& record) const override { append_whole(out, format_, record, site_); }

 private:
  Format format_;
  Site site_;
};

}  // namespace

std::string Site::path(std::string_view file) const {
  if (file == "-") return "stdin";
  if (file.starts_with('/')) {
    if (!top.empty() && file.starts_with(top)) file.remove_prefix(top.size());
    return std::string(file);
  }
  std::string folder = below;
  while (file.starts_with("./") || file.starts_with("../")) {
    const bool up = file.starts_with("../");
    if (up && folder.empty()) break;
    if (up) folder.resize(folder.size() > 1 ? folder.rfind('/', folder.size() - 2) + 1 : 0);
    file.remove_prefix(up ? 3 : 2);
  }
  return folder + std::string(file);
}

std::optional<Format> find_format(std::string_view name, std::string_view dialect) {
  constexpr std::array<std::pair<std::string_view, Format>, 5> formats = {{{"sarif", Format::sarif},
                                                                           {"github", Format::github},
                                                                           {"gitlab", Format::gitlab},
                                                                           {"markdown", Format::markdown},
                                                                           {"html", Format::html}}};
  if (name == "junit") return dialect == "xunit" ? Format::junit_xunit : Format::junit_gitlab;
  for (const auto& [word, format] : formats)
    if (word == name) return format;
  return std::nullopt;
}

void append_whole(std::string& out, Format format, const Record& record, const Site& site) {
  switch (format) {
    case Format::sarif:
      return append_sarif(out, record, site);
    case Format::github:
      return append_github(out, record, site, site.has_summary ? github_shows : SIZE_MAX);
    case Format::markdown:
      return append_markdown(out, record);
    case Format::html:
      return append_html(out, record);
    case Format::gitlab: {
      out += "[";
      bool first = true;
      for (const Subject& subject : record.subjects) {
        if (subject.faults.empty()) continue;
        if (!std::exchange(first, false)) out += ",";
        append_gitlab_objects(out, subject, site);
      }
      out += "\n]\n";
      return;
    }
    case Format::junit_gitlab:
    case Format::junit_xunit:
      append_junit_begin(out);
      for (const Subject& subject : record.subjects) append_junit_suite(out, subject, site, dialect_of(format));
      return append_junit_end(out);
  }
}

std::unique_ptr<Report> make_format(Format format, Site site) {
  if (format == Format::junit_gitlab || format == Format::junit_xunit)
    return std::make_unique<Junit>(std::move(site), dialect_of(format));
  if (format == Format::gitlab) return std::make_unique<Gitlab>(std::move(site));
  return std::make_unique<Whole>(format, std::move(site));
}

}  // namespace cavra::report
