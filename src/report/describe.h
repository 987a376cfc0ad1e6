/// Shapes of values in words.
#pragma once

#include <string>

#include "gate/tables.h"

namespace cavra::report {

/// What a value must be, a clause without a full stop.
[[nodiscard]] std::string describe(const gate::Tables& tables, const gate::Gate& gate, const gate::Shape& shape);

}  // namespace cavra::report
