#include "gate/owner.h"

#include <algorithm>

#include "base/reference.h"
#include "gate/structure.h"

namespace cavra::gate {

using json::no_node;
using json::NodeId;
using json::Type;

std::string owner_reference(const json::Document& document, Owner owner, NodeId record) {
  if (owner.none()) return {};
  NodeId node = owner.object == no_name ? record : document.find(0, owner.object);
  if (owner.member != no_name) {
    if (node == no_node || document[node].type != Type::object) return {};
    node = document.find(node, owner.member);
  }
  if (node == no_node || document[node].type != Type::string) return {};
  const std::string_view text = document.text(node);
  return is_clean_reference(text) ? std::string(text) : std::string();
}

Owner owner_of(const Tables& tables, const Gate& gate, NameId field, NameId control) {
  for (const Check& check : tables.checks_of(gate)) {
    if (check.field == no_name || check.field != field) continue;
    const Shape& shape = tables.shapes[check.shape];
    const auto names = tables.list(shape.names);
    const auto at = std::find(names.begin(), names.end(), control);
    const auto owners = Tables::in(tables.owners, shape.owners);
    if (control != no_name && at != names.end() && !owners.empty()) {
      const Owner own = owners[static_cast<std::size_t>(at - names.begin())];
      if (!own.none()) return own;
    }
    return check.owner;
  }
  return {};
}

}  // namespace cavra::gate
