#include "base/sparing_disk.h"
#include "base/utf8.h"
#include "cli/catalogues.h"
#include "cli/envelopes.h"
#include "cli/signing.h"
#include "cli/terminal.h"
#include "crypto/load.h"
#include "seal/packets.h"
#include "seal/rejudge.h"
#include "seal/statement.h"

namespace cavra::cli {
namespace {

// What speaks against signing: packets that are not those that were sealed, or a chain that is not ready now.
std::expected<std::vector<Error>, Error> objections(Disk& disk, const SignOptions& options,
                                                    const seal::Statement& statement) {
  const auto catalogue = load_catalogue(disk, options.gates);
  if (!catalogue) return std::unexpected(catalogue.error());
  const auto policy = load_policy(disk, options.policy);
  if (!policy) return std::unexpected(policy.error());
  const auto bundle = chain::read_bundle(disk, options.bundle, *catalogue);
  if (!bundle) return std::unexpected(bundle.error());
  seal::PacketAnswer packets = seal::compare_bundle(statement, *bundle);
  if (packets.all_same) {
    chain::ChainJudge judge(*catalogue, *policy);
    auto again = seal::rejudge(statement, *bundle, judge, *catalogue, *policy, clock_time(), true);
    if (!again) return std::unexpected(std::move(again.error()));
    packets.faults.insert(packets.faults.end(), again->faults.begin(), again->faults.end());
  }
  std::vector<Error> found;
  for (const SealFault& fault : packets.faults)
    if (fault.decides) found.push_back({fault.code, fault.what, fault.todo, options.bundle, 0, 0, 0});
  if (!packets.all_same && found.empty())
    found.push_back({Code::missing_packet, "not all ten packets are there", "give the bundle that was sealed",
                     options.bundle, 0, 0, 0});
  return found;
}

// "release.seal: signed by KEYID; 3 signatures"
std::string said(const std::string& path, seal::Signing signing, const crypto::PublicKey& key, std::size_t count) {
  std::string text =
      printable(path) + (signing == seal::Signing::added ? ": signed by " : ": was signed before by ") + key.id();
  return text + "; " + std::to_string(count) + (count == 1 ? " signature\n" : " signatures\n");
}

int sign_with(Disk& disk, const SignOptions& options, seal::Envelope& envelope) {
  spare_key(disk, options.key);
  const auto signer = open_signer(options.key);
  if (!signer) return fail(signer.error());
  const auto signing = seal::add_signature(envelope, **signer);
  if (!signing) return fail(signing.error());
  const std::string& output = options.output.empty() ? options.seal : options.output;
  if (*signing == seal::Signing::added || !options.output.empty())
    if (const auto written = replace_file(disk, output, seal::write_envelope(envelope)); !written)
      return fail(written.error());
  return put_out(disk, {}, said(output, *signing, (*signer)->public_key(), envelope.signatures.size()));
}

}  // namespace

int sign(const SignOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk({options.seal});
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  auto envelope = read_seal(*disk, options.seal);
  if (!envelope) return fail(envelope.error());
  const auto statement = seal::parse_statement(envelope->payload, options.seal);
  if (!statement) return fail(statement.error());
  if (!options.bundle.empty()) {
    const auto found = objections(*disk, options, *statement);
    if (!found) return fail(found.error());
    for (const Error& objection : *found) complain(objection);
    if (!found->empty()) return exit_blocked;
  }
  return sign_with(*disk, options, *envelope);
}

}  // namespace cavra::cli
