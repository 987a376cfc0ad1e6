/// A gate as JSON Schema 2020-12, for editors and other validators.
#pragma once

#include <string>

#include "cavra/catalogue.h"

namespace cavra::report {

/// The packets that the gate does not block in a run that is not live, as far as a schema can say it (docs/formats.md
/// lists what it cannot). Titles and descriptions are in words.
[[nodiscard]] std::string gate_schema(const Catalogue& catalogue, const GateInfo& gate);

}  // namespace cavra::report
