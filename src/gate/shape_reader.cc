#include "gate/shape_reader.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace cavra::gate {
namespace {

/// Private fields that many gates share, by the name that definitions call them by.
const std::vector<std::string>* private_set(std::string_view name) {
  static const std::vector<std::string> material = {
      "secret",      "password",      "token",         "api_key",       "private_key",  "connection_string",
      "raw_model",   "model_bytes",   "model_weights", "training_data", "dataset_rows", "prompt_samples",
      "source_code", "customer_data", "tenant_name",   "email",         "smtp_password"};
  static const std::vector<std::string> commercial = {"commercial_terms", "contract_value", "customer_email",
                                                      "customer_name",    "private_note",   "pricing",
                                                      "raw_contract",     "renewal_amount"};
  return name == "material" ? &material : name == "commercial" ? &commercial : nullptr;
}

constexpr std::array<std::pair<std::string_view, Kind>, 20> kinds = {{
    {"schema", Kind::schema},
    {"mode", Kind::mode},
    {"reference", Kind::reference},
    {"reference_list", Kind::reference_list},
    {"references", Kind::references},
    {"reference_groups", Kind::reference_groups},
    {"controls", Kind::controls},
    {"records", Kind::records},
    {"text", Kind::text},
    {"texts", Kind::texts},
    {"one_of", Kind::one_of},
    {"id", Kind::id},
    {"flag", Kind::flag},
    {"true", Kind::yes},
    {"integer", Kind::integer},
    {"object", Kind::object},
    {"anything", Kind::anything},
    {"ready_key", Kind::ready_key},
    {"result", Kind::result},
    {"results", Kind::results},
}};

}  // namespace

ShapeDefinition ShapeReader::private_fields(const toml::table& in) {
  ShapeDefinition shape;
  shape.kind = Kind::private_fields;
  shape.line = line_of(in);
  for (const std::string& set : texts(in, "sets")) {
    const std::vector<std::string>* names = private_set(set);
    if (names == nullptr) {
      fail("no set of private fields is called \"" + set + "\"", "there are: material, commercial", shape.line);
      return shape;
    }
    shape.names.insert(shape.names.end(), names->begin(), names->end());
  }
  for (std::string& name : texts(in, "names")) {
    if (std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      fail("the private field \"" + name + "\" has capitals, so that no key in lower case equals it", "", shape.line);
    if (std::find(shape.names.begin(), shape.names.end(), name) == shape.names.end())
      shape.names.push_back(std::move(name));
  }
  if (shape.names.empty()) fail("the check names no private field", "give it sets or names", shape.line);
  return shape;
}

ShapeDefinition ShapeReader::shape(const toml::node& node, const toml::table* in) {
  ShapeDefinition shape;
  shape.line = line_of(node);
  const toml::node* argument = nullptr;
  std::string word;
  if (const toml::table* table = node.as_table()) {
    if (table->size() != 1) {
      fail("a type in braces is one word and what it takes", "such as { text = 20 }", shape.line);
      return shape;
    }
    word = table->begin()->first.str();
    argument = &table->begin()->second;
  } else {
    word = string(node, "a type");
  }
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&word](const auto& kind) { return kind.first == word; });
  if (found == kinds.end()) {
    std::string all;
    for (const auto& kind : kinds) all.append(all.empty() ? "" : ", ").append(kind.first);
    if (in != nullptr) all += ", private_fields";
    fail("there is no type \"" + word + "\"", "there are: " + all, shape.line);
    return shape;
  }
  shape.kind = found->second;
  const bool of_field = in == nullptr;
  switch (shape.kind) {
    case Kind::references:
    case Kind::reference_groups:
    case Kind::controls:
    case Kind::records:
    case Kind::results:
    case Kind::schema:
    case Kind::mode:
      if (of_field || argument != nullptr) {
        fail("\"" + word + "\" is the kind of a check, not the type of a field", "", shape.line);
        return shape;
      }
      break;
    default:
      break;
  }
  if (of_field)
    simple(shape, argument, word);
  else
    of_check(shape, argument, word, *in);
  return shape;
}

void ShapeReader::simple(ShapeDefinition& shape, const toml::node* argument, const std::string& word) {
  switch (shape.kind) {
    case Kind::text:
      if (argument != nullptr) shape.least = number(*argument, "the length of a text");
      return;
    case Kind::reference_list:
      shape.least = argument == nullptr ? std::uint16_t{1} : number(*argument, "the size of a list");
      return;
    case Kind::one_of:
      if (argument == nullptr)
        fail("one_of needs its values", "such as { one_of = [\"a\", \"b\"] }", shape.line);
      else
        shape.names = strings(*argument, "one_of");
      if (ok() && shape.names.empty()) fail("one_of has no values", "", shape.line);
      return;
    case Kind::texts: {
      const toml::table* table = argument == nullptr ? nullptr : argument->as_table();
      if (table == nullptr)
        return fail("texts needs a count and a length", "such as { texts = { count = 2, length = 20 } }", shape.line);
      known(*table, {"count", "length"});
      shape.least = number_or(*table, "count", 1);
      shape.length = number_or(*table, "length", 1);
      return;
    }
    case Kind::object: {
      const toml::table* table = argument == nullptr ? nullptr : argument->as_table();
      if (table == nullptr) return fail("object needs its fields", "such as { object = { a = \"text\" } }", shape.line);
      shape.members = fields(*table, false);
      return;
    }
    default:
      if (argument != nullptr) fail("\"" + word + "\" takes nothing", "write it as \"" + word + "\"", shape.line);
      return;
  }
}

