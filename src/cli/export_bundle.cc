#include <algorithm>

#include "base/sparing_disk.h"
#include "cli/envelopes.h"
#include "cli/signing.h"
#include "cli/terminal.h"
#include "cli/trusting.h"
#include "crypto/load.h"
#include "seal/sigstore.h"
#include "seal/trust_file.h"

namespace cavra::cli {
namespace {

std::unexpected<Error> wrong(Code code, std::string what, std::string todo, std::string source = {}) {
  return std::unexpected(Error{code, std::move(what), std::move(todo), std::move(source), 0, 0, 0});
}

// The signatures that count for the role, each under the id of the key that it verifies under.
std::expected<std::vector<seal::Signature>, Error> of_role(Disk& disk, const ExportBundleOptions& options,
                                                           const seal::Envelope& envelope) {
  if (options.trust.policy.empty())
    return wrong(Code::bad_usage, "--trust is missing: nothing says whose key is which role's",
                 "give the trust policy, or say --keyid");
  const auto role = seal::find_role(options.role);
  if (!role)
    return wrong(Code::bad_usage, "there is no such role",
                 "use release, customer_success, security, support, communications or archive");
  const auto trust = load_trust(disk, options.trust);
  if (!trust) return std::unexpected(trust.error());
  const std::string message = seal::pae(envelope);
  std::vector<seal::Signature> found;
  for (const seal::TrustKey& key : trust->file().trust.keys)
    for (const seal::Signature& signature : envelope.signatures)
      if (key.role == *role && key.key.verify(message, signature.sig)) found.push_back({key.key.id(), signature.sig});
  return found;
}

std::expected<seal::Signature, Error> chosen(Disk& disk, const ExportBundleOptions& options,
                                             const seal::Envelope& envelope) {
  if (options.role.empty() && options.keyid.empty())
    return wrong(Code::bad_usage, "a bundle has one signature: nothing says which",
                 "say --role with --trust, or --keyid");
  std::vector<seal::Signature> found = envelope.signatures;
  if (!options.role.empty()) {
    auto counted = of_role(disk, options, envelope);
    if (!counted) return std::unexpected(std::move(counted.error()));
    found = std::move(*counted);
  }
  if (!options.keyid.empty())
    std::erase_if(found, [&options](const seal::Signature& one) { return one.keyid != options.keyid; });
  if (found.size() == 1) return std::move(found.front());
  if (found.empty())
    return wrong(Code::bad_envelope, "it has no such signature", "see who signed: cavra-seal verify", options.seal);
  return wrong(Code::bad_envelope, "it has more than one such signature", "choose one with --keyid", options.seal);
}

}  // namespace

int export_bundle(const ExportBundleOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  const auto envelope = read_seal(*disk, options.seal);
  if (!envelope) return fail(envelope.error());
  const auto signature = chosen(*disk, options, *envelope);
  if (!signature) return fail(signature.error());
  return put_out(*disk, options.output, seal::write_sigstore_bundle(*envelope, *signature));
}

}  // namespace cavra::cli
