/// What a definition says in two places must agree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gate/definition.h"

namespace cavra::gate {

struct Disagreement {
  std::string what;
  std::string todo;
  std::uint32_t line;
};

/// The first of these: a name given twice, an owner or a control that no check requires, an upstream field without its
/// check, a result of no gate.
[[nodiscard]] std::optional<Disagreement> disagreement(const GateDefinition& gate);

}  // namespace cavra::gate
