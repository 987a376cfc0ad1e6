#include "cavra/scan.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include "base/sparing_disk.h"
#include "cli/commands.h"
#include "cli/crew.h"
#include "cli/formats.h"
#include "cli/lines.h"
#include "report/scan.h"

namespace cavra::cli {
namespace {

struct Scanning {
  Disk& disk;
  const ScanOptions& options;
  const Policy& policy;
  std::size_t max_size;
  bool lines;  ///< a JSON line for each finding
  std::optional<report::Format> format;

  [[nodiscard]] bool is_json(const Source& source) const {
    if (options.input_format != ScanFormat::by_name) return options.input_format == ScanFormat::json;
    return source.path.ends_with(".json") || source.path.ends_with(".json.gz");
  }
  [[nodiscard]] bool is_ndjson(const Source& source) const {
    return options.input_format == ScanFormat::ndjson || (options.input_format == ScanFormat::by_name && source.ndjson);
  }
};

/// A document, some lines of a file, or what is wrong with it.
struct Piece {
  std::size_t source = 0;
  LineChunk lines;  // none: the whole file
  std::optional<Error> error;
};

struct Scanned {
  std::size_t source = 0;
  std::string out;
  std::vector<Error> errors;
  bool ends_source = false;  ///< nothing more of it is to be said
  std::size_t found = 0;     ///< and not waived
  report::Subject subject;   ///< what was found, for a format of other tools
};

/// Scans pieces; one a thread.
class Worker {
 public:
  Worker(const Scanning& scanning, const std::vector<Source>& sources)
      : scanning_(scanning), sources_(sources), scan_(scanning.policy, scanning.max_size) {}

  Scanned run(Piece piece) {
    done_ = Scanned{};
    done_.source = piece.source;
    const Source& source = sources_[piece.source];
    if (piece.error)
      fail(std::move(*piece.error), source);
    else if (!piece.lines.memory)
      whole(source);
    else if (piece.lines.too_long)
      too_long(piece.lines, source);
    else if (scanning_.is_ndjson(source))
      each_line(piece.lines, source);
    else
      text(piece.lines, source);
    write(source);
    spare_ = std::move(piece.lines);
    return std::move(done_);
  }

  [[nodiscard]] Usage usage() const { return scan_.usage(); }

  /// The memory of lines that are done with.
  [[nodiscard]] LineChunk take_spare() { return std::exchange(spare_, {}); }

 private:
  void whole(const Source& source) {
    const auto bytes = read_file(scanning_.disk, source.path, scanning_.max_size);
    if (!bytes) return fail(bytes.error(), source);
    if (auto scanned = scan_.json(*bytes, 1, findings_); !scanned) fail(std::move(scanned.error()), source);
    locate(*bytes);
  }

  void text(const LineChunk& chunk, const Source& source) {
    if (auto scanned = scan_.text(chunk.bytes(), chunk.first_line, findings_); !scanned)
      fail(std::move(scanned.error()), source);
    locate(chunk.bytes());
  }

  void each_line(const LineChunk& chunk, const Source& source) {
    std::string_view rest = chunk.bytes();
    for (std::uint32_t number = chunk.first_line; !rest.empty(); ++number) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      auto scanned = scan_.json(line, number, findings_);
      locate(line);
      if (scanned) continue;
      scanned.error().source = source.path;
      done_.errors.push_back(std::move(scanned.error()));
    }
  }

  /// Where what was found since is in the bytes, which will be gone.
  void locate(std::string_view bytes) {
    if (!scanning_.format) return;
    for (std::size_t i = regions_.size(); i < findings_.size(); ++i)
      regions_.push_back(report::region_of(findings_[i], bytes));
  }

  void too_long(const LineChunk& chunk, const Source& source) {
    done_.errors.push_back({Code::too_large, "a line of more than " + std::to_string(scanning_.max_size) + " bytes",
                            "raise --max-size", source.path, 0, chunk.first_line, 1});
  }

  void fail(Error error, const Source& source) {
    error.source = source.path;
    done_.errors.push_back(std::move(error));
    done_.ends_source = true;
  }

  void write(const Source& source) {
    if (scanning_.format) done_.subject = report::subject_of_scan(source.path, findings_, regions_);
    for (const Finding& finding : findings_) {
      done_.found += finding.material->waived ? 0U : 1U;
      if (scanning_.options.reporting.silent() || scanning_.format) continue;
      if (scanning_.lines)
        report::append_scan_line(done_.out, source.path, finding);
      else
        report::append_scan_text(done_.out, source.path, finding);
    }
    findings_.clear();
    regions_.clear();
  }

  const Scanning& scanning_;
  const std::vector<Source>& sources_;
  Scan scan_;
  Scanned done_;
  LineChunk spare_;
  std::vector<Finding> findings_;
  std::vector<report::Region> regions_;  // of the findings
};

/// Cuts the sources into pieces.
class Producer {
 public:
  Producer(const Scanning& scanning, const std::vector<Source>& sources) : scanning_(scanning), sources_(sources) {}

