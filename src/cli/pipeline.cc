#include "cli/pipeline.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "cli/lines.h"

namespace cavra::cli {
namespace {

/// A piece of work: some plain files, some lines of one NDJSON file, or what is wrong with it.
struct Work {
  std::vector<Source> files;
  std::string source;  // of the lines
  LineChunk lines;
  std::optional<Error> error;
};

/// What became of it.
struct Done {
  std::string out;
  std::optional<report::Record> record;  // of a report that gathers
  std::vector<Error> errors;
  report::Totals totals;
  int exit = exit_good;
  LineChunk used;  // memory to give back
};

/// Judges pieces of work; one a thread.
class Worker {
 public:
  explicit Worker(const Pipeline& pipeline) : pipeline_(pipeline), judge_(pipeline.catalogue, pipeline.policy, pipeline.max_size) {}

  Done run(Work work) {
    done_ = Done{};
    if (gathers()) done_.record.emplace(pipeline_.catalogue);
    for (const Source& source : work.files) file(source);
    if (work.error) failure(work.error->source, *work.error);
    if (!work.source.empty()) lines(work);
    done_.used = std::move(work.lines);
    return std::move(done_);
  }

  [[nodiscard]] Usage usage() const { return judge_.usage(); }

 private:
  void file(const Source& source) {
    if (source.error) return failure(source.path, *source.error);
    const auto bytes = read_file(pipeline_.disk, source.path, pipeline_.max_size);
    if (!bytes) return failure(source.path, bytes.error());
    packet(*bytes, source.path, source.path, 1, source.found_in_folder);
  }

  void lines(const Work& work) {
    std::uint32_t number = work.lines.first_line;
    if (work.lines.too_long) {
      Error error{Code::too_large, "a line of more than " + std::to_string(pipeline_.max_size) + " bytes",
                  "raise --max-size if it is a packet", {}, 0, number, 1};
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

  void packet(std::string_view bytes, const std::string& source, const std::string& file, std::uint32_t line, bool in_folder) {
    Run run = pipeline_.run;
    run.first_line = line;
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
  Done done_;
};

/// Takes what is done, in order, to stdout and stderr.
class Collector {
 public:
  Collector(const Pipeline& pipeline, Sink& sink, Outcome& outcome) : pipeline_(pipeline), sink_(sink), outcome_(outcome) {}

  std::expected<void, Error> take(Done& done) {
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

  /// The next piece, or none at the end.
  std::optional<Work> next(LineChunk used) {
    while (true) {
      if (reader_) {
        auto chunk = reader_->next(std::exchange(used, {}));
        if (chunk && *chunk) {
          Work work;
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
  static Work wrong(Error error) {
    Work work;
    work.error = std::move(error);
    return work;
  }

  Work files() {
    constexpr std::size_t together = 16;
    Work work;
    while (at_ != sources_.size() && !sources_[at_].ndjson && work.files.size() < together) work.files.push_back(sources_[at_++]);
    return work;
  }

  const Pipeline& pipeline_;
  const std::vector<Source>& sources_;
  std::size_t at_ = 0;
  std::optional<LineReader> reader_;
};

/// Threads that each have a Worker.
class Crew {
 public:
  /// `usage` gets what each worker looked at; it is whole when the crew is gone.
  Crew(const Pipeline& pipeline, unsigned size, Usage& usage) : usage_(usage) {
    for (unsigned i = 0; i < size; ++i) threads_.emplace_back([this, &pipeline] { work(pipeline); });
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
  }

  std::future<Done> submit(Work work) {
    Task task{std::move(work), {}};
    std::future<Done> done = task.done.get_future();
    {
      const std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    ready_.notify_one();
    return done;
  }

 private:
  struct Task {
    Work work;
    std::promise<Done> done;
  };

  void work(const Pipeline& pipeline) {
    Worker worker(pipeline);
    while (true) {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
      if (tasks_.empty()) {
        usage_.add(worker.usage());
        return;
      }
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task.done.set_value(worker.run(std::move(task.work)));
    }
  }

  Usage& usage_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Task> tasks_;
  bool closed_ = false;
  std::vector<std::jthread> threads_;  // last: joined before the rest goes
};

std::expected<void, Error> judge_alone(const Pipeline& pipeline, Producer& producer, Collector& collector, Usage& usage) {
  Worker worker(pipeline);
  LineChunk used;
  while (auto work = producer.next(std::move(used))) {
    Done done = worker.run(std::move(*work));
    if (auto taken = collector.take(done); !taken) return std::unexpected(std::move(taken.error()));
    used = std::move(done.used);
  }
  usage.add(worker.usage());
  return {};
}

std::expected<void, Error> judge_together(const Pipeline& pipeline, Producer& producer, Collector& collector, Usage& usage) {
  Crew crew(pipeline, pipeline.jobs, usage);
  std::deque<std::future<Done>> pending;
  std::vector<LineChunk> free;
  const std::size_t most = std::size_t{pipeline.jobs} * 4;
  const auto take_first = [&]() -> std::expected<void, Error> {
    Done done = pending.front().get();
    pending.pop_front();
    auto taken = collector.take(done);
    if (done.used.memory) free.push_back(std::move(done.used));
    return taken;
  };
  while (true) {
    LineChunk used;
    if (!free.empty()) {
      used = std::move(free.back());
      free.pop_back();
    }
    auto work = producer.next(std::move(used));
    if (!work) break;
    pending.push_back(crew.submit(std::move(*work)));
    while (pending.size() > most)
      if (auto taken = take_first(); !taken) return std::unexpected(std::move(taken.error()));
  }
  while (!pending.empty())
    if (auto taken = take_first(); !taken) return std::unexpected(std::move(taken.error()));
  return {};
}

}  // namespace

std::expected<Outcome, Error> judge_all(const Pipeline& pipeline, const std::vector<Source>& sources, Sink& sink) {
  const auto write = [&sink](const std::string& text) { return text.empty() ? std::expected<void, Error>() : sink.write(text); };
  std::string text;
  if (!pipeline.quiet) pipeline.report.begin(text);
  if (auto put = write(text); !put) return std::unexpected(std::move(put.error()));
  Producer producer(pipeline, sources);
  Outcome outcome{Usage(pipeline.policy.context()), {}, report::Record(pipeline.catalogue), exit_good};
  Collector collector(pipeline, sink, outcome);
  auto judged = pipeline.jobs > 1 ? judge_together(pipeline, producer, collector, outcome.usage) : judge_alone(pipeline, producer, collector, outcome.usage);
  if (!judged) return std::unexpected(std::move(judged.error()));
  text.clear();
  if (!pipeline.quiet) pipeline.report.end(text, outcome.totals);
  if (!pipeline.quiet && pipeline.report.gathers()) pipeline.report.whole(text, outcome.record);
  if (auto put = write(text); !put) return std::unexpected(std::move(put.error()));
  return outcome;
}

}  // namespace cavra::cli
