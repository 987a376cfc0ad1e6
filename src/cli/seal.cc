#include "base/sparing_disk.h"
#include "seal/sealing.h"

#include "base/hex.h"
#include "cli/catalogues.h"
#include "cli/sealing.h"
#include "crypto/load.h"
#include "report/chain.h"
#include "seal/dsse.h"

namespace cavra::cli {
namespace {

int write(Disk& disk, const SealOptions& options, const seal::Statement& statement) {
  const std::string payload = seal::write_statement(statement);
  if (const int exit =
          put_out(disk, options.output, seal::write_envelope({payload, std::string(seal::payload_type), {}}));
      exit != exit_good)
    return exit;
  if (options.output.empty()) return exit_good;
  const std::string said =
      "sealed: 10 packets, " + statement.evidence_mode + ", " + statement.profile +
      "\nstatement sha256:" + to_hex(crypto::sha256(payload)) +
      "\nto be signed by release, customer_success, security, support, communications and archive\n";
  return put_out(disk, {}, said);
}

/// What there is to mend, as `chain` says it. Where the seal would have gone to stdout nothing else does.
int show_chain(Disk& disk, const SealOptions& options, const chain::Bundle& bundle,
               const chain::ChainVerdict& verdict) {
  if (options.output.empty()) return exit_good;
  std::string text;
  const auto report = report::make_chain_text(use_colour(options.colour));
  report->begin(text);
  report->chain(text, {bundle, verdict});
  report->end(text, {.bundles = 1, .blocked = 1});
  return put_out(disk, {}, text);
}

}  // namespace

int seal(const SealOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  const auto policy = load_policy(*disk, options.policy);
  if (!policy) return fail(policy.error());
  const auto bundle = chain::read_bundle(*disk, options.bundle, *catalogue);
  if (!bundle) return fail(bundle.error());
  const seal::SealingOptions sealing{options.profile == "compat" ? Profile::compat : Profile::strict,
                                     options.allow_sample, clock_time()};
  chain::ChainJudge judge(*catalogue, *policy);
  const auto verdict = judge.judge(*bundle, seal::judging(sealing));
  if (!verdict) return fail(verdict.error());
  if (const auto settled = settle(*disk, options.policy, judge.usage()); !settled) return fail(settled.error());
  const auto statement = seal::make_statement(*bundle, judge, *verdict, *catalogue, *policy, sealing);
  if (statement) return write(*disk, options, *statement);
  if (statement.error().code != Code::chain_not_ready) return fail(statement.error());
  if (const int shown = show_chain(*disk, options, *bundle, *verdict); shown != exit_good) return shown;
  complain(statement.error());
  return exit_blocked;
}

}  // namespace cavra::cli
