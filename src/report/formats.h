/// The formats of other people's tools, each written from what a run found.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "report/record.h"
#include "report/report.h"

namespace cavra::report {

/// Where files are for the readers of a report.
struct Site {
  /// From the top of the repository to the folder that file names are relative to: "" or "packets/live/".
  std::string below;
  /// The top of the repository, with a slash at its end; empty when it is not known.
  std::string top;
  /// GitHub's job has a summary, which takes the findings beyond those that become annotations.
  bool has_summary = false;

  /// A file name from the top of the repository; one that is not below it stands as it is. "-" becomes "stdin".
  [[nodiscard]] std::string path(std::string_view file) const;
};

enum class Format : std::uint8_t { sarif, junit_gitlab, junit_xunit, github, gitlab, markdown, html };

/// The format of that name, such as "sarif"; `dialect` is "gitlab" or "xunit".
[[nodiscard]] std::optional<Format> find_format(std::string_view name, std::string_view dialect);

/// Writes all that a run found. `begin`s and ends by itself.
void append_whole(std::string& out, Format format, const Record& record, const Site& site);

/// Each of them, in a file of its name.
void append_sarif(std::string& out, const Record& record, const Site& site);
void append_markdown(std::string& out, const Record& record);
void append_html(std::string& out, const Record& record);

/// A finding as an item of a list.
[[nodiscard]] std::string markdown_line(const Fault& fault);

/// Workflow commands for the first `commands` faults, the worst first, and a line that says how many there are.
void append_github(std::string& out, const Record& record, const Site& site, std::size_t commands);
/// The faults after those, in Markdown, for $GITHUB_STEP_SUMMARY; empty when there are none.
[[nodiscard]] std::string github_summary(const Record& record, std::size_t commands);
/// How many annotations GitHub shows of a step.
inline constexpr std::size_t github_shows = 10;

/// One test suite a subject, so that they may be written as they come.
enum class JunitDialect : std::uint8_t { gitlab, xunit };
void append_junit_suite(std::string& out, const Subject& subject, const Site& site, JunitDialect dialect);
void append_junit_begin(std::string& out);
void append_junit_end(std::string& out);

/// The objects of GitLab's code quality report, with commas between them.
void append_gitlab_objects(std::string& out, const Subject& subject, const Site& site);

/// A Report that writes as it goes (junit, gitlab), or gathers and writes at the end.
[[nodiscard]] std::unique_ptr<Report> make_format(Format format, Site site);

}  // namespace cavra::report
