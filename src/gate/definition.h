/// A gate as its author wrote it (docs/gates.md): the TOML, checked and in structs, names still as text.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cavra/error.h"
#include "gate/tables.h"

namespace cavra::gate {

struct FieldDefinition;

struct ShapeDefinition {
  Kind kind = Kind::anything;
  bool closed = false;
  bool only_required = false;
  std::string id;
  std::uint16_t least = 0;
  std::uint16_t length = 0;
  std::vector<std::string> names;
  std::vector<std::string> warn;
  std::vector<std::pair<std::string, std::string>> owners;  ///< name of a control, owner
  std::vector<FieldDefinition> members;
  std::vector<std::string> of;  ///< ids of gates
  std::uint32_t line = 0;
};

struct FieldDefinition {
  std::string name;
  ShapeDefinition shape;
  bool optional = false;
};

struct CheckDefinition {
  std::string name;
  std::string field;  ///< empty: the packet as a whole
  ShapeDefinition shape;
  std::string owner;  ///< "/member", "/object/member", "member" of a record, or empty
  std::uint32_t line = 0;
};

struct GateDefinition {
  std::string file;
  std::string id, slug, title, packet, result, ready;
  std::string owner;
  std::vector<std::string> customer;  ///< names from the root
  std::vector<std::string> upstream;  ///< ids of gates
  std::string upstream_field;
  std::string upstream_control;  ///< "/object/member" or empty
  std::vector<CheckDefinition> checks;
  std::vector<FieldDefinition> fields;
  std::vector<std::string> additional;
  std::vector<std::pair<std::string, std::string>> repeats;
  std::string example;  ///< JSON
  std::string source;   ///< the TOML
  std::uint32_t line = 1;
  std::uint32_t upstream_line = 1;
};

/// Reads one definition. Error::bad_definition with file, line and what is wrong.
[[nodiscard]] std::expected<GateDefinition, Error> load_definition(std::string_view toml, std::string file);

}  // namespace cavra::gate
