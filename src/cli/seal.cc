#include "seal/sealing.h"

#include "cli/catalogues.h"
#include "cli/sealing.h"
#include "base/hex.h"
#include "crypto/load.h"
#include "seal/dsse.h"

namespace cavra::cli {
namespace {

int write(Disk& disk, const SealOptions& options, const seal::Statement& statement) {
  const std::string payload = seal::write_statement(statement);
  auto sink = Sink::open(disk, options.output);
  if (!sink) return fail(sink.error());
  if (const auto written = sink->write(seal::write_envelope({payload, std::string(seal::payload_type), {}})); !written) return fail(written.error());
  if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  if (options.output.empty()) return exit_good;
  auto out = Sink::open(disk, {});
  if (!out) return fail(out.error());
  const std::string said = "sealed: 10 packets, " + statement.evidence_mode + ", " + statement.profile + "\nstatement sha256:" + to_hex(crypto::sha256(payload)) +
                           "\nto be signed by release, customer_success, security, support, communications and archive\n";
  const auto written = out->write(said);
  return written ? exit_good : fail(written.error());
}

}  // namespace

int seal(const SealOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  const auto policy = load_policy(*disk, options.policy);
  if (!policy) return fail(policy.error());
  const auto bundle = chain::read_bundle(*disk, options.bundle, *catalogue);
  if (!bundle) return fail(bundle.error());
  const seal::SealingOptions sealing{options.profile == "compat" ? Profile::compat : Profile::strict, options.allow_sample, clock_time()};
  chain::ChainJudge judge(*catalogue, *policy);
  const auto verdict = judge.judge(*bundle, seal::judging(sealing));
  if (!verdict) return fail(verdict.error());
  if (const auto settled = settle(*disk, options.policy, judge.usage()); !settled) return fail(settled.error());
  const auto statement = seal::make_statement(*bundle, *verdict, *catalogue, *policy, sealing);
  if (statement) return write(*disk, options, *statement);
  complain(statement.error());
  return statement.error().code == Code::chain_not_ready ? exit_blocked : exit_failed;
}

}  // namespace cavra::cli
