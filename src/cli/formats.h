/// The formats of other people's tools, on the command line: where the repository is, and GitHub's summary of a job.
#pragma once

#include <expected>
#include <string>

#include "base/disk.h"
#include "cli/terminal.h"
#include "report/formats.h"

namespace cavra::cli {

/// The names of report::Format, as options take them.
inline const std::vector<std::string> format_words = {"sarif", "junit", "github", "gitlab", "markdown", "html"};

/// Where files are from the top of the repository that the current folder is in: the nearest folder above with a .git.
[[nodiscard]] report::Site find_site(Disk& disk);

/// Adds the findings beyond the annotations to $GITHUB_STEP_SUMMARY, where the site has one and the format is GitHub's.
[[nodiscard]] std::expected<void, Error> write_summary(Disk& disk, report::Format format, const report::Record& record, const report::Site& site);

/// Writes all that a run found, and what of it goes to GitHub's summary.
[[nodiscard]] std::expected<void, Error> write_record(Disk& disk, Sink& sink, report::Format format, const report::Record& record);

}  // namespace cavra::cli
