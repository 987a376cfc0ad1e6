#include "base/sparing_disk.h"
#include "base/utf8.h"
#include "cli/sealing.h"
#include "cli/trusting.h"
#include "crypto/load.h"
#include "seal/dsse.h"
#include "seal/trust_file.h"

namespace cavra::cli {
namespace {

/// The envelope that signs these bytes already, or a new one. What is there and signs other bytes is an older policy's.
std::expected<seal::Envelope, Error> envelope_of(Disk& disk, const std::string& path, const seal::TrustBytes& policy) {
  seal::Envelope fresh{policy.toml, std::string(seal::trust_payload_type), {}};
  std::string bytes = policy.envelope;
  if (const auto place = disk.look(path); bytes.empty() && place && *place == Place::file) {
    auto read = read_small(disk, path);
    if (!read) return std::unexpected(std::move(read.error()));
    bytes = std::move(*read);
  }
  if (bytes.empty()) return fresh;
  auto there = seal::parse_envelope(bytes, path);
  if (!there) return there;
  return there->payload == fresh.payload && there->payload_type == fresh.payload_type ? std::move(*there) : fresh;
}

}  // namespace

int trust_sign(const TrustSignOptions& options) {
  const std::unique_ptr<Disk> disk =
      make_sparing_disk({options.policy, options.output.empty() ? signature_beside(options.policy) : options.output});
  spare_key(*disk, options.key);
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  const auto bytes = read_small(*disk, options.policy);
  if (!bytes) return fail(bytes.error());
  const auto policy = seal::unwrap_trust(*bytes, options.policy);
  if (!policy) return fail(policy.error());
  if (const auto read = seal::read_trust(policy->toml, options.policy); !read) return fail(read.error());
  const std::string path = !options.output.empty()    ? options.output
                           : policy->envelope.empty() ? signature_beside(options.policy)
                                                      : options.policy;
  auto envelope = envelope_of(*disk, path, *policy);
  if (!envelope) return fail(envelope.error());
  const auto signer = open_signer(options.key);
  if (!signer) return fail(signer.error());
  const auto signing = seal::add_signature(*envelope, **signer);
  if (!signing) return fail(signing.error());
  if (const auto written = replace_file(*disk, path, seal::write_envelope(*envelope)); !written)
    return fail(written.error());
  return put_out(*disk, {},
                 printable(path) + (*signing == seal::Signing::added ? ": signed by " : ": was signed before by ") +
                     (*signer)->public_key().id() + "\n");
}

}  // namespace cavra::cli
