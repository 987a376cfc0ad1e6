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
  auto log = read_log(options.log, options.trust);
  if (!log) return fail(log.error());
  const tlog::Opened& opened = log->opened;
  const tlog::Trust& trust = log->trust;
  std::string text = "origin      " + opened.checkpoint.origin + "\n";
  for (const tlog::VerifierKey& key : trust.log_keys) text += "key         " + key.to_text() + "\n";
  text += "entries     " + std::to_string(opened.checkpoint.size) + "\nroot        " +
          to_base64(opened.checkpoint.root) + "\n";
  for (const tlog::Cosigner& one : opened.cosigners)
    text += "witness     " + one.name + " at " + time_text(Time(std::chrono::seconds(one.time))) + "\n";
  if (trust.quorum != 0)
    text += std::string("quorum      ") + (opened.has_quorum ? "reached" : "not reached") + ": " +
            std::to_string(opened.cosigners.size()) + " of " + std::to_string(trust.quorum) + "\n";
  if (opened.proven_time) text += "proven      " + time_text(Time(std::chrono::seconds(*opened.proven_time))) + "\n";
  return put_out(*log->disk, {}, text + writing_line(log->store));
}

}  // namespace cavra::cli