void ShapeReader::of_check(ShapeDefinition& shape, const toml::node* argument, const std::string& word,
                           const toml::table& in) {
  switch (shape.kind) {
    case Kind::references:
      known(in, {"name", "kind", "field", "owner", "required", "only_required"});
      shape.names = some(in, "required");
      shape.only_required = flag(in, "only_required");
      return;
    case Kind::reference_groups:
      known(in, {"name", "kind", "field", "owner", "groups"});
      if (const toml::table* groups = table(in, "groups"))
        for (const auto& [key, value] : *groups) shape.members.push_back(group(std::string(key.str()), value));
      if (shape.members.empty()) fail("\"groups\" is missing or empty", "", shape.line);
      return;
    case Kind::controls:
      known(in, {"name", "kind", "field", "owner", "required", "warn", "owners"});
      shape.names = some(in, "required");
      shape.warn = texts(in, "warn");
      for (const std::string& name : shape.warn) listed(shape, name, "warn");
      if (const toml::table* owners = table(in, "owners"))
        for (const auto& [key, value] : *owners) {
          shape.owners.emplace_back(key.str(), owner(value));
          listed(shape, shape.owners.back().first, "owners");
        }
      return;
    case Kind::records:
      known(in, {"name", "kind", "field", "owner", "id", "required", "closed", "count", "fields", "optional"});
      records(shape, in);
      return;
    case Kind::results:
      known(in, {"name", "kind", "field", "owner", "id", "of", "fields"});
      shape.id = text(in, "id");
      shape.of = texts(in, "of");
      if (const toml::table* members = table(in, "fields")) shape.members = fields(*members, false);
      for (const Kind kind : {Kind::reference, Kind::result})
        if (ok() && std::none_of(shape.members.begin(), shape.members.end(),
                                 [kind](const auto& m) { return m.shape.kind == kind; }))
          fail("\"fields\" lacks a reference or a result", "each element has the reference of a packet and its result",
               shape.line);
      return;
    case Kind::result:
      known(in, {"name", "kind", "field", "owner", "of"});
      if (in.contains("of")) shape.of = {text(in, "of")};
      return;
    default:
      known(in, {"name", "kind", "field", "owner"});
      simple(shape, argument, word);
      return;
  }
}

void ShapeReader::listed(const ShapeDefinition& shape, const std::string& name, std::string_view where) {
  if (std::find(shape.names.begin(), shape.names.end(), name) == shape.names.end())
    fail("\"" + name + "\" in " + std::string(where) + " is not among the required", "", shape.line);
}

FieldDefinition ShapeReader::group(std::string name, const toml::node& value) {
  FieldDefinition field{std::move(name), {}, false};
  field.shape.kind = Kind::references;
  field.shape.only_required = true;
  field.shape.line = line_of(value);
  field.shape.names = strings(value, "a group");
  if (ok() && field.shape.names.empty()) fail("a group is empty", "", field.shape.line);
  return field;
}

void ShapeReader::records(ShapeDefinition& shape, const toml::table& in) {
  if (in.contains("id")) shape.id = text(in, "id");
  shape.names = texts(in, "required");
  shape.closed = flag(in, "closed");
  shape.least = number_or(in, "count", shape.names.empty() ? 1 : 0);
  if (!shape.names.empty() && in.contains("count"))
    fail("\"count\" means nothing beside \"required\", which says what must be there", "", line_of(in, "count"));
  if (!shape.names.empty() && shape.id.empty())
    fail("required ids need \"id\", the field that they stand in", "", shape.line);
  if (shape.closed && shape.names.empty()) fail("a closed list needs its ids: \"required\"", "", shape.line);
  if (const toml::table* members = table(in, "fields")) shape.members = fields(*members, false);
  if (const toml::table* members = table(in, "optional")) {
    std::vector<FieldDefinition> more = fields(*members, true);
    std::move(more.begin(), more.end(), std::back_inserter(shape.members));
  }
  std::set<std::string> seen;
  for (const FieldDefinition& member : shape.members)
    if (!seen.insert(member.name).second || member.name == shape.id)
      fail("the field \"" + member.name + "\" is declared twice", "", shape.line);
  if (!shape.id.empty() && shape.names.empty()) {
    shape.members.insert(shape.members.begin(), {shape.id, {}, false});
    shape.members.front().shape.kind = Kind::id;
  }
}

std::vector<FieldDefinition> ShapeReader::fields(const toml::table& in, bool optional) {
  std::vector<FieldDefinition> all;
  for (const auto& [key, value] : in) all.push_back({std::string(key.str()), shape(value, nullptr), optional});
  return all;
}

}  // namespace cavra::gate
