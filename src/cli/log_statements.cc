// What a role signs to withdraw a seal or to revoke a key.
#include <algorithm>

#include "base/hex.h"
#include "base/sparing_disk.h"
#include "base/time.h"
#include "cli/envelopes.h"
#include "cli/log_files.h"
#include "ledger/statement.h"
#include "seal/reasons.h"

namespace cavra::cli {
namespace {

std::optional<crypto::Digest> digest_of(std::string_view text) {
  if (text.starts_with("sha256:")) text.remove_prefix(7);
  const auto bytes = from_hex(text);
  crypto::Digest digest{};
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

/// A reason is read by everyone who verifies: nothing private may be in it.
std::expected<void, Error> scan_reason(const std::string& reason) {
  if (reason.empty() || reason.find_first_of("\r\n") != std::string::npos)
    return std::unexpected(bad_usage("--reason is one line of text", "say in a sentence why"));
  const auto found = seal::private_in(reason, Policy::builtin());
  if (!found) return std::unexpected(found.error());
  if (found->empty()) return {};
  return std::unexpected(bad_usage("the reason has " + *found, "say it without"));
}

int sign_and_write(Disk& disk, const LogStatementOptions& options, std::string_view type, std::string payload) {
  spare_key(disk, options.signer);
  const auto signer = open_signer(options.signer);
  if (!signer) return fail(signer.error());
  seal::Envelope envelope{std::move(payload), std::string(type), {}};
  if (const auto done = seal::add_signature(envelope, **signer); !done) return fail(done.error());
  return put_out(disk, options.output, seal::write_envelope(envelope));
}

}  // namespace

int log_withdraw(const LogStatementOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  if (const auto scanned = scan_reason(options.reason); !scanned) return fail(scanned.error());
  ledger::Withdrawal withdrawal{{}, options.reason, clock_time()};
  if (const auto digest = digest_of(options.seal)) {
    withdrawal.statement = *digest;
  } else {
    const auto envelope = read_seal(*disk, options.seal);
    if (!envelope) return fail(envelope.error());
    withdrawal.statement = crypto::sha256(envelope->payload);
  }
  return sign_and_write(*disk, options, ledger::withdrawal_type, ledger::write_withdrawal(withdrawal));
}

int log_revoke(const LogStatementOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  ledger::Revocation revocation{{}, {}, clock_time(), clock_time()};
  const auto reason = std::ranges::find(seal::revocation_reasons, options.reason);
  if (reason == seal::revocation_reasons.end())
    return fail(bad_usage("--reason is none of compromised, superseded, retired, lost", "name one of them"));
  revocation.reason = static_cast<seal::RevocationReason>(reason - seal::revocation_reasons.begin());
  if (options.since.empty() && revocation.reason == seal::RevocationReason::compromised)
    return fail(bad_usage("a compromised key needs --since", "say from when on nobody can know who signed"));
  if (!options.since.empty()) {
    const auto since = parse_time(options.since);
    if (!since) return fail(bad_usage("--since is no time", "write it as 2026-11-23T12:00:00Z"));
    revocation.since = *since;
  }
  if (const auto digest = digest_of(options.key)) {
    revocation.key = *digest;
  } else {
    const auto key = read_public_key(KeyOptions{options.key, {}, {}});
    if (!key) return fail(key.error());
    revocation.key = crypto::sha256(key->spki());
  }
  return sign_and_write(*disk, options, ledger::revocation_type, ledger::write_revocation(revocation));
}

}  // namespace cavra::cli
