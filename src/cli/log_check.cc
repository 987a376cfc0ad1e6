#include <chrono>

#include "base/base64.h"
#include "cli/log_files.h"
#include "ledger/repair.h"
#include "ledger/writer.h"
#include "tlog/audit.h"

namespace cavra::cli {
namespace {

std::string counted(std::uint64_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string fault_line(const std::string& log, Code code, const std::string& path, const std::string& what) {
  return log + (path.empty() ? "" : "/" + path) + ": " + std::string(id(code)) + " " + what + "\n";
}

/// Whether the log's tree continues a checkpoint that was seen elsewhere; what is wrong is appended to `text`.
std::expected<bool, Error> check_last(Disk& disk, ledger::Store& store, const std::string& path,
                                      const tlog::Opened& here, const tlog::Trust& trust, std::string& text) {
  const auto last = open_checkpoint_file(disk, path, trust);
  if (!last) return std::unexpected(last.error());
  if (last->checkpoint.size > here.checkpoint.size) {
    text += fault_line(path, Code::log_rolled_back, {},
                       "the log ends with " + counted(here.checkpoint.size, "entry", "entries") + ", but it signed " +
                           std::to_string(last->checkpoint.size));
    return false;
  }
  const auto root = ledger::root_at(store, last->checkpoint.size, here.checkpoint.size);
  if (!root) return std::unexpected(root.error());
  if (*root == last->checkpoint.root) return true;
  text += fault_line(
      path, Code::not_continued, {},
      "the log does not continue this checkpoint: it forks before entry " + std::to_string(last->checkpoint.size));
  return false;
}

/// A checkpoint that is not to be believed is a finding; one that is not there is none.
int fail_checkpoint(const Error& error) {
  complain(error);
  return error.code == Code::no_such_file || error.code == Code::cannot_read ? exit_failed : exit_blocked;
}

/// What the writer signed last, when this is the folder that is written.
std::optional<tlog::Opened> signed_last(ledger::Store& store, const tlog::Trust& trust) {
  const auto bytes = store.read(std::string(ledger::signed_path));
  if (!bytes) return std::nullopt;
  auto opened = tlog::open_checkpoint(*bytes, trust);
  return opened ? std::optional(std::move(*opened)) : std::nullopt;
}

}  // namespace

int log_check(const LogCheckOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  ledger::FolderStore store(*disk, options.log);
  const auto trust = log_trust(*disk, store, options.trust);
  if (!trust) return fail_in(options.log, trust.error());
  const auto opened = open_log_checkpoint(store, *trust);
  if (!opened) return fail_checkpoint(opened.error());
  auto audit = tlog::audit(store, opened->checkpoint);
  if (!audit) return fail_in(options.log, audit.error());
  std::string text;
  for (const tlog::Fault& fault : audit->faults) text += fault_line(options.log, fault.code, fault.path, fault.what);
  std::size_t left = audit->faults.size();
  if (options.repair && audit->agrees && !audit->faults.empty()) {
    std::optional<ledger::FolderStore> other;
    if (!options.from.empty()) other.emplace(*disk, options.from);
    const auto done = ledger::repair(store, *audit, other ? &*other : nullptr, std::chrono::seconds(options.wait));
    if (!done) return fail_in(options.log, done.error());
    for (const std::string& path : done->mended) text += options.log + "/" + path + ": written again\n";
    for (const std::string& path : done->lost)
      text += options.log + "/" + path + ": its entries are nowhere here; name another copy of the log with --from\n";
    auto again = tlog::audit(store, opened->checkpoint);
    if (!again) return fail_in(options.log, again.error());
    left = again->faults.size();
    audit = std::move(again);
  }
  for (const std::string& path : options.last) {
    const auto continues = check_last(*disk, store, path, *opened, *trust, text);
    if (!continues) return fail(continues.error());
    left += *continues ? 0 : 1;
  }
  if (const auto last = signed_last(store, *trust); last && last->checkpoint.size > opened->checkpoint.size)
    text += "note: a writer stopped after it signed " + std::to_string(last->checkpoint.size) +
            " entries; the next one goes on from there\n";
  text += counted(audit->entries, "entry", "entries") + ", " + counted(audit->tiles, "tile", "tiles") + ": " +
          (left == 0 ? "they make the root of the checkpoint\n" : counted(left, "fault", "faults") + "\n");
  if (const int exit = put_out(*disk, {}, text); exit != exit_good) return exit;
  return left == 0 ? exit_good : exit_blocked;
}

}  // namespace cavra::cli
