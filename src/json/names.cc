#include "json/names.h"

#include <bit>

namespace cavra::json {

std::vector<NameId> make_slots(std::span<const std::string_view> names) {
  std::vector<NameId> slots(std::bit_ceil(names.size() * 2 + 1), no_name);
  const std::size_t mask = slots.size() - 1;
  for (std::size_t id = 1; id < names.size(); ++id) {
    std::size_t i = hash_of(names[id]) & mask;
    while (slots[i] != no_name) i = (i + 1) & mask;
    slots[i] = static_cast<NameId>(id);
  }
  return slots;
}

}  // namespace cavra::json
