/// What is said of a seal, for people and programs.
#pragma once

#include <string>

#include "cavra/verify.h"

namespace cavra::report {

/// One line a role and one a packet, what is wrong and what to do.
[[nodiscard]] std::string verification_text(const SealVerification& verification, bool colour);

/// One JSON object, indented, with a line feed at the end (docs/seal.md); or, compact, one line without it.
[[nodiscard]] std::string verification_json(const SealVerification& verification, bool compact = false);

}  // namespace cavra::report
