#include "cli/verify_each.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "base/utf8.h"
#include "cli/trusting.h"
#include "json/write.h"
#include "report/verification.h"
#include "seal/verify.h"

namespace cavra::cli {
namespace {

/// What came of one bundle.
struct Line {
  std::string text;
  std::string complaint;  ///< for stderr
  int exit = exit_good;
  bool then = false;      ///< valid then, not now
  bool done = false;
};

bool is_seal(std::string_view name) { return name == "seal.json" || name.ends_with(".seal.json") || name.ends_with(".seal"); }

/// The one seal in a folder.
std::expected<std::string, Error> find_seal(Disk& disk, const std::string& folder) {
  const auto names = disk.list(folder);
  if (!names) return std::unexpected(names.error());
  std::string found;
  for (const std::string& name : *names) {
    if (!is_seal(name)) continue;
    if (!found.empty()) return std::unexpected(Error{Code::bad_usage, "there are two seals in this folder", "verify each alone", folder, 0, 0, 0});
    found = folder + "/" + name;
  }
  if (found.empty()) return std::unexpected(Error{Code::nothing_to_judge, "there is no seal in this folder", "a seal is called seal.json, *.seal.json or *.seal", folder, 0, 0, 0});
  return found;
}

class Each {
 public:
  Each(Disk& disk, const VerifyOptions& options, const Verifying& with, Sink& sink)
      : disk_(disk), options_(options), with_(with), sink_(sink),
        text_(options.format.empty() ? stdout_is_terminal() && options.output.empty() : options.format == "text") {}

  std::expected<int, Error> run() {
    if (auto found = find(); !found) return std::unexpected(std::move(found.error()));
    lines_.resize(folders_.size());
    std::vector<std::jthread> threads;
    const std::size_t jobs = std::min<std::size_t>(options_.jobs, folders_.size());
    for (std::size_t i = 1; i < jobs; ++i) threads.emplace_back([this] { work(); });
    work();
    threads.clear();
    if (failed_) return std::unexpected(std::move(*failed_));
    if (options_.quiet || !text_) return exit_;
    const auto written = sink_.write(summary());
    if (!written) return std::unexpected(written.error());
    return exit_;
  }

 private:
  std::expected<void, Error> find() {
    const auto names = disk_.list(options_.each);
    if (!names) return std::unexpected(names.error());
    for (const std::string& name : *names) {
      const std::string path = options_.each + (options_.each.ends_with('/') ? "" : "/") + name;
      if (const auto place = disk_.look(path); place && (*place == Place::folder || *place == Place::link_to_folder)) folders_.push_back(path);
    }
    if (!folders_.empty()) return {};
    return std::unexpected(Error{Code::nothing_to_judge, "there is no bundle in this folder", "name a folder of folders, each with ten packets and a seal", options_.each, 0, 0, 0});
  }

  void work() {
    seal::Verifier verifier(with_.trust, with_.catalogue, with_.policy);
    while (true) {
      const std::size_t index = next_++;
      if (index >= folders_.size()) return;
      Line line = verify(verifier, folders_[index]);
      const std::lock_guard lock(mutex_);
      line.done = true;
      lines_[index] = std::move(line);
      flush();
    }
  }

  /// Writes what is done, in order.
  void flush() {
    for (; written_ < lines_.size() && lines_[written_].done; ++written_) {
      Line& line = lines_[written_];
      exit_ = std::max(exit_, line.exit);
      ++(line.exit == exit_failed ? undecided_ : line.exit == exit_blocked ? invalid_ : line.then ? then_ : valid_);
      if (!line.complaint.empty()) complain(line.complaint);
      if (!options_.quiet && !failed_)
        if (auto written = sink_.write(line.text); !written) failed_ = std::move(written.error());
      line = Line();
      line.done = true;
    }
  }

  Line verify(seal::Verifier& verifier, const std::string& folder) const {
    const auto path = find_seal(disk_, folder);
    if (!path) return undecided(folder, path.error());
    const auto envelope = read_small(disk_, *path);
    if (!envelope) return undecided(folder, envelope.error());
    const auto bundle = chain::read_bundle(disk_, folder, with_.catalogue);
    if (!bundle) return undecided(folder, bundle.error());
    const auto verified = verifier.verify({*envelope, *path, &*bundle}, with_.options);
    if (!verified) return undecided(folder, verified.error());
    Line line;
    line.exit = verified->valid() ? exit_good : exit_blocked;
    line.then = verified->verdict == "valid_then";
    if (text_) line.text = row(folder, !verified->valid() ? "not valid" : line.then ? "valid then" : "valid", *verified);
    else line.text = report::verification_json(*verified, true) + "\n";
    return line;
  }

  static std::string row(const std::string& folder, std::string_view verdict, const SealVerification& verified) {
    constexpr std::size_t width = 12;
    std::string out(verdict);
    out.append(width - verdict.size(), ' ').append(printable(folder));
    if (!verified.valid()) out.append("   ").append(id(verified.faults.front().code)).append("  ").append(printable(verified.faults.front().what));
    return out + "\n";
  }

  Line undecided(const std::string& folder, const Error& error) const {
    Line line;
    line.exit = exit_failed;
    line.complaint = to_text(error);
    if (text_) {
      line.text = "undecided   " + printable(folder) + "   " + std::string(id(error.code)) + "  " + printable(error.what) + "\n";
      return line;
    }
    line.text = "{\"source\":";
    json::append_string(line.text, folder);
    line.text.append(",\"error\":{\"code\":\"").append(id(error.code)).append("\",\"message\":");
    json::append_string(line.text, to_text(error));
    line.text += "}}\n";
    return line;
  }

  [[nodiscard]] std::string summary() const {
    std::string out = "\n" + std::to_string(folders_.size()) + (folders_.size() == 1 ? " seal:" : " seals:");
    bool first = true;
    for (const auto& [count, what] : {std::pair{valid_, " valid"}, {then_, " valid then"}, {invalid_, " not valid"}, {undecided_, " undecided"}}) {
      if (count == 0) continue;
      out.append(first ? " " : ", ").append(std::to_string(count)).append(what);
      first = false;
    }
    return out + ".\n";
  }

  Disk& disk_;
  const VerifyOptions& options_;
  const Verifying& with_;
  Sink& sink_;
  bool text_;
  std::vector<std::string> folders_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;  // of all that follows
  std::vector<Line> lines_;
  std::size_t written_ = 0;
  std::size_t valid_ = 0, then_ = 0, invalid_ = 0, undecided_ = 0;
  int exit_ = exit_good;
  std::optional<Error> failed_;
};

}  // namespace

int verify_each(Disk& disk, const VerifyOptions& options, const Verifying& with) {
  auto sink = Sink::open(disk, options.output);
  if (!sink) return fail(sink.error());
  const auto exit = Each(disk, options, with, *sink).run();
  if (!exit) return fail(exit.error());
  if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  return *exit;
}

}  // namespace cavra::cli
