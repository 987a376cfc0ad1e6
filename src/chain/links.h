/// What in a packet speaks of other packets of the chain: embedded results, controls, statuses.
#pragma once

#include <string>
#include <vector>

#include "chain/view.h"

namespace cavra::chain {

struct Link {
  enum class Kind : std::uint8_t {
    result,     ///< the embedded result of a gate
    control,    ///< true when the gates that it speaks of have no blocker
    component,  ///< "sealed" when the gate that it speaks of is ready
    flag,       ///< true when the gate is ready
    ready_key,  ///< the name of the gate's ready key
  };
  Kind kind{};
  std::vector<std::size_t> of;          ///< the gates that it speaks of
  json::NodeId object = json::no_node;  ///< the object that it is a member of; there is one
  json::NodeId node = json::no_node;    ///< itself; no_node when it is missing there
  gate::NameId name = gate::no_name;    ///< its key
  gate::NameId field = gate::no_name;   ///< the field of the packet that it is in, or is
};

/// The links of a packet, in the order of the checks that judge their fields. What stands in no object of the packet is
/// left out.
[[nodiscard]] std::vector<Link> find_links(const View& view);

/// A control or a list of components that speaks of other packets than those before. The definitions say which control
/// speaks of the packets before; these are the further ones of the ten.
struct Speech {
  std::string_view gate;  ///< whose packet it is in
  std::string_view field;
  std::string_view member;  ///< the control, or the id of the component
  std::string_view of;      ///< the gate that it speaks of
  bool is_component = false;
};
[[nodiscard]] std::span<const Speech> further_speech();

}  // namespace cavra::chain
