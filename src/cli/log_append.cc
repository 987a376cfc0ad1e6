#include <chrono>
#include <string_view>

#include "base/hex.h"
#include "cli/log_files.h"
#include "ledger/writer.h"
#include "tlog/proof.h"

namespace cavra::cli {
namespace {

/// Entries that are appended together, and where each came from.
struct Batch {
  std::vector<std::string> entries;
  std::vector<std::string> sources;
};

constexpr std::size_t most_in_batch = 65536;

std::expected<void, Error> add_file(Disk& disk, const std::string& path, Batch& batch) {
  auto bytes = read_small_file(disk, path);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  batch.entries.push_back(std::move(*bytes));
  batch.sources.push_back(path);
  return {};
}

/// The proof of the entry that was appended last, which is all that the batch has.
std::expected<std::string, Error> proof_of(ledger::Store& store, const ledger::Appended& appended, const tlog::Trust& trust) {
  const auto opened = tlog::open_checkpoint(appended.checkpoint, trust);
  if (!opened) return std::unexpected(opened.error());
  tlog::TileNodes nodes(store, opened->checkpoint.size);
  auto hashes = tlog::prove_inclusion(nodes, appended.first, opened->checkpoint.size);
  if (!hashes) return std::unexpected(std::move(hashes.error()));
  return tlog::to_text(tlog::EntryProof{std::nullopt, appended.first, std::move(*hashes), appended.checkpoint});
}

}  // namespace

int log_append(const LogAppendOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  Batch batch;
  for (const std::string& path : options.paths)
    if (const auto added = add_file(*disk, path, batch); !added) return fail(added.error());
  if (!options.proof.empty() && batch.entries.size() != 1)
    return fail({Code::bad_usage, "--proof is for one entry", "append one, or prove each with `cavra-seal log prove`", {}, 0, 0, 0});
  ledger::FolderStore store(*disk, options.log);
  const auto trust = ledger::read_log_keys(store);
  if (!trust) return fail(trust.error());
  const auto signer = load_note_signer(*disk, options.key, trust->log_keys.back().name, tlog::KeyType::ed25519);
  if (!signer) return fail(signer.error());
  auto writer = ledger::Writer::open(store, *signer, std::chrono::seconds(options.wait));
  if (!writer) return fail(writer.error());
  for (std::size_t at = 0; at < batch.entries.size(); at += most_in_batch) {
    const std::size_t end = std::min(batch.entries.size(), at + most_in_batch);
    const std::vector<std::string_view> entries(batch.entries.begin() + static_cast<std::ptrdiff_t>(at), batch.entries.begin() + static_cast<std::ptrdiff_t>(end));
    const auto appended = writer->append(entries);
    if (!appended) return fail(appended.error());
    std::string lines;
    for (std::size_t i = at; i != end; ++i)
      lines += std::to_string(appended->first + i - at) + "  " + to_hex(tlog::leaf_hash(batch.entries[i])) + "  " + batch.sources[i] + "\n";
    if (const int exit = put_out(*disk, {}, lines); exit != exit_good) return exit;
    if (options.proof.empty()) continue;
    const auto proof = proof_of(store, *appended, *trust);
    if (!proof) return fail(proof.error());
    if (const int exit = put_out(*disk, options.proof, *proof); exit != exit_good) return exit;
  }
  return exit_good;
}

}  // namespace cavra::cli
