/// How a command writes what it found: in its own formats, or in those of other people's tools.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "base/disk.h"
#include "cli/terminal.h"
#include "report/formats.h"

namespace cavra::cli {

/// The names of report::Format, as options take them.
inline const std::vector<std::string> format_words = {"sarif", "junit", "github", "gitlab", "markdown", "html"};

/// How the options ask for it.
struct Reporting {
  std::string format;  ///< empty: text on a terminal, else what the command writes for programs
  std::string junit_dialect = "gitlab";
  std::string output;
  bool quiet = false;
  Colour colour = Colour::automatic;

  /// Nothing is written but errors: what --output names was asked for, and is.
  [[nodiscard]] bool silent() const { return quiet && output.empty(); }
  [[nodiscard]] bool wants_text() const {
    return format.empty() ? output.empty() && stdout_is_terminal() : format == "text";
  }
  /// The format, where none was given that which stands for it: text, or `otherwise`.
  [[nodiscard]] std::string word(const char* otherwise = "json") const {
    return format.empty() ? wants_text() ? "text" : otherwise : format;
  }
  /// The format of another tool, if it is one.
  [[nodiscard]] std::optional<report::Format> tool() const { return report::find_format(format, junit_dialect); }
  [[nodiscard]] bool coloured() const { return output.empty() && use_colour(colour); }
};

/// Where files are from the top of the repository that the current folder is in: the nearest folder above with a .git.
[[nodiscard]] report::Site find_site(Disk& disk);

/// Adds the findings beyond the annotations to $GITHUB_STEP_SUMMARY, where the site has one and the format is GitHub's.
[[nodiscard]] std::expected<void, Error> write_summary(report::Format format, const report::Record& record,
                                                       const report::Site& site);

/// Writes all that a run found, and what of it goes to GitHub's summary.
[[nodiscard]] std::expected<void, Error> write_record(Disk& disk, Sink& sink, report::Format format,
                                                      const report::Record& record);

}  // namespace cavra::cli
