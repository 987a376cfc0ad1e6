/// What a value must be, out of a definition: the kinds of checks and the types of fields (docs/gates.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/definition.h"
#include "gate/definition_reader.h"

namespace cavra::gate {

class ShapeReader : public DefinitionReader {
 protected:
  [[nodiscard]] ShapeDefinition private_fields(const toml::table& in);
  /// `in` is the check's table, whose further keys belong to the kind; null for a field of a record.
  [[nodiscard]] ShapeDefinition shape(const toml::node& node, const toml::table* in);
  [[nodiscard]] std::vector<FieldDefinition> fields(const toml::table& in, bool optional);

 private:
  /// What a type takes in braces.
  void simple(ShapeDefinition& shape, const toml::node* argument, const std::string& word);
  /// What the kind of a check takes from the keys beside it.
  void of_check(ShapeDefinition& shape, const toml::node* argument, const std::string& word, const toml::table& in);
  void listed(const ShapeDefinition& shape, const std::string& name, std::string_view where);
  [[nodiscard]] FieldDefinition group(std::string name, const toml::node& value);
  void records(ShapeDefinition& shape, const toml::table& in);
};

}  // namespace cavra::gate
