#include "cli/pipeline.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "cli/crew.h"
#include "cli/lines.h"

namespace cavra::cli {
namespace {

/// A piece of work: some plain files, some lines of one NDJSON file, or what is wrong with it.
struct Packets {
  std::vector<Source> files;
  std::string source;  // of the lines
  LineChunk lines;
  std::optional<Error> error;
};

/// What became of it.
struct Judged {
  std::string out;
  std::optional<report::Record> record;  // of a report that gathers
  std::vector<Error> errors;
  report::Totals totals;
  int exit = exit_good;
};

/// Judges pieces of work; one a thread.
class Worker {
 public:
  explicit Worker(const Pipeline& pipeline)
      : pipeline_(pipeline), judge_(pipeline.catalogue, pipeline.policy, pipeline.max_size) {}

  Judged run(Packets work) {
    done_ = Judged{};
    if (gathers()) done_.record.emplace(pipeline_.catalogue);
    for (const Source& source : work.files) file(source);
    if (work.error) failure(work.error->source, *work.error);
    if (!work.source.empty()) lines(work);
    spare_ = std::move(work.lines);
    return std::move(done_);
  }

  [[nodiscard]] Usage usage() const { return judge_.usage(); }

  /// The memory of lines that are done with.
  [[nodiscard]] LineChunk take_spare() { return std::exchange(spare_, {}); }

 private:
  void file(const Source& source) {
    if (source.error) return failure(source.path, *source.error);
    const auto bytes = read_file(pipeline_.disk, source.path, pipeline_.max_size);
    if (!bytes) return failure(source.path, bytes.error());
    packet(*bytes, source.path, source.path, 1, source.found_in_folder);
  }

  void lines(const Packets& work) {
    std::uint32_t number = work.lines.first_line;
    if (work.lines.too_long) {
      Error error{Code::too_large,
                  "a line of more than " + std::to_string(pipeline_.max_size) + " bytes",
                  "raise --max-size if it is a packet",
                  {},
                  0,
                  number,
                  1};
      error.source = work.source;
      return failure(work.source + ":" + std::to_string(number), error);
    }
    std::string_view rest = work.lines.bytes();
    std::string name = work.source + ":";
    const std::size_t stem = name.size();
    for (; !rest.empty(); ++number) {
      const std::size_t newline = rest.find('\n');
      const std::string_view line = rest.substr(0, newline);
      rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      name.resize(stem);
      name += std::to_string(number);
      packet(line, name, work.source, number, false);
    }
  }

  void packet(std::string_view bytes, const std::string& source, const std::string& file, std::uint32_t line,
              bool in_folder) {
    Run run = pipeline_.run;
    run.first_line = line;
    run.no_results = in_folder;
    auto verdict = judge_.judge(bytes, run);
    if (!verdict) {
      if (in_folder && verdict.error().code == Code::is_a_result) {
        ++done_.totals.results;
        if (gathers()) ++done_.record->results;
        return;
      }
      verdict.error().source = file;
      return failure(source, verdict.error());
    }
    ++done_.totals.packets;
    const bool blocked = verdict->blocker_count() > 0;
    ++(blocked ? done_.totals.blocked : verdict->warning_count() > 0 ? done_.totals.warned : done_.totals.ready);
    if (blocked || (run.require_live && !verdict->ready())) done_.exit = std::max(done_.exit, exit_blocked);
    if (pipeline_.quiet) return;
    if (done_.totals.code.empty() && verdict->finding_count() > 0) done_.totals.code = id(verdict->first_code());
    const report::Packet judged{source, file, bytes, *verdict};
    if (gathers()) return done_.record->add(report::subject_of(judged));
    write([&](std::string& out) { pipeline_.report.packet(out, judged); });
  }

  void failure(const std::string& source, const Error& error) {
    ++done_.totals.failed;
    done_.exit = exit_failed;
    done_.errors.push_back(error);
    if (pipeline_.quiet) return;
    if (done_.totals.code.empty()) done_.totals.code = id(error.code);
    if (gathers()) return done_.record->add(report::subject_of(source, error));
    write([&](std::string& out) { pipeline_.report.failure(out, source, error); });
  }

  [[nodiscard]] bool gathers() const { return pipeline_.report.gathers() && !pipeline_.quiet; }

