#include "cavra/scan.h"

#include <algorithm>

#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/lines.h"
#include "report/scan.h"

namespace cavra::cli {
namespace {

/// Scans source after source and writes what is found as it goes.
class Scanning {
 public:
  Scanning(Disk& disk, const ScanOptions& options, const Policy& policy, std::size_t max_size, Sink& sink)
      : disk_(disk), options_(options), scan_(policy, max_size), max_size_(max_size), sink_(sink),
        lines_(options.format.empty() ? !stdout_is_terminal() || !options.output.empty() : options.format == "findings"),
        format_(report::find_format(options.format, options.junit_dialect)), record_(Catalogue::builtin()) {
    record_.what = "scan";
  }

  std::expected<void, Error> run(const std::vector<Source>& sources) {
    for (const Source& source : sources) {
      subject_ = report::subject_of_scan(source.path, {}, {});
      const auto done = source.error ? std::unexpected(*source.error) : is_json(source) ? whole(source) : in_lines(source);
      if (!done && done.error().code == Code::cannot_write) return done;
      if (!done) failed(done.error());
      record_.add(std::move(subject_));
    }
    if (format_ && !options_.quiet) return write_record(disk_, sink_, *format_, record_);
    if (!lines_ && !options_.quiet)
      return sink_.write((found_ == 0 ? "no finding" : std::to_string(found_) + (found_ == 1 ? " finding" : " findings")) +
                         std::string(" in ") + std::to_string(sources.size()) + (sources.size() == 1 ? " file\n" : " files\n"));
    return {};
  }

  [[nodiscard]] int exit() const { return exit_; }
  [[nodiscard]] Usage usage() const { return scan_.usage(); }

 private:
  bool is_json(const Source& source) const {
    if (options_.input_format != ScanFormat::by_name) return options_.input_format == ScanFormat::json;
    return source.path.ends_with(".json") || source.path.ends_with(".json.gz");
  }
  bool is_ndjson(const Source& source) const {
    return options_.input_format == ScanFormat::ndjson || (options_.input_format == ScanFormat::by_name && source.ndjson);
  }

  void failed(const Error& error) {
    complain(error);
    exit_ = exit_failed;
    record_.extend(subject_, report::subject_of(error.source, error));
  }

  /// Where what was found since is in the bytes, which will be gone.
  void locate(std::string_view bytes) {
    for (std::size_t i = regions_.size(); i < findings_.size(); ++i) regions_.push_back(report::region_of(findings_[i], bytes));
  }

  std::expected<void, Error> whole(const Source& source) {
    const auto bytes = read_file(disk_, source.path, max_size_);
    if (!bytes) return std::unexpected(bytes.error());
    if (auto scanned = scan_.json(*bytes, 1, findings_); !scanned) return fault(std::move(scanned.error()), source);
    locate(*bytes);
    return flush(source);
  }

  std::expected<void, Error> in_lines(const Source& source) {
    auto input = disk_.open(source.path);
    if (!input) return std::unexpected(std::move(input.error()));
    if (source.path.ends_with(".gz")) *input = make_gunzip(std::move(*input), source.path);
    LineReader reader(std::move(*input), max_size_, source.path);
    LineChunk used;
    while (true) {
      auto chunk = reader.next(std::move(used));
      if (!chunk) return std::unexpected(std::move(chunk.error()));
      if (!*chunk) return {};
      if ((*chunk)->too_long)
        failed({Code::too_large, "a line of more than " + std::to_string(max_size_) + " bytes", "raise --max-size", source.path, 0, (*chunk)->first_line, 1});
      else if (auto done = is_ndjson(source) ? each_line(**chunk, source) : text(**chunk, source); !done)
        return done;
      used = std::move(**chunk);
    }
  }

  std::expected<void, Error> text(const LineChunk& chunk, const Source& source) {
    if (auto scanned = scan_.text(chunk.bytes(), chunk.first_line, findings_); !scanned) return fault(std::move(scanned.error()), source);
    locate(chunk.bytes());
    return flush(source);
  }

  std::expected<void, Error> each_line(const LineChunk& chunk, const Source& source) {
    std::string_view rest = chunk.bytes();
    for (std::uint32_t number = chunk.first_line; !rest.empty(); ++number) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      auto scanned = scan_.json(line, number, findings_);
      if (!scanned) {
        scanned.error().source = source.path;
        failed(scanned.error());
      }
      locate(line);
    }
    return flush(source);
  }

  static std::expected<void, Error> fault(Error error, const Source& source) {
    error.source = source.path;
    return std::unexpected(std::move(error));
  }

  std::expected<void, Error> flush(const Source& source) {
    found_ += findings_.size();
    if (!findings_.empty()) exit_ = std::max(exit_, exit_blocked);
    out_.clear();
    if (format_) record_.extend(subject_, report::subject_of_scan(source.path, findings_, regions_));
    for (const Finding& finding : findings_) {
      if (format_) continue;
      if (lines_) report::append_scan_line(out_, source.path, finding);
      else report::append_scan_text(out_, source.path, finding);
    }
    findings_.clear();
    regions_.clear();
    return out_.empty() || options_.quiet ? std::expected<void, Error>() : sink_.write(out_);
  }

  Disk& disk_;
  const ScanOptions& options_;
  Scan scan_;
  std::size_t max_size_;
  Sink& sink_;
  bool lines_;
  std::optional<report::Format> format_;
  report::Record record_;
  report::Subject subject_;  // the file that is being scanned
  std::vector<report::Region> regions_;
  std::vector<Finding> findings_;
  std::string out_;
  std::size_t found_ = 0;
  int exit_ = exit_good;
};

}  // namespace

int scan(const ScanOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  if (options.new_key) {
    if (options.policy.key_file.empty() == options.paths.empty())
      return fail({Code::bad_usage, "--new-key wants a file", "name one", {}, 0, 0, 0});
    const auto made = write_new_key(options.paths.empty() ? options.policy.key_file : options.paths.front());
    return made ? exit_good : fail(made.error());
  }
  const auto max_size = parse_max_size(options.max_size);
  if (!max_size) return fail(max_size.error());
  const auto policy = load_policy(*disk, options.policy);
  if (!policy) return fail(policy.error());
  const std::vector<std::string> paths = options.paths.empty() ? std::vector<std::string>{"-"} : options.paths;
  const Inputs inputs = find_inputs(*disk, paths, options.input_format == ScanFormat::ndjson ? InputFormat::ndjson : InputFormat::by_name);
  if (const auto spared = spare_inputs(*disk, inputs, options.output); !spared) return fail(spared.error());
  auto sink = Sink::open(*disk, options.output);
  if (!sink) return fail(sink.error());
  Scanning scanning(*disk, options, *policy, *max_size, *sink);
  if (const auto done = scanning.run(inputs.sources); !done) return fail(done.error());
  if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  if (const auto settled = settle(*disk, options.policy, scanning.usage()); !settled) return fail(settled.error());
  return scanning.exit();
}

}  // namespace cavra::cli
