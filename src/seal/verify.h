/// What verify() of cavra/verify.h does, for bundles that were read already, and for many seals one after the other.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/verify.h"
#include "chain/chain.h"
#include "seal/packets.h"

namespace cavra::seal {

/// One a thread: it keeps its memory from one seal to the next. All that it is made of must outlive it.
class Verifier {
 public:
  Verifier(const TrustPolicy& trust, const Catalogue& catalogue, const Policy& policy)
      : trust_(trust), catalogue_(catalogue), policy_(policy), judge_(catalogue, policy) {}

  struct Seal {
    std::string_view envelope;
    std::string source;
    const chain::Bundle* bundle = nullptr;  ///< all packets; or
    std::vector<ShownPacket> shown{};       ///< some, each shown alone
  };
  /// Error::not_a_seal, or what the envelope's bytes are refused for; trust_expired.
  [[nodiscard]] std::expected<SealVerification, Error> verify(const Seal& seal, const VerifyOptions& options);

 private:
  const TrustPolicy& trust_;
  const Catalogue& catalogue_;
  const Policy& policy_;
  chain::ChainJudge judge_;
};

}  // namespace cavra::seal
