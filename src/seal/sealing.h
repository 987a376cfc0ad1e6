/// Making the statement of a chain that is ready.
#pragma once

#include <expected>
#include <string>

#include "chain/chain.h"
#include "seal/statement.h"

namespace cavra::seal {

struct SealingOptions {
  Profile profile = Profile::strict;
  bool allow_sample = false;  ///< a chain of samples may be sealed, and the statement says so
  Time claimed_time{};
};

/// How the chain must be judged to be sealed.
[[nodiscard]] chain::Options judging(const SealingOptions& options);

/// What is to be signed of a chain. `verdict` is the last one of `judge`, on this bundle by judging(options).
/// Error::chain_not_ready when it does not pass; the verdict says why. Error::bad_statement when a packet has no
/// canonical form or the customer no clean reference.
[[nodiscard]] std::expected<Statement, Error> make_statement(const chain::Bundle& bundle,
                                                             const chain::ChainJudge& judge,
                                                             const chain::ChainVerdict& verdict,
                                                             const Catalogue& catalogue, const Policy& policy,
                                                             const SealingOptions& options);

}  // namespace cavra::seal
