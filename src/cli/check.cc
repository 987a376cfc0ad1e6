#include <charconv>

#include "cli/catalogues.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/pipeline.h"

namespace cavra::cli {
namespace {

Error usage(std::string what, std::string todo) { return {Code::bad_usage, std::move(what), std::move(todo), {}, 0, 0, 0}; }

std::unique_ptr<report::Report> make_report(const std::string& format, bool several, const Catalogue& catalogue, const CheckOptions& options,
                                            const report::Site& site) {
  if (format == "json") return several ? report::make_results() : report::make_result();
  if (format == "ndjson") return report::make_ndjson();
  if (format == "findings") return report::make_findings();
  if (const auto other = report::find_format(format, options.junit_dialect)) return report::make_format(*other, site);
  return report::make_text(catalogue, options.output.empty() && use_colour(options.colour));
}

}  // namespace

std::expected<std::size_t, Error> parse_max_size(std::string_view text) {
  constexpr std::pair<std::string_view, std::uint64_t> units[] = {
      {"", 1}, {"B", 1}, {"K", 1 << 10}, {"KiB", 1 << 10}, {"KB", 1000}, {"M", 1 << 20}, {"MiB", 1 << 20},
      {"MB", 1'000'000}, {"G", 1 << 30}, {"GiB", 1 << 30}, {"GB", 1'000'000'000}};
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  for (const auto& [name, factor] : units)
    if (unit == name && problem == std::errc() && number > 0 && number < UINT32_MAX / factor) return number * factor;
  return std::unexpected(usage("--max-size is no size below 4 GiB", "write it as 16MiB or in bytes"));
}

int check(const CheckOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  if (!options.gate.empty())
    if (const auto gate = find_gate(*catalogue, options.gate); !gate) return fail(gate.error());
  const auto max_size = parse_max_size(options.max_size);
  if (!max_size) return fail(max_size.error());
  std::vector<std::string> paths = options.paths;
  if (!options.packet.empty()) paths.push_back(options.packet);
  if (paths.empty()) return fail(usage("there is nothing to judge", "name packets, folders, globs or - for stdin"));

  const Inputs inputs = find_inputs(*disk, paths, options.input_format);
  const bool text = options.format.empty() && options.output.empty() && stdout_is_terminal();
  const std::string format = !options.format.empty() ? options.format : text ? "text" : "json";
  const auto other = report::find_format(format, options.junit_dialect);
  const report::Site site = other ? find_site(*disk) : report::Site();
  const auto report = make_report(format, inputs.several || paths.size() > 1, *catalogue, options, site);
  const auto policy = load_policy(*disk, options.policy);
  if (!policy) return fail(policy.error());
  Pipeline pipeline{*disk, *catalogue, *policy, *report, {}, *max_size, options.jobs, options.quiet};
  pipeline.run = {options.require_live, options.profile == "compat" ? Profile::compat : Profile::strict, options.gate, 1};
  if (const auto spared = spare_inputs(*disk, inputs, options.output); !spared) return fail(spared.error());
  auto sink = Sink::open(*disk, options.output);
  if (!sink) return fail(sink.error());
  const auto outcome = judge_all(pipeline, inputs.sources, *sink);
  if (!outcome) return fail(outcome.error());
  if (const auto settled = settle(*disk, options.policy, outcome->usage); !settled) return fail(settled.error());
  if (!options.quiet && (outcome->totals.packets > 0 || other))
    if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  if (other && !options.quiet)
    if (const auto told = write_summary(*disk, *other, outcome->record, site); !told) return fail(told.error());
  if (outcome->totals.packets + outcome->totals.failed == 0)
    return fail({Code::nothing_to_judge, "there is no packet in it", "name packets, folders, globs or - for stdin", paths.front(), 0, 0, 0});
  return outcome->exit;
}

}  // namespace cavra::cli
