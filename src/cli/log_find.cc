#include "base/hex.h"
#include "base/utf8.h"
#include "cli/log_files.h"
#include "ledger/statement.h"
#include "tlog/audit.h"

namespace cavra::cli {
namespace {

/// What an entry has to do with a digest; empty: nothing.
std::string about(const crypto::Digest& digest, std::uint64_t index, std::string_view bytes) {
  const std::string at = std::to_string(index) + "  ";
  if (tlog::leaf_hash(bytes) == digest) return at + "entry with this leaf hash\n";
  const auto entry = ledger::parse_entry(bytes, {});
  if (!entry) return {};
  if (const auto* record = std::get_if<seal::SealRecord>(&*entry)) {
    if (record->statement == digest)
      return at + "record of the seal, " + record->evidence_mode + ", " + std::to_string(record->signatures.size()) +
             (record->signatures.size() == 1 ? " signature\n" : " signatures\n");
    return record->lists(digest) ? at + "record that lists this signature\n" : std::string();
  }
  if (const auto* one = std::get_if<ledger::SignedWithdrawal>(&*entry))
    return one->withdrawal.statement == digest ? at + "withdrawal: " + printable(one->withdrawal.reason) + "\n"
                                               : std::string();
  const auto& revocation = std::get<ledger::SignedRevocation>(*entry).revocation;
  return revocation.key == digest ? at + "revocation: " + std::string(to_text(revocation.reason)) + " since " +
                                        time_text(revocation.since) + "\n"
                                  : std::string();
}

}  // namespace

int log_find(const LogFindOptions& options) {
  const std::string_view digits =
      std::string_view(options.digest).substr(options.digest.starts_with("sha256:") ? 7 : 0);
  const auto bytes = from_hex(digits);
  crypto::Digest digest{};
  if (!bytes || bytes->size() != digest.size())
    return fail(bad_usage("the digest is not 64 hexadecimal digits", "write it as `cavra-seal digest` prints it"));
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  auto log = read_log(options.log, options.trust);
  if (!log) return fail(log.error());
  std::string text;
  const auto audit = tlog::audit(log->store, log->opened.checkpoint, [&](std::uint64_t index, std::string_view entry) {
    text += about(digest, index, entry);
  });
  if (!audit) return fail_in(options.log, audit.error());
  if (!audit->agrees || !audit->losses.empty())
    return fail(
        {audit->faults.front().code, audit->faults.front().what, "run `cavra-seal log check`", options.log, 0, 0, 0});
  if (const int exit = put_out(*log->disk, {}, text); exit != exit_good) return exit;
  return text.empty() ? exit_blocked : exit_good;
}

}  // namespace cavra::cli
