#include "cli/verify_each.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "cli/crew.h"
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
  bool then = false;  ///< valid then, not now
};

bool is_seal(std::string_view name) {
  return name == "seal.json" || name.ends_with(".seal.json") || name.ends_with(".seal");
}

/// The one seal in a folder.
std::expected<std::string, Error> find_seal(Disk& disk, const std::string& folder) {
  const auto names = disk.list(folder);
  if (!names) return std::unexpected(names.error());
  std::string found;
  for (const std::string& name : *names) {
    if (!is_seal(name)) continue;
    if (!found.empty())
      return std::unexpected(
          Error{Code::bad_usage, "there are two seals in this folder", "verify each alone", folder, 0, 0, 0});
    found = folder + "/" + name;
  }
  if (found.empty())
    return std::unexpected(Error{Code::nothing_to_judge, "there is no seal in this folder",
                                 "a seal is called seal.json, *.seal.json or *.seal", folder, 0, 0, 0});
  return found;
}

std::expected<std::vector<std::string>, Error> find_folders(Disk& disk, const std::string& in) {
  const auto names = disk.list(in);
  if (!names) return std::unexpected(names.error());
  std::vector<std::string> folders;
  for (const std::string& name : *names) {
    const std::string path = in + (in.ends_with('/') ? "" : "/") + name;
    if (const auto place = disk.look(path); place && (*place == Place::folder || *place == Place::link_to_folder))
      folders.push_back(path);
  }
  if (folders.empty())
    return std::unexpected(Error{Code::nothing_to_judge, "there is no bundle in this folder",
                                 "name a folder of folders, each with ten packets and a seal", in, 0, 0, 0});
  return folders;
}

/// Verifies bundles; one a thread.
class Worker {
 public:
  Worker(Disk& disk, const Verifying& with, const std::vector<std::string>& folders, bool text)
      : disk_(disk), with_(with), folders_(folders), text_(text), verifier_(with.trust, with.catalogue, with.policy) {}

  Line run(std::size_t index) {
    const std::string& folder = folders_[index];
    const auto path = find_seal(disk_, folder);
    if (!path) return undecided(folder, path.error());
    const auto envelope = read_small(disk_, *path);
    if (!envelope) return undecided(folder, envelope.error());
    const auto bundle = chain::read_bundle(disk_, folder, with_.catalogue);
    if (!bundle) return undecided(folder, bundle.error());
    const auto verified = verifier_.verify({*envelope, *path, &*bundle}, with_.options);
    if (!verified) return undecided(folder, verified.error());
    Line line;
    line.exit = verified->valid() ? exit_good : exit_blocked;
    line.then = verified->verdict == "valid_then";
    if (text_)
      line.text = row(folder, !verified->valid() ? "not valid" : line.then ? "valid then" : "valid", *verified);
    else
      line.text = report::verification_json(*verified, true) + "\n";
    return line;
  }

 private:
  static std::string row(const std::string& folder, std::string_view verdict, const SealVerification& verified) {
    constexpr std::size_t width = 12;
    std::string out(verdict);
    out.append(width - verdict.size(), ' ').append(printable(folder));
    if (!verified.valid())
      out.append("   ")
          .append(id(verified.faults.front().code))
          .append("  ")
          .append(printable(verified.faults.front().what));
    return out + "\n";
  }

  Line undecided(const std::string& folder, const Error& error) const {
    Line line;
    line.exit = exit_failed;
    line.complaint = to_text(error);
    if (text_) {
      line.text = "undecided   " + printable(folder) + "   " + std::string(id(error.code)) + "  " +
                  printable(error.what) + "\n";
      return line;
    }
    line.text = "{\"source\":";
    json::append_string(line.text, folder);
    line.text.append(",\"error\":{\"code\":\"").append(id(error.code)).append("\",\"message\":");
    json::append_string(line.text, to_text(error));
    line.text += "}}\n";
    return line;
  }

  Disk& disk_;
  const Verifying& with_;
  const std::vector<std::string>& folders_;
  bool text_;
  seal::Verifier verifier_;
};

/// Writes lines as they come, and counts.
class Collector {
 public:
  Collector(Sink& sink, bool quiet) : sink_(sink), quiet_(quiet) {}

  std::expected<void, Error> take(const Line& line) {
    exit_ = std::max(exit_, line.exit);
    ++(line.exit == exit_failed ? undecided_ : line.exit == exit_blocked ? invalid_ : line.then ? then_ : valid_);
    if (!line.complaint.empty()) complain(line.complaint);
    return quiet_ ? std::expected<void, Error>() : sink_.write(line.text);
  }

  [[nodiscard]] std::string summary() const {
    const std::size_t all = valid_ + then_ + invalid_ + undecided_;
    std::string out = "\n" + std::to_string(all) + (all == 1 ? " seal:" : " seals:");
    bool first = true;
    for (const auto& [count, what] :
         {std::pair{valid_, " valid"}, {then_, " valid then"}, {invalid_, " not valid"}, {undecided_, " undecided"}}) {
      if (count == 0) continue;
      out.append(first ? " " : ", ").append(std::to_string(count)).append(what);
      first = false;
    }
    return out + ".\n";
  }

  [[nodiscard]] int exit() const { return exit_; }

 private:
  Sink& sink_;
  bool quiet_;
  std::size_t valid_ = 0, then_ = 0, invalid_ = 0, undecided_ = 0;
  int exit_ = exit_good;
};

}  // namespace

int verify_each(Disk& disk, const VerifyOptions& options, const Verifying& with) {
  const bool text = options.reporting.wants_text();
  const bool quiet = options.reporting.silent();
  const auto folders = find_folders(disk, options.each);
  if (!folders) return fail(folders.error());
  auto sink = Sink::open(disk, options.reporting.output);
  if (!sink) return fail(sink.error());
  Collector collector(*sink, quiet);
  const auto verified = work_through(
      folders->size(), options.jobs, [&] { return Worker(disk, with, *folders, text); },
      [&collector](const Line& line) { return collector.take(line); }, [](const Worker&) {});
  if (!verified) return fail(verified.error());
  if (text && !quiet)
    if (const auto written = sink->write(collector.summary()); !written) return fail(written.error());
  if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  return collector.exit();
}

}  // namespace cavra::cli
