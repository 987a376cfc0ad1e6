/// Findings of `structure` and `reference_hygiene` in words, under the same rule: names out of definitions alone.
#pragma once

#include <string>

#include "gate/finding.h"
#include "gate/tables.h"
#include "json/position.h"

namespace cavra::gate {

/// The known name that a place goes by: its own key, or the nearest one above it with a known key. Of an element,
/// "element 2 of NAME".
[[nodiscard]] std::string place_name(const Tables& tables, const json::Document& document, json::Pointers& pointers,
                                     json::NodeId node);

[[nodiscard]] std::string further_message(const Tables& tables, const json::Document& document,
                                          json::Pointers& pointers, const Finding& finding);
[[nodiscard]] std::string further_hint(const Finding& finding);

/// The message of a further check in which nothing is wrong.
[[nodiscard]] std::string_view further_passed(std::uint16_t further);

}  // namespace cavra::gate
