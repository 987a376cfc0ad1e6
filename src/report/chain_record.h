/// What a chain's verdict and a seal's verification say, as a Record: so that every format of other tools has them.
#pragma once

#include "cavra/verify.h"
#include "chain/chain.h"
#include "report/chain.h"
#include "report/formats.h"
#include "report/record.h"

namespace cavra::report {

/// A subject a gate, with its own faults and the chain's at its packet; the shortest way to ready.
[[nodiscard]] Record record_of(const Catalogue& catalogue, const chain::Bundle& bundle,
                               const chain::ChainVerdict& verdict);

/// A subject a packet, and one for the seal as a whole with its signatures' faults; roles are notices.
[[nodiscard]] Record record_of(const Catalogue& catalogue, const SealVerification& verification);

/// One of the formats of other tools, for one bundle.
[[nodiscard]] std::unique_ptr<ChainReport> make_chain_format(const Catalogue& catalogue, Format format, Site site);

}  // namespace cavra::report