  /// What is written stands apart from what was written before; nothing stands where nothing is written.
  template <typename Write>
  void write(Write&& what) {
    const std::size_t before = done_.out.size();
    if (before > 0) done_.out += pipeline_.report.between();
    const std::size_t separated = done_.out.size();
    what(done_.out);
    if (done_.out.size() == separated) done_.out.resize(before);
  }

  const Pipeline& pipeline_;
  Judge judge_;
  Judged done_;
  LineChunk spare_;
};

/// Takes what is done, in order, to stdout and stderr.
class Collector {
 public:
  Collector(const Pipeline& pipeline, Sink& sink, Outcome& outcome)
      : pipeline_(pipeline), sink_(sink), outcome_(outcome) {}

  std::expected<void, Error> take(Judged& done) {
    for (const Error& error : done.errors) complain(error);
    outcome_.totals += done.totals;
    outcome_.exit = std::max(outcome_.exit, done.exit);
    if (done.record) outcome_.record.join(std::move(*done.record));
    progress_.show(outcome_.totals.packets);
    if (done.out.empty()) return {};
    if (std::exchange(written_, true))
      if (auto put = sink_.write(pipeline_.report.between()); !put) return put;
    return sink_.write(done.out);
  }

 private:
  const Pipeline& pipeline_;
  Sink& sink_;
  Outcome& outcome_;
  Progress progress_;
  bool written_ = false;
};

/// Cuts the sources into pieces of work.
class Producer {
 public:
  Producer(const Pipeline& pipeline, const std::vector<Source>& sources) : pipeline_(pipeline), sources_(sources) {}

  /// The next piece, or none at the end. The memory of `spare` is used again.
  std::optional<Packets> next(LineChunk spare) {
    while (true) {
      if (reader_) {
        auto chunk = reader_->next(std::exchange(spare, {}));
        if (chunk && *chunk) {
          Packets work;
          work.source = sources_[at_ - 1].path;
          work.lines = std::move(**chunk);
          return work;
        }
        reader_.reset();
        if (!chunk) return wrong(std::move(chunk.error()));
      }
      if (at_ == sources_.size()) return std::nullopt;
      if (!sources_[at_].ndjson) return files();
      const std::string& path = sources_[at_++].path;
      auto input = pipeline_.disk.open(path);
      if (!input) return wrong(std::move(input.error()));
      if (path.ends_with(".gz")) *input = make_gunzip(std::move(*input), path);
      reader_.emplace(std::move(*input), pipeline_.max_size, path);
    }
  }

 private:
  static Packets wrong(Error error) {
    Packets work;
    work.error = std::move(error);
    return work;
  }

  Packets files() {
    constexpr std::size_t together = 16;
    Packets work;
    while (at_ != sources_.size() && !sources_[at_].ndjson && work.files.size() < together)
      work.files.push_back(sources_[at_++]);
    return work;
  }

  const Pipeline& pipeline_;
  const std::vector<Source>& sources_;
  std::size_t at_ = 0;
  std::optional<LineReader> reader_;
};

}  // namespace

std::expected<Outcome, Error> judge_all(const Pipeline& pipeline, const std::vector<Source>& sources, Sink& sink) {
  const auto write = [&sink](const std::string& text) {
    return text.empty() ? std::expected<void, Error>() : sink.write(text);
  };
  std::string text;
  if (!pipeline.quiet) pipeline.report.begin(text);
  if (auto put = write(text); !put) return std::unexpected(std::move(put.error()));
  Producer producer(pipeline, sources);
  Outcome outcome{Usage(pipeline.policy.context()), {}, report::Record(pipeline.catalogue), exit_good};
  Collector collector(pipeline, sink, outcome);
  auto judged = work_in_order(
      pipeline.jobs, [&pipeline] { return Worker(pipeline); },
      [&producer](Worker& worker) { return producer.next(worker.take_spare()); },
      [&collector](Judged& done) { return collector.take(done); },
      [&outcome](const Worker& worker) { outcome.usage.add(worker.usage()); });
  if (!judged) return std::unexpected(std::move(judged.error()));
  text.clear();
  if (!pipeline.quiet) pipeline.report.end(text, outcome.totals);
  if (!pipeline.quiet && pipeline.report.gathers()) pipeline.report.whole(text, outcome.record);
  if (auto put = write(text); !put) return std::unexpected(std::move(put.error()));
  return outcome;
}

}  // namespace cavra::cli
