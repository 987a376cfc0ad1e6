/// A parsed JSON document: a flat list of nodes in the order of the text, each with the bytes it came from.
///
/// Node 0 is the root. The children of a container follow it; a container's `next` is the index after its last
/// descendant. The document points into the bytes that were parsed, which must outlive it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/names.h"

namespace cavra::json {

enum class Type : std::uint8_t { null, false_value, true_value, number, string, array, object };

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xFFFFFFFF;
inline constexpr std::uint32_t max_depth = 64;  ///< levels of arrays and objects, the root's own counted

struct Node {
  std::uint32_t begin;      ///< offset of the value's first byte; of a string, its opening quote
  std::uint32_t end;        ///< offset after the value's last byte
  std::uint32_t key_begin;  ///< offset of the key's opening quote; of a member of an object only
  std::uint32_t key_text;   ///< offset after the key's closing quote, or where it is kept when it had escapes
  NodeId parent;
  std::uint32_t next;  ///< container: the node after it; string with escapes: where its text is kept
  NameId name;         ///< the known name of the key, or no_name
  Type type;
  bool is_member;
  bool key_escaped;
  bool escaped;
};

class Document {
 public:
  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes_[id]; }
  [[nodiscard]] NodeId size() const { return static_cast<NodeId>(nodes_.size()); }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

  /// The text of a string node, escapes resolved.
  [[nodiscard]] std::string_view text(NodeId id) const {
    const Node& node = nodes_[id];
    return node.escaped ? kept(node.next) : bytes_.substr(node.begin + 1, node.end - node.begin - 2);
  }
  /// The key of a member, escapes resolved.
  [[nodiscard]] std::string_view key(NodeId id) const {
    const Node& node = nodes_[id];
    return node.key_escaped ? kept(node.key_text)
                            : bytes_.substr(node.key_begin + 1, node.key_text - node.key_begin - 2);
  }
  /// The bytes of the value as they were written.
  [[nodiscard]] std::string_view raw(NodeId id) const {
    return bytes_.substr(nodes_[id].begin, nodes_[id].end - nodes_[id].begin);
  }
  [[nodiscard]] bool is_container(NodeId id) const { return nodes_[id].type >= Type::array; }
  /// The node after `id` and everything in it: its next sibling, or the end of its parent.
  [[nodiscard]] NodeId after(NodeId id) const { return is_container(id) ? nodes_[id].next : id + 1; }
  /// The member of an object with that known name, or no_node.
  [[nodiscard]] NodeId find(NodeId object, NameId name) const {
    for (NodeId child = object + 1; child < nodes_[object].next; child = after(child))
      if (nodes_[child].name == name) return child;
    return no_node;
  }
  /// Whether no byte is above 0x7F.
  [[nodiscard]] bool is_ascii() const { return is_ascii_; }
  /// Members whose key is no known name, or one of the names marked as suspect, in the order of the text.
  [[nodiscard]] const std::vector<NodeId>& suspects() const { return suspects_; }

 private:
  friend class Parser;
  [[nodiscard]] std::string_view kept(std::uint32_t at) const;

  std::string_view bytes_;
  bool is_ascii_ = true;
  std::vector<Node> nodes_;
  std::vector<NodeId> suspects_;
  std::string arena_;  // texts that had escapes, each after its length in four bytes
};

/// Whether a value is absent, null, false, a zero, "", [] or {} (`id` may be no_node).
[[nodiscard]] bool is_empty(const Document& document, NodeId id);

/// A number that is written without fraction and exponent.
[[nodiscard]] bool is_integer(const Document& document, NodeId id);
/// A number whose value is zero, however it is written.
[[nodiscard]] bool is_zero(const Document& document, NodeId id);

}  // namespace cavra::json
