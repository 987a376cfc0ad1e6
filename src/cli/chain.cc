#include "cli/chain.h"

#include <algorithm>
#include <utility>

#include "base/sparing_disk.h"
#include "cli/catalogues.h"
#include "cli/crew.h"
#include "cli/formats.h"
#include "report/chain.h"
#include "report/chain_record.h"

namespace cavra::cli {
namespace {

/// All findings become annotations of GitHub's: none is left for the summary of a job.
report::Site report_site(Disk& disk) {
  report::Site site = find_site(disk);
  site.has_summary = false;
  return site;
}

std::unique_ptr<report::ChainReport> make_report(Disk& disk, const Catalogue& catalogue, const ChainOptions& options) {
  if (const auto tool = options.reporting.tool()) return report::make_chain_format(catalogue, *tool, report_site(disk));
  const std::string format = options.reporting.word();
  if (format == "json") return report::make_chain_json(options.each);
  if (format == "ndjson") return report::make_chain_ndjson();
  if (format == "findings") return report::make_chain_findings();
  return options.each ? report::make_chain_table(options.reporting.coloured())
                      : report::make_chain_text(options.reporting.coloured());
}

struct Judged {
  std::string out;
  std::vector<Error> errors;
  report::ChainTotals totals;
  int exit = exit_good;
};

/// Judges bundles; one a thread.
class Worker {
 public:
  Worker(Disk& disk, const Catalogue& catalogue, const Policy& policy, const ChainOptions& options,
         std::size_t max_size, const report::ChainReport& report, const std::vector<std::string>& paths)
      : disk_(disk),
        catalogue_(catalogue),
        options_(options),
        max_size_(max_size),
        report_(report),
        paths_(paths),
        judge_(catalogue, policy, max_size) {}

  Judged run(std::size_t index) {
    Judged done;
    const std::string& path = paths_[index];
    const auto bundle = chain::read_bundle(disk_, path, catalogue_, max_size_);
    if (!bundle) return failed(std::move(done), path, {bundle.error()});
    if (!bundle->errors.empty()) return failed(std::move(done), path, bundle->errors);
    const auto verdict = judge_.judge(
        *bundle, {!options_.allow_sample, options_.profile == "compat" ? Profile::compat : Profile::strict});
    if (!verdict) return failed(std::move(done), path, {verdict.error()});
    done.totals.bundles = 1;
    ++(verdict->ready ? done.totals.ready : verdict->passes ? done.totals.warned : done.totals.blocked);
    if (!verdict->passes) done.exit = exit_blocked;
    if (!options_.reporting.silent()) report_.chain(done.out, {*bundle, *verdict});
    return done;
  }

  [[nodiscard]] Usage usage() const { return judge_.usage(); }

 private:
  Judged failed(Judged done, const std::string& path, std::vector<Error> errors) const {
    done.totals.bundles = done.totals.failed = 1;
    done.exit = exit_failed;
    if (!options_.reporting.silent()) report_.failure(done.out, path, errors.front());
    done.errors = std::move(errors);
    return done;
  }

  Disk& disk_;
  const Catalogue& catalogue_;
  const ChainOptions& options_;
  std::size_t max_size_;
  const report::ChainReport& report_;
  const std::vector<std::string>& paths_;
  chain::ChainJudge judge_;
};

/// Takes what is done, in order, to the sink and to stderr.
class Collector {
 public:
  Collector(Sink& sink, const report::ChainReport& report) : sink_(sink), report_(report) {}

  std::expected<void, Error> take(const Judged& done) {
    for (const Error& error : done.errors) complain(error);
    totals.bundles += done.totals.bundles;
    totals.ready += done.totals.ready;
    totals.warned += done.totals.warned;
    totals.blocked += done.totals.blocked;
    totals.failed += done.totals.failed;
    exit = std::max(exit, done.exit);
    progress_.show(totals.bundles);
    if (done.out.empty()) return {};
    if (std::exchange(written_, true))
      if (auto put = sink_.write(report_.between()); !put) return put;
    return sink_.write(done.out);
  }

  report::ChainTotals totals;
  int exit = exit_good;

 private:
  Sink& sink_;
  const report::ChainReport& report_;
  Progress progress_;
  bool written_ = false;
};

std::expected<void, Error> put(Sink& sink, const std::string& text) {
  return text.empty() ? std::expected<void, Error>() : sink.write(text);
}

}  // namespace

std::expected<std::vector<std::string>, Error> find_bundles(Disk& disk, const std::string& folder) {
  const auto names = disk.list(folder);
  if (!names) return std::unexpected(names.error());
  std::vector<std::string> paths;
  for (const std::string& name : *names) {
    std::string path = folder + (folder.ends_with('/') ? "" : "/") + name;
    const auto place = disk.look(path);
    std::string_view stem = name;
    if (stem.ends_with(".gz")) stem.remove_suffix(3);
    const bool lines = stem.ends_with(".ndjson") || stem.ends_with(".jsonl");
    if (place && (*place == Place::folder || *place == Place::link_to_folder || (lines && *place == Place::file)))
      paths.push_back(std::move(path));
  }
  if (paths.empty())
    return std::unexpected(Error{Code::nothing_to_judge, "there is no bundle in this folder",
                                 "name a folder of bundles: folders or NDJSON files of ten packets each", folder, 0, 0,
                                 0});
  return paths;
}

int chain(const ChainOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  const auto max_size = parse_max_size(options.max_size);
  if (!max_size) return fail(max_size.error());
  std::vector<std::string> paths = {options.bundle};
  if (options.each) {
    auto found = find_bundles(*disk, options.bundle);
    if (!found) return fail(found.error());
    paths = std::move(*found);
  }
  if (options.reporting.tool() && options.each)
    return fail(
        bad_usage("--each goes with --format text, json, ndjson and findings alone", "judge that bundle alone"));
  const auto report = make_report(*disk, *catalogue, options);
  const auto policy = load_policy(*disk, options.policy);
  if (!policy) return fail(policy.error());
  auto sink = Sink::open(*disk, options.reporting.output);
  if (!sink) return fail(sink.error());

  Collector collector(*sink, *report);
  Usage looked_at(policy->context());
  std::string begin;
  if (!options.reporting.silent() && options.each) report->begin(begin);
  if (const auto done = put(*sink, begin); !done) return fail(done.error());
  const auto judged = work_through(
      paths.size(), options.jobs,
      [&] { return Worker(*disk, *catalogue, *policy, options, *max_size, *report, paths); },
      [&collector](const Judged& done) { return collector.take(done); },
      [&looked_at](const Worker& worker) { looked_at.add(worker.usage()); });
  if (!judged) return fail(judged.error());
  const bool alone_and_failed = !options.each && collector.totals.failed > 0;
  std::string end;
  if (!options.reporting.silent() && !alone_and_failed) report->end(end, collector.totals);
  if (const auto done = put(*sink, end); !done) return fail(done.error());
  if (const auto settled = settle(*disk, options.policy, looked_at); !settled) return fail(settled.error());
  if (!options.reporting.silent() && !alone_and_failed)
    if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  return collector.exit;
}

}  // namespace cavra::cli
