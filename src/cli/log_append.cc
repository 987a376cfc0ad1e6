#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

#include "base/hex.h"
#include "base/sparing_disk.h"
#include "cavra/verify.h"
#include "cli/log_files.h"
#include "cli/trusting.h"
#include "ledger/statement.h"
#include "ledger/writer.h"
#include "seal/reasons.h"
#include "seal/trust_file.h"
#include "tlog/proof.h"

namespace cavra::cli {
namespace {

constexpr std::size_t most_in_batch = 65536;
constexpr std::size_t largest_file = std::size_t{1} << 30;

/// Entries that are appended, and where each came from.
struct Batch {
  std::vector<std::string> entries;
  std::vector<std::string> sources;
};

std::expected<void, Error> add_file(Disk& disk, const std::string& path, Batch& batch) {
  auto bytes = read_file(disk, path, largest_file);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  const auto add = [&batch](std::string text, const std::string& source) -> std::expected<void, Error> {
    auto entry = entry_in(std::move(text), source);
    if (!entry) return std::unexpected(std::move(entry.error()));
    batch.entries.push_back(std::move(*entry));
    batch.sources.push_back(source);
    return {};
  };
  if (!path.ends_with(".ndjson")) return add(std::move(*bytes), path);
  std::size_t number = 0;
  for (std::string_view rest = *bytes; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (auto added = add(std::string(line), path + ":" + std::to_string(++number)); !added) return added;
  }
  return {};
}

/// What may not be in a log of this policy: a statement that nobody signed who may, a reason with private material.
std::expected<void, Error> check_statement(const ledger::Entry& entry, const seal::Trust& trust,
                                           const std::string& source) {
  const auto* const withdrawal = std::get_if<ledger::SignedWithdrawal>(&entry);
  const auto& envelope =
      withdrawal != nullptr ? withdrawal->envelope : std::get<ledger::SignedRevocation>(entry).envelope;
  const auto& roles = withdrawal != nullptr ? trust.may_withdraw : trust.may_revoke;
  if (!ledger::is_signed_by(envelope, trust, roles, clock_time()))
    return std::unexpected(
        Error{Code::not_allowed,
              std::string("no key that the policy lets ") + (withdrawal != nullptr ? "withdraw seals" : "revoke keys") +
                  " signed it",
              "have it signed by a role under " + std::string(withdrawal != nullptr ? "may_withdraw" : "may_revoke"),
              source, 0, 0, 0});
  if (withdrawal == nullptr) return {};
  const auto found = seal::private_in(withdrawal->withdrawal.reason, Policy::builtin());
  if (!found) return std::unexpected(found.error());
  if (found->empty()) return {};
  return std::unexpected(
      Error{Code::bad_entry, "its reason has " + *found, "have it signed again, without", source, 0, 0, 0});
}

/// What is in a log stays there: withdrawals and revocations must be signed by whom the policy lets do so.
std::expected<void, Error> check_statements(Disk& disk, const std::string& policy_path, const Batch& batch) {
  std::optional<TrustPolicy> policy;
  if (!policy_path.empty()) {
    auto loaded = load_trust(disk, TrustOptions{policy_path, {}, {}, 0});
    if (!loaded) return std::unexpected(std::move(loaded.error()));
    policy.emplace(std::move(*loaded));
  }
  for (std::size_t i = 0; i != batch.entries.size(); ++i) {
    const auto entry = ledger::parse_entry(batch.entries[i], batch.sources[i]);
    if (!entry) return std::unexpected(entry.error());
    if (std::holds_alternative<seal::SealRecord>(*entry)) continue;
    if (!policy)
      return std::unexpected(Error{Code::not_allowed, "nothing says who may withdraw and revoke",
                                   "give the trust policy with --trust", batch.sources[i], 0, 0, 0});
    if (auto checked = check_statement(*entry, policy->file().trust, batch.sources[i]); !checked) return checked;
  }
  return {};
}

/// The proof of the one entry that was appended. It holds the entry, so that it stays a proof of the seal when more
/// owners have signed.
std::expected<std::string, Error> proof_of(ledger::Store& store, const ledger::Appended& appended,
                                           const std::string& entry, const tlog::Trust& trust) {
  const auto opened = tlog::open_checkpoint(appended.checkpoint, trust);
  if (!opened) return std::unexpected(opened.error());
  tlog::TileNodes nodes(store, opened->checkpoint.size);
  auto hashes = tlog::prove_inclusion(nodes, appended.first, opened->checkpoint.size);
  if (!hashes) return std::unexpected(std::move(hashes.error()));
  return tlog::to_text(tlog::EntryProof{entry, appended.first, std::move(*hashes), appended.checkpoint});
}

/// Appends in batches, and says of each entry where it is once that is on the disk.
int append_all(Disk& disk, ledger::FolderStore& store, ledger::Writer& writer, const Batch& batch,
               const std::string& proof_path, const tlog::Trust& trust) {
  for (std::size_t at = 0; at < batch.entries.size(); at += most_in_batch) {
    const auto part = std::span(batch.entries).subspan(at, std::min(most_in_batch, batch.entries.size() - at));
    const auto appended = writer.append(std::vector<std::string_view>(part.begin(), part.end()));
    if (!appended) return fail_in(store.folder(), appended.error());
    std::string lines;
    for (std::size_t i = 0; i != part.size(); ++i)
      lines += std::to_string(appended->first + i) + "  " + to_hex(tlog::leaf_hash(part[i])) + "  " +
               batch.sources[at + i] + "\n";
    if (const int exit = put_out(disk, {}, lines); exit != exit_good) return exit;
    if (proof_path.empty()) continue;
    const auto proof = proof_of(store, *appended, part[0], trust);
    if (!proof) return fail_in(store.folder(), proof.error());
    if (const int exit = put_out(disk, proof_path, *proof); exit != exit_good) return exit;
  }
  return exit_good;
}

}  // namespace

int log_append(const LogAppendOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  spare_key(*disk, options.key);
  Batch batch;
  for (const std::string& path : options.paths)
    if (const auto added = add_file(*disk, path, batch); !added) return fail(added.error());
  if (!options.proof.empty() && batch.entries.size() != 1)
    return fail(bad_usage("--proof is for one entry", "append one, or prove each with `cavra-seal log prove`"));
  if (const auto checked = check_statements(*disk, options.trust, batch); !checked) return fail(checked.error());
  const std::unique_ptr<Disk> log_disk = make_real_disk();
  ledger::FolderStore store(*log_disk, options.log);
  const auto trust = ledger::read_log_keys(store);
  if (!trust) return fail_in(store.folder(), trust.error());
  const auto signer = load_note_signer(options.key, trust->log_keys.back().name, tlog::KeyType::ed25519);
  if (!signer) return fail(signer.error());
  auto writer = ledger::Writer::open(store, *signer, std::chrono::seconds(options.wait));
  if (!writer) return fail_in(store.folder(), writer.error());
  return append_all(*disk, store, *writer, batch, options.proof, *trust);
}

}  // namespace cavra::cli
