#include "cli/log_files.h"

#include <algorithm>

#include "base/sparing_disk.h"
#include "base/utf8.h"
#include "cli/trusting.h"
#include "crypto/keys.h"
#include "ledger/lookup.h"
#include "ledger/statement.h"
#include "ledger/writer.h"
#include "seal/statement.h"
#include "seal/trust_file.h"

namespace cavra::cli {

std::expected<ledger::NoteSigner, Error> load_note_signer(const KeyOptions& options, const std::string& name,
                                                          tlog::KeyType type) {
  if (!tlog::is_key_name(name))
    return std::unexpected(bad_usage("\"" + printable(name) + "\" is no name for a log or a witness",
                                     "use something like log.example/seals, without spaces and plus"));
  auto loaded = open_signer(options);
  if (!loaded) return std::unexpected(std::move(loaded.error()));
  const std::shared_ptr<crypto::Signer> signer = std::move(*loaded);
  const auto raw = signer->public_key().ed25519_bytes();
  if (!raw)
    return std::unexpected(Error{Code::wrong_log_key, "the key is no Ed25519 key", "make one with `cavra-seal keygen`",
                                 options.key, 0, 0, 0});
  tlog::VerifierKey key;
  key.name = name;
  key.type = type;
  std::ranges::copy(*raw, key.key.begin());
  return ledger::NoteSigner{std::move(key), [signer](std::string_view message) { return signer->sign(message); }};
}

std::expected<tlog::Trust, Error> log_trust(Disk& disk, ledger::Store& store, const LogTrustOptions& options) {
  tlog::Trust trust;
  if (!options.trust.empty()) {
    const auto policy = load_trust(disk, TrustOptions{options.trust, {}, {}, 0});
    if (!policy) return std::unexpected(policy.error());
    auto named = ledger::log_trust_of(policy->file().trust);
    if (!named) return named;
    trust = std::move(*named);
  } else if (options.log_keys.empty()) {
    auto own = ledger::read_log_keys(store);
    if (!own) return own;
    trust = std::move(*own);
  }
  for (const std::string& text : options.log_keys) {
    auto key = tlog::parse_verifier_key(text);
    if (!key) return std::unexpected(std::move(key.error()));
    trust.log_keys.push_back(std::move(*key));
  }
  for (const std::string& text : options.witnesses) {
    auto key = tlog::parse_verifier_key(text);
    if (!key) return std::unexpected(std::move(key.error()));
    trust.witnesses.push_back(std::move(*key));
  }
  if (options.quorum != 0) trust.quorum = options.quorum;
  return trust;
}

std::expected<tlog::Opened, Error> open_log_checkpoint(ledger::FolderStore& store, const tlog::Trust& trust) {
  const auto bytes = store.read(std::string(tlog::checkpoint_path));
  if (!bytes) return std::unexpected(bytes.error());
  auto opened = tlog::open_checkpoint(*bytes, trust);
  if (!opened) opened.error().source = store.folder() + "/" + std::string(tlog::checkpoint_path);
  return opened;
}

std::expected<tlog::Opened, Error> open_checkpoint_file(Disk& disk, const std::string& path, const tlog::Trust& trust) {
  const auto bytes = read_small(disk, path);
  if (!bytes) return std::unexpected(bytes.error());
  auto opened = tlog::open_checkpoint(*bytes, trust);
  if (!opened) opened.error().source = path;
  return opened;
}

std::expected<ReadLog, Error> read_log(const std::string& log, const LogTrustOptions& options,
                                       const std::string& checkpoint) {
  std::unique_ptr<Disk> disk = make_sparing_disk();
  ledger::FolderStore store(*disk, log);
  auto trust = log_trust(*disk, store, options);
  if (!trust) {
    if (trust.error().source.empty()) trust.error().source = log;
    return std::unexpected(std::move(trust.error()));
  }
  auto opened =
      checkpoint.empty() ? open_log_checkpoint(store, *trust) : open_checkpoint_file(*disk, checkpoint, *trust);
  if (!opened) return std::unexpected(std::move(opened.error()));
  return ReadLog{std::move(disk), std::move(store), std::move(*trust), std::move(*opened)};
}

std::expected<std::string, Error> entry_in(std::string bytes, const std::string& source) {
  const auto envelope = seal::parse_envelope(bytes, source);
  if (envelope && envelope->payload_type == seal::payload_type) {
    const auto statement = seal::parse_statement(envelope->payload, source);
    if (!statement) return std::unexpected(statement.error());
    if (envelope->signatures.empty())
      return std::unexpected(
          Error{Code::bad_entry, "nobody has signed the seal", "have its owners sign it first", source, 0, 0, 0});
    std::vector<std::string> signatures;
    for (const seal::Signature& signature : envelope->signatures) signatures.push_back(signature.sig);
    return seal::write_record(seal::make_record(envelope->payload, statement->evidence_mode, signatures));
  }
  if (const auto entry = ledger::parse_entry(bytes, source); !entry) return std::unexpected(entry.error());
  return bytes;
}

int fail_in(const std::string& log, Error error) {
  if (error.source.empty()) error.source = log;
  return fail(error);
}

}  // namespace cavra::cli
