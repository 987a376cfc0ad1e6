/// Who answers for a field of a packet.
#pragma once

#include <string>

#include "gate/tables.h"
#include "json/document.h"

namespace cavra::gate {

/// The reference that `owner` names in the packet; `record` is the element of an array that a member of the record is
/// looked up in. Empty when there is none, or none that is made as references should be, so that nothing else of a
/// packet is shown.
[[nodiscard]] std::string owner_reference(const json::Document& document, Owner owner,
                                          json::NodeId record = json::no_node);

/// Who answers for a field, or for a control in it when `control` is not none. Nobody where no check judges the field.
[[nodiscard]] Owner owner_of(const Tables& tables, const Gate& gate, NameId field, NameId control = no_name);

}  // namespace cavra::gate
