#include "seal/verify.h"

namespace cavra {

std::expected<SealVerification, Error> verify(const PolicyFile& envelope, const TrustPolicy& trust,
                                              const std::vector<PolicyFile>& packets, const VerifyOptions& options,
                                              const Catalogue& catalogue, const Policy& policy) {
  seal::Verifier verifier(trust, catalogue, policy);
  seal::Verifier::Seal seal{envelope.bytes, envelope.name};
  if (packets.empty()) return verifier.verify(seal, options);
  const chain::Bundle bundle = chain::read_files(packets, catalogue);
  if (!options.some_packets) {
    seal.bundle = &bundle;
    return verifier.verify(seal, options);
  }
  if (!bundle.errors.empty()) return std::unexpected(bundle.errors.front());
  for (const chain::BundlePacket& packet : bundle.packets) {
    if (packet.gate == chain::no_gate)
      return std::unexpected(Error{Code::unknown_schema, "this is no packet of the ten gates",
                                   "give packets that were sealed", packet.source, 0, 0, 0});
    seal.shown.push_back({packet.gate, packet.source, packet.bytes});
  }
  return verifier.verify(seal, options);
}

}  // namespace cavra
