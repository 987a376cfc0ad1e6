#include "json/document.h"

namespace cavra::json {

std::string_view Document::kept(std::uint32_t at) const {
  std::uint32_t size;
  std::memcpy(&size, arena_.data() + at, sizeof size);
  return std::string_view(arena_).substr(at + sizeof size, size);
}

bool is_empty(const Document& document, NodeId id) {
  if (id == no_node) return true;
  const Node& node = document[id];
  switch (node.type) {
    case Type::null:
    case Type::false_value:
      return true;
    case Type::true_value:
      return false;
    case Type::number:
      return is_zero(document, id);
    case Type::string:
      return node.end - node.begin == 2;
    case Type::array:
    case Type::object:
      return node.next == id + 1;
  }
  return false;
}

bool is_integer(const Document& document, NodeId id) {
  return document[id].type == Type::number && document.raw(id).find_first_of(".eE") == std::string_view::npos;
}

bool is_zero(const Document& document, NodeId id) {
  if (document[id].type != Type::number) return false;
  const std::string_view raw = document.raw(id);
  return raw.substr(0, raw.find_first_of("eE")).find_first_of("123456789") == std::string_view::npos;
}

}  // namespace cavra::json
