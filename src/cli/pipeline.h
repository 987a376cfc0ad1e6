/// Judging many packets, in the order of the input, by one thread or several.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/disk.h"
#include "cavra/judge.h"
#include "cli/inputs.h"
#include "cli/terminal.h"
#include "report/record.h"
#include "report/report.h"

namespace cavra::cli {

struct Pipeline {
  Disk& disk;
  const Catalogue& catalogue;
  const Policy& policy;
  const report::Report& report;
  Run run;
  std::size_t max_size;
  unsigned jobs = 1;
  bool quiet = false;  ///< nothing is written but errors
};

struct Outcome {
  Usage usage;  ///< of all threads together
  report::Totals totals;
  report::Record record;  ///< of a report that gathers
  int exit = exit_good;
};

/// Judges every source and writes the report to `sink`, without its begin and end when it is quiet. What cannot be
/// judged is said on stderr. Error::cannot_write when the sink fails, which ends the work.
[[nodiscard]] std::expected<Outcome, Error> judge_all(const Pipeline& pipeline, const std::vector<Source>& sources,
                                                      Sink& sink);

}  // namespace cavra::cli
