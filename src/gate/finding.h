/// One fault, in numbers: what is wrong, at which node, and the known names that say so.
#pragma once

#include "cavra/error.h"
#include "gate/tables.h"
#include "json/document.h"

namespace cavra::gate {

enum class Severity : std::uint8_t { warn, blocker };

struct Finding {
  Code code{};
  Severity severity = Severity::blocker;
  std::uint16_t check = 0;              ///< index among the gate's checks
  std::uint16_t shape = 0;              ///< index of the shape that the value does not have
  json::NodeId node = 0;                ///< the value at fault, or the object that lacks something
  json::NodeId record = json::no_node;  ///< the element of an array in which it is
  NameId record_id = no_name;           ///< the id of that element, when it is a known one
  NameId member = no_name;              ///< the field of the object at fault; of a private field, its name
  NameId group = no_name;               ///< the object within the field, of reference_groups
  bool waived = false;                  ///< it counts for nothing
  bool at_key = false;                  ///< the key of the member is at fault, not its value
  std::uint32_t detail = 0;             ///< of private_values: which of the scanner's findings it is
  Owner owner;                          ///< who answers for it, when that is not who answers for the check
};

}  // namespace cavra::gate
