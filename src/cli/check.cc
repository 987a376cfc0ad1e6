#include "base/sparing_disk.h"
#include "cli/catalogues.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/pipeline.h"

namespace cavra::cli {
namespace {

std::unique_ptr<report::Report> make_report(const Reporting& reporting, bool several, const Catalogue& catalogue,
                                            const report::Site& site) {
  const std::string format = reporting.word();
  if (format == "json") return several ? report::make_results() : report::make_result();
  if (format == "ndjson") return report::make_ndjson();
  if (format == "findings") return report::make_findings();
  if (const auto other = reporting.tool()) return report::make_format(*other, site);
  return report::make_text(catalogue, reporting.coloured());
}

}  // namespace

int check(const CheckOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  if (!options.gate.empty())
    if (const auto gate = find_gate(*catalogue, options.gate); !gate) return fail(gate.error());
  const auto max_size = parse_max_size(options.max_size);
  if (!max_size) return fail(max_size.error());
  std::vector<std::string> paths = options.paths;
  paths.insert(paths.end(), options.packets.begin(), options.packets.end());
  if (paths.empty()) return fail(bad_usage("there is nothing to judge", "name packets, folders, globs or - for stdin"));

  const Inputs inputs = find_inputs(*disk, paths, options.input_format);
  const auto other = options.reporting.tool();
  const report::Site site = other ? find_site(*disk) : report::Site();
  const auto report = make_report(options.reporting, inputs.several || paths.size() > 1, *catalogue, site);
  const auto policy = load_policy(*disk, options.policy);
  if (!policy) return fail(policy.error());
  Pipeline pipeline{*disk, *catalogue, *policy, *report, {}, *max_size, options.jobs, options.reporting.silent()};
  pipeline.run = {options.require_live, options.profile == "compat" ? Profile::compat : Profile::strict, options.gate,
                  1};
  if (const auto spared = spare_inputs(*disk, inputs, options.reporting.output); !spared) return fail(spared.error());
  auto sink = Sink::open(*disk, options.reporting.output);
  if (!sink) return fail(sink.error());
  const auto outcome = judge_all(pipeline, inputs.sources, *sink);
  if (!outcome) return fail(outcome.error());
  if (const auto settled = settle(*disk, options.policy, outcome->usage); !settled) return fail(settled.error());
  if (!options.reporting.silent() && (outcome->totals.packets > 0 || other))
    if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  if (other && !options.reporting.silent())
    if (const auto told = write_summary(*other, outcome->record, site); !told) return fail(told.error());
  if (outcome->totals.packets + outcome->totals.failed == 0)
    return fail({Code::nothing_to_judge, "there is no packet in it", "name packets, folders, globs or - for stdin",
                 paths.front(), 0, 0, 0});
  return outcome->exit;
}

}  // namespace cavra::cli
