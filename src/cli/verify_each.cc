#include "cli/verify_each.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "cli/in_order.h"
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

/// Verifies bundles; one a thread.
class Worker {
 public:
  Worker(Disk& disk, const Verifying& with, bool text)
      : disk_(disk), with_(with), text_(text), verifier_(with.trust, with.catalogue, with.policy) {}

  Line run(const std::string& folder) {
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
    if (text_) line.text = row(folder, !verified->valid() ? "not valid" : line.then ? "valid then" : "valid", *verified);
    else line.text = report::verification_json(*verified, true) + "\n";
    return line;
  }

 private:
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

  Disk& disk_;
  const Verifying& with_;
  bool text_;
  seal::Verifier verifier_;
};

/// Takes what is done, in order, to the sink and to stderr.
class Collector {
 public:
  Collector(Sink& sink, bool quiet) : sink_(sink), quiet_(quiet) {}

  std::expected<void, Error> take(const Line& line) {
    exit = std::max(exit, line.exit);
    ++(line.exit == exit_failed ? undecided_ : line.exit == exit_blocked ? invalid_ : line.then ? then_ : valid_);
    if (!line.complaint.empty()) complain(line.complaint);
    return quiet_ ? std::expected<void, Error>() : sink_.write(line.text);
  }

  [[nodiscard]] std::string summary() const {
    const std::size_t all = valid_ + then_ + invalid_ + undecided_;
    std::string out = "\n" + std::to_string(all) + (all == 1 ? " seal:" : " seals:");
    bool first = true;
    for (const auto& [count, what] : {std::pair{valid_, " valid"}, {then_, " valid then"}, {invalid_, " not valid"}, {undecided_, " undecided"}}) {
      if (count == 0) continue;
      out.append(first ? " " : ", ").append(std::to_string(count)).append(what);
      first = false;
    }
    return out + ".\n";
  }

  int exit = exit_good;

 private:
  Sink& sink_;
  bool quiet_;
  std::size_t valid_ = 0, then_ = 0, invalid_ = 0, undecided_ = 0;
};

std::expected<std::vector<std::string>, Error> find_folders(Disk& disk, const std::string& each) {
  const auto names = disk.list(each);
  if (!names) return std::unexpected(names.error());
  std::vector<std::string> folders;
  for (const std::string& name : *names) {
    std::string path = each + (each.ends_with('/') ? "" : "/") + name;
    if (const auto place = disk.look(path); place && (*place == Place::folder || *place == Place::link_to_folder)) folders.push_back(std::move(path));
  }
  if (!folders.empty()) return folders;
  return std::unexpected(Error{Code::nothing_to_judge, "there is no bundle in this folder", "name a folder of folders, each with ten packets and a seal", each, 0, 0, 0});
}

}  // namespace

int verify_each(Disk& disk, const VerifyOptions& options, const Verifying& with) {
  auto sink = Sink::open(disk, options.output);
  if (!sink) return fail(sink.error());
  const auto folders = find_folders(disk, options.each);
  if (!folders) return fail(folders.error());
  const bool text = options.format.empty() ? stdout_is_terminal() && options.output.empty() : options.format == "text";
  Collector collector(*sink, options.quiet);
  const auto verified = in_order(
      options.jobs, [&] { return Worker(disk, with, text); },
      [&folders, at = std::size_t{0}](Worker&) mutable { return at == folders->size() ? std::nullopt : std::optional((*folders)[at++]); },
      [&collector](const Line& line) { return collector.take(line); }, [](const Worker&) {});
  if (!verified) return fail(verified.error());
  if (text && !options.quiet)
    if (const auto written = sink->write(collector.summary()); !written) return fail(written.error());
  if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  return collector.exit;
}

}  // namespace cavra::cli