  /// The next piece, or none at the end. The memory of `spare` is used again.
  std::optional<Piece> next(LineChunk spare) {
    if (ended_.load() == at_) reader_.reset();
    while (true) {
      if (reader_) {
        auto chunk = reader_->next(std::exchange(spare, {}));
        if (chunk && *chunk) return Piece{at_ - 1, std::move(**chunk), {}};
        reader_.reset();
        if (!chunk) return Piece{at_ - 1, {}, std::move(chunk.error())};
      }
      if (at_ == sources_.size()) return std::nullopt;
      const Source& source = sources_[at_++];
      if (source.error) return Piece{at_ - 1, {}, source.error};
      if (scanning_.is_json(source)) return Piece{at_ - 1, {}, {}};
      auto input = scanning_.disk.open(source.path);
      if (!input) return Piece{at_ - 1, {}, std::move(input.error())};
      if (source.path.ends_with(".gz")) *input = make_gunzip(std::move(*input), source.path);
      reader_.emplace(std::move(*input), scanning_.max_size, source.path);
    }
  }

  /// Reads no more of a source. While another thread is in next(), it may read some more.
  void end(std::size_t source) { ended_.store(source + 1); }

 private:
  const Scanning& scanning_;
  const std::vector<Source>& sources_;
  std::size_t at_ = 0;
  std::optional<LineReader> reader_;    // of the source before at_
  std::atomic<std::size_t> ended_ = 0;  // behind the last source that ended early
};

/// Takes what is done, in order, to stdout and stderr.
class Collector {
 public:
  Collector(const Scanning& scanning, const std::vector<Source>& sources, Producer& producer, Sink& sink)
      : scanning_(scanning), sources_(sources), producer_(producer), sink_(sink), record_(Catalogue::builtin()) {
    record_.what = "scan";
  }

  std::expected<void, Error> take(Scanned& done) {
    turn_to(done.source);
    if (std::exchange(ended_, ended_ || done.ends_source)) return {};
    if (done.ends_source) producer_.end(done.source);
    for (const Error& error : done.errors) {
      complain(error);
      if (scanning_.format) record_.extend(subject_, report::subject_of(error.source, error));
    }
    if (!done.errors.empty()) exit_ = exit_failed;
    if (done.found != 0) exit_ = std::max(exit_, exit_blocked);
    found_ += done.found;
    if (scanning_.format) record_.extend(subject_, std::move(done.subject));
    return done.out.empty() ? std::expected<void, Error>() : sink_.write(done.out);
  }

  /// What is written when all is taken.
  std::expected<void, Error> finish() {
    turn_to(sources_.size());
    if (scanning_.options.reporting.silent() || scanning_.lines) return {};
    if (scanning_.format) return write_record(scanning_.disk, sink_, *scanning_.format, record_);
    return sink_.write(
        (found_ == 0 ? "no finding" : std::to_string(found_) + (found_ == 1 ? " finding" : " findings")) + " in " +
        std::to_string(sources_.size()) + (sources_.size() == 1 ? " file\n" : " files\n"));
  }

  [[nodiscard]] int exit() const { return exit_; }

 private:
  /// Files have a subject each, those without a piece too.
  void turn_to(std::size_t source) {
    if (begun_ != 0 && source + 1 == begun_) return;
    while (begun_ <= source) {
      if (begun_ != 0 && scanning_.format) record_.add(std::move(subject_));
      if (begun_ == sources_.size()) return;
      subject_ = report::subject_of_scan(sources_[begun_++].path, {}, {});
      ended_ = false;
    }
  }

  const Scanning& scanning_;
  const std::vector<Source>& sources_;
  Producer& producer_;
  Sink& sink_;
  report::Record record_;
  report::Subject subject_;  // of the source whose pieces are taken
  std::size_t begun_ = 0;    // sources that have or had a subject
  bool ended_ = false;       // nothing more is to be said of it
  std::size_t found_ = 0;
  int exit_ = exit_good;
};

}  // namespace

int scan(const ScanOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  if (options.new_key) {
    if (options.paths.size() + (options.policy.key_file.empty() ? 0 : 1) != 1)
      return fail(bad_usage("--new-key wants one file, a new one", "name it, and nothing else"));
    const auto made = write_new_key(options.paths.empty() ? options.policy.key_file : options.paths.front());
    return made ? exit_good : fail(made.error());
  }
  const auto max_size = parse_max_size(options.max_size);
  if (!max_size) return fail(max_size.error());
  const auto policy = load_policy(*disk, options.policy);
  if (!policy) return fail(policy.error());
  const std::vector<std::string> paths = options.paths.empty() ? std::vector<std::string>{"-"} : options.paths;
  const Inputs inputs = find_inputs(
      *disk, paths, options.input_format == ScanFormat::ndjson ? InputFormat::ndjson : InputFormat::by_name);
  if (const auto spared = spare_inputs(*disk, inputs, options.reporting.output); !spared) return fail(spared.error());
  auto sink = Sink::open(*disk, options.reporting.output);
  if (!sink) return fail(sink.error());
  const Scanning scanning{
      *disk, options, *policy, *max_size, options.reporting.word("findings") == "findings", options.reporting.tool()};
  Usage usage(policy->context());
  Producer producer(scanning, inputs.sources);
  Collector collector(scanning, inputs.sources, producer, *sink);
  const auto done = work_in_order(
      options.jobs, [&] { return Worker(scanning, inputs.sources); },
      [&producer](Worker& worker) { return producer.next(worker.take_spare()); },
      [&collector](Scanned& scanned) { return collector.take(scanned); },
      [&usage](const Worker& worker) { usage.add(worker.usage()); });
  if (!done) return fail(done.error());
  if (const auto written = collector.finish(); !written) return fail(written.error());
  if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  if (const auto settled = settle(*disk, options.policy, usage); !settled) return fail(settled.error());
  return collector.exit();
}

}  // namespace cavra::cli
