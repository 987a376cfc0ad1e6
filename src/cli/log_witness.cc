#include "base/sparing_disk.h"
#include "base/time.h"
#include "cli/log_files.h"
#include "ledger/witness.h"

namespace cavra::cli {
namespace {

std::expected<ledger::Cosigned, Error> cosign(Disk& disk, const LogWitnessOptions& options,
                                              const ledger::Witness& witness, const ledger::NoteSigner& signer) {
  const auto now = static_cast<std::uint64_t>(clock_time().time_since_epoch().count());
  if (!options.log.empty()) {
    ledger::FolderStore log(disk, options.log);
    return witness.cosign(log, signer, now);
  }
  const auto bytes = read_small(disk, options.request);
  if (!bytes) return std::unexpected(bytes.error());
  const auto shown = tlog::parse_continuation(*bytes);
  if (!shown) {
    Error error = shown.error();
    error.source = options.request;
    return std::unexpected(std::move(error));
  }
  return witness.cosign(*shown, signer, now);
}

}  // namespace

int log_witness(const LogWitnessOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  spare_key(*disk, options.key);
  if (options.verifier) {
    const auto shown = load_note_signer(options.key, options.name, tlog::KeyType::cosignature);
    return shown ? put_out(*disk, options.output, shown->key.to_text() + "\n") : fail(shown.error());
  }
  if (options.log.empty() == options.request.empty())
    return fail(bad_usage("a witness wants a log or a request",
                          "name a log's folder with --log, or what `cavra-seal log consistency` wrote"));
  if (options.trust.log_keys.empty() && options.trust.trust.empty())
    return fail(
        bad_usage("--log-key is missing: a witness takes no log's word for who it is", "name the log's verifier key"));
  const auto signer = load_note_signer(options.key, options.name, tlog::KeyType::cosignature);
  if (!signer) return fail(signer.error());
  ledger::FolderStore store(*disk, options.log);
  const auto trust = log_trust(*disk, store, options.trust);
  if (!trust) return fail(trust.error());
  const std::unique_ptr<Disk> own = make_real_disk();  // what the witness saw is read, and replaced
  const ledger::Witness witness(*own, options.folder, *trust);
  const auto cosigned = cosign(*disk, options, witness, *signer);
  if (cosigned) return put_out(*disk, options.output, cosigned->line);
  const Code code = cosigned.error().code;
  const bool judged = code == Code::split_view || code == Code::older_than_seen || code == Code::wrong_consistency;
  complain(cosigned.error());
  return judged ? exit_blocked : exit_failed;
}

}  // namespace cavra::cli
