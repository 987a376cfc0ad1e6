#include "cli/verify.h"

#include <algorithm>
#include <array>

#include "base/sparing_disk.h"
#include "base/utf8.h"
#include "cli/catalogues.h"
#include "cli/formats.h"
#include "cli/log_word.h"
#include "cli/sealing.h"
#include "cli/trusting.h"
#include "cli/verify_each.h"
#include "crypto/load.h"
#include "ledger/lookup.h"
#include "ledger/store.h"
#include "report/chain_record.h"
#include "report/verification.h"
#include "seal/timestamp.h"
#include "seal/trust_file.h"
#include "seal/verify.h"

namespace cavra::cli {
namespace {

/// What of the command line does not go together.
std::optional<Error> contradiction(const VerifyOptions& options) {
  if (options.each.empty() == options.seals.empty())
    return bad_usage("verify wants a seal, or --each and a folder of bundles",
                     "say `cavra-seal verify SEAL --trust POLICY`");
  if (options.trust.policy.empty())
    return bad_usage("--trust is missing: nothing says whose signatures count",
                     "make a policy with `cavra-seal trust init`");
  if (!options.each.empty() && options.reporting.tool())
    return bad_usage("--each goes with --format text, json and ndjson alone", "verify that seal alone");
  if (options.seals.size() > 1)
    return bad_usage("one seal at a time is verified", "for a folder of bundles, each with its seal, say --each DIR");
  if (!options.each.empty() && (!options.bundle.empty() || !options.only.empty() || !options.export_pae.empty()))
    return bad_usage("--each goes with none of --bundle, --only and --export-pae", "verify that seal alone");
  if (!options.proof.empty() && !options.log.empty())
    return bad_usage("--proof and --log do not go together", "the log says all that a proof says");
  if (!options.each.empty() && (!options.proof.empty() || !options.log.empty()))
    return bad_usage("--each goes with neither --proof nor --log", "verify that seal alone");
  if (!options.bundle.empty() && !options.only.empty())
    return bad_usage("--bundle and --only do not go together", "give all ten packets, or some");
  if (options.rejudge && options.bundle.empty() && options.each.empty())
    return bad_usage("--rejudge wants all ten packets", "give them with --bundle");
  return std::nullopt;
}

/// "SLUG=FILE" of --only.
std::expected<seal::ShownPacket, Error> read_shown(Disk& disk, const std::string& text) {
  const std::size_t at = text.find('=');
  const std::string_view slug = std::string_view(text).substr(0, at);
  const auto* const gate =
      std::find_if(seal::sealed_gates.begin(), seal::sealed_gates.end(),
                   [slug](const seal::SealedGate& one) { return one.slug == slug || one.id == slug; });
  if (at == std::string::npos || gate == seal::sealed_gates.end())
    return std::unexpected(bad_usage("--only wants SLUG=FILE, SLUG being a gate of the lifecycle",
                                     "write it as --only customer-lifecycle-status=status.json"));
  std::string path = text.substr(at + 1);
  auto bytes = read_small(disk, path);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return seal::ShownPacket{static_cast<std::size_t>(gate - seal::sealed_gates.begin()), std::move(path),
                           std::move(*bytes)};
}

/// When the signatures existed, by the authorities of the trust policy.
std::expected<ProvenTime, Error> read_token(Disk& disk, const VerifyOptions& options, const std::string& seal,
                                            const TrustPolicy& trust) {
  auto token = read_small(disk, options.token);
  if (!token) return std::unexpected(std::move(token.error()));
  if (trust.file().trust.timestamp_authorities.empty())
    return std::unexpected(Error{Code::bad_trust_policy, "the trust policy names no time stamping authority",
                                 "add its certificate to it under timestamp_authorities", options.token, 0, 0, 0});
  std::expected<seal::SealRecord, Error> record;
  if (options.record.empty()) {
    const auto envelope = seal::parse_envelope(seal, options.seals.front());
    if (!envelope) return std::unexpected(envelope.error());
    record = seal::record_of(*envelope, options.seals.front());
  } else {
    const auto bytes = read_small(disk, options.record);
    if (!bytes) return std::unexpected(bytes.error());
    record = seal::parse_record(*bytes, options.record);
  }
  if (!record) return std::unexpected(std::move(record.error()));
  return seal::prove_time({options.token, std::move(*token)}, *record, trust.file().trust.timestamp_authorities);
}

/// What a log and an authority say goes into `ask`. What proves nothing is a fault of the verdict, which says all the
/// rest as well.
std::expected<void, Error> read_proofs(Disk& disk, const VerifyOptions& options, const std::string& envelope,
                                       const TrustPolicy& trust, cavra::VerifyOptions& ask) {
  const auto refuse = [&ask](const Error& error) -> std::expected<void, Error> {
    constexpr std::array proving_nothing = {Code::wrong_proof, Code::not_in_log, Code::bad_timestamp,
                                            Code::timestamp_not_trusted};
    if (std::ranges::find(proving_nothing, error.code) == proving_nothing.end()) return std::unexpected(error);
    ask.refused.push_back({error.code, true, printable(error.source) + ": " + error.what, error.todo});
    return {};
  };
  if (!options.proof.empty() || !options.log.empty())
    if (const auto asked = ask_log(disk, {options.proof, options.log}, envelope, options.seals.front(), trust, ask);
        !asked)
      if (auto refused = refuse(asked.error()); !refused) return refused;
  if (options.token.empty()) return {};
  auto proven = read_token(disk, options, envelope, trust);
  if (!proven) return refuse(proven.error());
  ask.proven = std::move(*proven);
  return {};
}

/// Writes what was found, as the options ask.
int tell(Disk& disk, const Reporting& reporting, const Catalogue& catalogue, const SealVerification& verified) {
  const std::string word = reporting.word();
  if (word == "text") return put_out(disk, reporting.output, report::verification_text(verified, reporting.coloured()));
  if (word == "ndjson") return put_out(disk, reporting.output, report::verification_json(verified, true) + "\n");
  const auto tool = reporting.tool();
  if (!tool) return put_out(disk, reporting.output, report::verification_json(verified, false));
  auto sink = Sink::open(disk, reporting.output);
  if (!sink) return fail(sink.error());
  if (const auto written = write_record(disk, *sink, *tool, report::record_of(catalogue, verified)); !written)
    return fail(written.error());
  const auto finished = sink->finish();
  return finished ? exit_good : fail(finished.error());
}

int verify_one(Disk& disk, const VerifyOptions& options, const Verifying& with) {
  const std::string& path = options.seals.front();
  const auto envelope = read_small(disk, path);
  if (!envelope) return fail(envelope.error());
  std::optional<chain::Bundle> bundle;
  seal::Verifier::Seal seal{*envelope, path};
  if (!options.bundle.empty()) {
    auto read = chain::read_bundle(disk, options.bundle, with.catalogue);
    if (!read) return fail(read.error());
    bundle = std::move(*read);
    seal.bundle = &*bundle;
  }
  for (const std::string& text : options.only) {
    auto shown = read_shown(disk, text);
    if (!shown) return fail(shown.error());
    seal.shown.push_back(std::move(*shown));
  }
  seal::Verifier verifier(with.trust, with.catalogue, with.policy);
  cavra::VerifyOptions ask = with.options;
  if (const auto proved = read_proofs(disk, options, *envelope, with.trust, ask); !proved) return fail(proved.error());
  const auto verified = verifier.verify(seal, ask);
  if (!verified) return fail(verified.error());
  if (!options.export_pae.empty())
    if (const auto written = export_pae(disk, options.export_pae, *envelope, path, with.trust); !written)
      return fail(written.error());
  if (!options.reporting.silent())
    if (const int told = tell(disk, options.reporting, with.catalogue, *verified); told != exit_good) return told;
  return verified->valid() ? exit_good : exit_blocked;
}

}  // namespace

int verify(const VerifyOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  if (const auto wrong = contradiction(options)) return fail(*wrong);
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  const auto at = read_time("--at", options.at);
  if (!at) return fail(at.error());
  const auto trust = load_trust(*disk, options.trust);
  if (!trust) return fail(trust.error());
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  const auto policy = load_policy(*disk, options.policy);
  if (!policy) return fail(policy.error());
  Verifying with{*trust, *catalogue, *policy, {}};
  with.options.now = *at;
  with.options.current = options.current;
  with.options.rejudge = options.rejudge;
  return options.each.empty() ? verify_one(*disk, options, with) : verify_each(*disk, options, with);
}

}  // namespace cavra::cli
