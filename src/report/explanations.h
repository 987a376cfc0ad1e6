/// What each code means, in the words of `explain`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cavra/catalogue.h"
#include "cavra/error.h"

namespace cavra::report {

struct Explanation {
  Code code;
  std::string_view means;
  std::string_view why;
  std::string_view mend;
  std::string_view example;
};

/// Those of seals and trust policies.
[[nodiscard]] std::span<const Explanation> explanations_of_seals();

/// There is one for every code.
[[nodiscard]] const Explanation& explanation(Code code);

/// The code that is printed as `word` in any case, such as "g104", or null.
[[nodiscard]] const Explanation* find_explanation(std::string_view word);

[[nodiscard]] std::string explain_code(const Explanation& explanation);
/// The lines of an explanation that say why it blocks and how to mend it, with an example.
[[nodiscard]] std::string why_and_how(const Explanation& explanation);
[[nodiscard]] std::string explain_gate(const Catalogue& catalogue, const GateInfo& info);
/// The checks of that name, of every gate that has one; empty when none has.
[[nodiscard]] std::string explain_check(const Catalogue& catalogue, std::string_view name);

}  // namespace cavra::report
