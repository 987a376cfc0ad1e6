/// Where a byte is: line and column, and the JSON Pointer of a node.
#pragma once

#include <string>

#include "json/document.h"

namespace cavra::json {

struct Position {
  std::uint32_t line;    ///< 1-based
  std::uint32_t column;  ///< 1-based, in code points
};

/// Of ascending offsets each costs the bytes since the one before; any order is right.
class Positions {
 public:
  Positions() = default;
  /// `first_line` is the number of the line that the bytes begin with; `ascii` promises that they are all ASCII.
  explicit Positions(std::string_view bytes, std::uint32_t first_line = 1, bool ascii = false)
      : bytes_(bytes), first_line_(first_line), ascii_(ascii) {
    restart();
  }
  [[nodiscard]] Position at(std::uint64_t offset);

 private:
  void restart() {
    done_ = 0;
    at_ = {first_line_, 1};
  }
  std::string_view bytes_;
  std::uint32_t first_line_ = 1;
  bool ascii_ = false;
  std::uint64_t done_ = 0;
  Position at_{1, 1};
};

/// JSON Pointers (RFC 6901) in which a key that is no known name stands as `{N}`, the Nth member of its object from 0,
/// so that nothing of the packet's own is repeated. Of ascending nodes each costs the siblings since the one before.
class Pointers {
 public:
  Pointers(const Document& document, NameTable names) : document_(&document), names_(names) {}
  void append(std::string& out, NodeId node);

  /// How many siblings stand before `node`, from 0.
  [[nodiscard]] std::uint32_t index(NodeId node);

 private:
  struct Last {
    NodeId parent = no_node;
    NodeId child = no_node;
    std::uint32_t index = 0;
  };
  const Document* document_;
  NameTable names_;
  std::vector<Last> last_;  // of each depth, the sibling that was counted last
};

/// Appends `key` with `~` and `/` escaped.
void append_pointer_token(std::string& out, std::string_view key);

}  // namespace cavra::json
