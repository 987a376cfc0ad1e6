/// Findings in words. Only names out of definitions are used: never a value or an unknown key of a packet.
#pragma once

#include <string>

#include "gate/finding.h"
#include "gate/tables.h"

namespace cavra::gate {

/// The message of a check in which nothing is wrong.
[[nodiscard]] std::string passed_message(const Tables& tables, const Gate& gate, const Check& check);

/// Where a finding stands among its like, from 0; json::no_node where it stands in no list or object of its like.
struct Ordinals {
  std::uint32_t record = json::no_node;  ///< its record in the array
  std::uint32_t value = json::no_node;   ///< the value at fault in its list of references or texts, or in its object
};

/// One clause on what is wrong.
[[nodiscard]] std::string message(const Tables& tables, const Gate& gate, const Finding& finding, Ordinals at);

/// What to do about it.
[[nodiscard]] std::string hint(const Tables& tables, const Gate& gate, const Finding& finding, Ordinals at);

}  // namespace cavra::gate
