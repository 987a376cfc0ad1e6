#include <chrono>

#include "base/sparing_disk.h"
#include "cli/log_files.h"
#include "ledger/writer.h"

namespace cavra::cli {
namespace {

/// The signature lines of a file: what `log witness` writes, or a whole checkpoint.
std::expected<std::vector<tlog::NoteSignature>, Error> read_signatures(Disk& disk, const std::string& path,
                                                                       const std::string& text) {
  const auto bytes = read_small(disk, path);
  if (!bytes) return std::unexpected(bytes.error());
  const std::size_t lines = bytes->find("\n\n");
  if (lines != std::string::npos && bytes->substr(0, lines + 1) != text)
    return std::unexpected(Error{Code::other_log, "it is another checkpoint than the log's newest",
                                 "have the newest checkpoint signed", path, 0, 1, 1});
  auto note = tlog::parse_note(text + "\n" + (lines == std::string::npos ? *bytes : bytes->substr(lines + 2)));
  if (!note) {
    note.error().source = path;
    return std::unexpected(std::move(note.error()));
  }
  return std::move(note->signatures);
}

/// Adds what witnesses signed. Only signatures of witnesses that are named are taken, so that nobody fills the
/// checkpoint with others.
std::expected<std::string, Error> add_signatures(Disk& disk, ledger::FolderStore& store,
                                                 const LogCheckpointOptions& options, const tlog::Trust& trust) {
  const auto now = open_log_checkpoint(store, trust);
  if (!now) return std::unexpected(now.error());
  std::vector<tlog::NoteSignature> taken;
  for (const std::string& path : options.add) {
    const auto signatures = read_signatures(disk, path, now->note.text);
    if (!signatures) return std::unexpected(signatures.error());
    for (const tlog::NoteSignature& signature : *signatures) {
      const auto verified = tlog::verify_note({now->note.text, {signature}}, trust.witnesses);
      if (!verified) return std::unexpected(verified.error());
      if (!verified->empty()) taken.push_back(signature);
    }
  }
  if (taken.empty())
    return std::unexpected(Error{Code::unknown_signer,
                                 "no signature is of a witness that was named",
                                 "name the witnesses' verifier keys with --witness",
                                 {},
                                 0,
                                 0,
                                 0});
  const auto signer = load_note_signer(options.key, trust.log_keys.back().name, tlog::KeyType::ed25519);
  if (!signer) return std::unexpected(signer.error());
  auto writer = ledger::Writer::open(store, *signer, std::chrono::seconds(options.wait));
  if (!writer) return std::unexpected(std::move(writer.error()));
  return writer->add_signatures(now->note.text, taken);
}

}  // namespace

int log_checkpoint(const LogCheckpointOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  spare_key(*disk, options.key);
  const std::unique_ptr<Disk> log_disk = make_real_disk();
  ledger::FolderStore store(*log_disk, options.log);
  const auto trust = log_trust(*disk, store, options.trust);
  if (!trust) return fail_in(options.log, trust.error());
  if (!options.add.empty()) {
    const auto bytes = add_signatures(*disk, store, options, *trust);
    return bytes ? put_out(*disk, options.output, *bytes) : fail(bytes.error());
  }
  const auto opened = open_log_checkpoint(store, *trust);
  return opened ? put_out(*disk, options.output, tlog::to_text(opened->note)) : fail(opened.error());
}

}  // namespace cavra::cli
