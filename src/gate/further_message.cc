#include "gate/further_message.h"

#include <array>

#include "gate/structure.h"

namespace cavra::gate {

using json::NodeId;

std::string place_name(const Tables& tables, const json::Document& document, json::Pointers& pointers, NodeId node) {
  std::string elements;
  for (NodeId at = node; at != 0; at = document[at].parent) {
    if (!document[at].is_member) {
      elements += "element " + std::to_string(pointers.index(at)) + " of ";
    } else if (document[at].name != no_name) {
      return elements + std::string(tables.spell(document[at].name));
    } else {
      elements += "member " + std::to_string(pointers.index(at)) + " of ";
    }
  }
  return elements + "the packet";
}

std::string further_message(const Tables& tables, const json::Document& document, json::Pointers& pointers,
                            const Finding& finding) {
  const std::string place = place_name(tables, document, pointers, finding.node);
  switch (finding.code) {
    case Code::unknown_field:
      return "the gate does not define " +
             (document[finding.node].name != no_name ? "a field " + place + " here" : place);
    case Code::not_the_type:
      return place + " has not the type that the gate gives it";
    case Code::not_an_id:
      return place + " is no id";
    case Code::doubled_id:
      return place + " stands twice in its list";
    case Code::unlisted_id:
      return place + " is not on the gate's list";
    case Code::not_an_element:
      return place + " is no object";
    case Code::broken_text:
      return place + " has a line break, or more than 1000 characters";
    case Code::not_a_result:
      return place + " is not a result as its gate gives it";
    case Code::malformed_reference:
      return place + " is not made as a reference is";
    case Code::sample_reference:
      return place + " is a sample reference in a live packet";
    default:
      return place + " is not as it should be";
  }
}

std::string further_hint(const Finding& finding) {
  switch (finding.code) {
    case Code::unknown_field:
      return "take it out, or have the gate's author declare it";
    case Code::not_the_type:
      return "`cavra-seal gates` shows the types of a gate's fields";
    case Code::not_an_id:
      return "use lower-case letters, digits, '.', '_' and '-', at most 128, a letter or digit first";
    case Code::doubled_id:
      return "keep one of the two";
    case Code::unlisted_id:
      return "take the element out, or give it an id of the list";
    case Code::not_an_element:
      return "write it as an object, or take it out";
    case Code::broken_text:
      return "write one line of at most 1000 characters";
    case Code::not_a_result:
      return "embed the result as check wrote it: build the packet again from the one before";
    case Code::malformed_reference:
      return "write scheme://segment/segment in lower case, without user, port, query, fragment or escapes, at most "
             "256 characters";
    case Code::sample_reference:
      return "refer to the live evidence";
    default:
      return {};
  }
}

std::string_view further_passed(std::uint16_t further) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(Further::count)> messages = {
      "Every field is one that the gate defines, and of its type.", "Every reference is well made.",
      "Nothing private was found in any name, value or reference."};
  return messages[further];
}

}  // namespace cavra::gate
