#include "base/base64.h"
#include "base/time.h"
#include "cli/log_files.h"
#include "ledger/writer.h"

namespace cavra::cli {
namespace {

/// Whether this folder may sign.
std::string writing_line(ledger::Store& store) {
  const auto opened = store.read(std::string(ledger::opened_path));
  const auto identity = store.identity();
  if (!identity) return "writing     no: only the public files are here\n";
  if (opened && *opened == *identity + "\n") return "writing     yes\n";
  return "writing     no: a copy, or put back from a backup; see `cavra-seal log open --last`\n";
}

}  // namespace

int log_status(const LogStatusOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  ledger::FolderStore store(*disk, options.log);
  const auto trust = log_trust(*disk, store, options.trust);
  if (!trust) return fail_in(options.log, trust.error());
  const auto opened = open_log_checkpoint(store, *trust);
  if (!opened) return fail(opened.error());
  std::string text = "origin      " + opened->checkpoint.origin + "\n";
  for (const tlog::VerifierKey& key : trust->log_keys) text += "key         " + key.to_text() + "\n";
  text += "entries     " + std::to_string(opened->checkpoint.size) + "\nroot        " + to_base64(opened->checkpoint.root) + "\n";
  for (const tlog::Cosigner& one : opened->cosigners) text += "witness     " + one.name + " at " + time_text(Time(std::chrono::seconds(one.time))) + "\n";
  if (trust->quorum != 0) text += std::string("quorum      ") + (opened->has_quorum ? "reached" : "not reached") + ": " + std::to_string(opened->cosigners.size()) + " of " + std::to_string(trust->quorum) + "\n";
  if (opened->proven_time) text += "proven      " + time_text(Time(std::chrono::seconds(*opened->proven_time))) + "\n";
  return put_out(*disk, {}, text + writing_line(store));
}

}  // namespace cavra::cli
