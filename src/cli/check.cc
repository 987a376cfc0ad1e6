#include <charconv>

#include "cli/catalogues.h"
#include "cli/commands.h"
#include "cli/pipeline.h"

namespace cavra::cli {
namespace {

/// "16MiB", "2GB", "4096" in bytes; 0 when it is none.
std::uint64_t parse_size(std::string_view text) {
  constexpr std::pair<std::string_view, std::uint64_t> units[] = {
      {"", 1}, {"B", 1}, {"K", 1 << 10}, {"KiB", 1 << 10}, {"KB", 1000}, {"M", 1 << 20}, {"MiB", 1 << 20},
      {"MB", 1'000'000}, {"G", 1 << 30}, {"GiB", 1 << 30}, {"GB", 1'000'000'000}};
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc()) return 0;
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  for (const auto& [name, factor] : units)
    if (unit == name) return number > UINT32_MAX / factor ? 0 : number * factor;
  return 0;
}

Error usage(std::string what, std::string todo) { return {Code::bad_usage, std::move(what), std::move(todo), {}, 0, 0, 0}; }

std::unique_ptr<report::Report> make_report(const std::string& format, bool several, const Catalogue& catalogue, const CheckOptions& options) {
  if (format == "json") return several ? report::make_results() : report::make_result();
  if (format == "ndjson") return report::make_ndjson();
  if (format == "findings") return report::make_findings();
  return report::make_text(catalogue, options.output.empty() && use_colour(options.colour));
}

}  // namespace

int check(const CheckOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  if (!options.gate.empty())
    if (const auto gate = find_gate(*catalogue, options.gate); !gate) return fail(gate.error());
  const std::uint64_t max_size = parse_size(options.max_size);
  if (max_size == 0 || max_size >= UINT32_MAX)
    return fail(usage("--max-size is no size below 4 GiB", "write it as 16MiB or in bytes"));
  std::vector<std::string> paths = options.paths;
  if (!options.packet.empty()) paths.push_back(options.packet);
  if (paths.empty()) return fail(usage("there is nothing to judge", "name packets, folders, globs or - for stdin"));

  const Inputs inputs = find_inputs(*disk, paths, options.input_format);
  const bool text = options.format.empty() && options.output.empty() && stdout_is_terminal();
  const std::string format = !options.format.empty() ? options.format : text ? "text" : "json";
  const auto report = make_report(format, inputs.several || paths.size() > 1, *catalogue, options);
  Pipeline pipeline{*disk, *catalogue, *report, {}, max_size, options.jobs, options.quiet};
  pipeline.run = {options.require_live, options.profile == "compat" ? Profile::compat : Profile::strict, options.gate, 1};
  auto sink = Sink::open(*disk, options.output);
  if (!sink) return fail(sink.error());
  const auto outcome = judge_all(pipeline, inputs.sources, *sink);
  if (!outcome) return fail(outcome.error());
  if (!options.quiet && outcome->totals.packets > 0)
    if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  if (outcome->totals.packets + outcome->totals.failed == 0)
    return fail({Code::nothing_to_judge, "there is no packet in it", "name packets, folders, globs or - for stdin", paths.front(), 0, 0, 0});
  return outcome->exit;
}

}  // namespace cavra::cli
