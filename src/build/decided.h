/// What packets of a bundle decide in a packet that is built beside them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "chain/chain.h"

namespace cavra::build {

/// A value that is no matter of answers.
struct Decided {
  std::string field;
  std::string record;  ///< the id of the element of `field`; empty: `member` is a control
  std::string member;
  nlohmann::json value;
  std::string because;  ///< why it is not what one would like, a clause; empty when it is
};

/// What of a gate's packet speaks of other packets of the bundle than those it is built from: a component is sealed
/// when its own gate says now that its packet is ready (of samples: that it has no blocker), a control is true when the
/// packet that it speaks of has no blocker.
[[nodiscard]] std::vector<Decided> decided_by(const GateInfo& gate, const chain::ChainVerdict& verdict);

/// The same without the values, for those who ask what is left to answer.
[[nodiscard]] std::vector<Decided> decided_fields(const GateInfo& gate);

/// The one for that place, or null.
[[nodiscard]] const Decided* find_decided(const std::vector<Decided>& decided, std::string_view field,
                                          std::string_view record, std::string_view member);

}  // namespace cavra::build
