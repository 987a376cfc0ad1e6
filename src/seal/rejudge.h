/// The chain of a seal, judged again from nothing.
#pragma once

#include <expected>

#include "cavra/verify.h"
#include "chain/chain.h"
#include "seal/statement.h"

namespace cavra::seal {

struct RejudgeAnswer {
  Rejudgement rejudgement;
  std::vector<SealFault> faults;
};

/// `time` is when waivers are judged. The judge must have been made with `catalogue` and `policy`; a statement with
/// waivers is judged by a policy made from `policy` and them.
[[nodiscard]] std::expected<RejudgeAnswer, Error> rejudge(const Statement& statement, const chain::Bundle& bundle,
                                                          chain::ChainJudge& judge, const Catalogue& catalogue,
                                                          const Policy& policy, Time time, bool must);

}  // namespace cavra::seal
