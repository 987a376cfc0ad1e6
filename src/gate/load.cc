// Definitions from TOML.
#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <sstream>

#include "base/toml.h"
#include "gate/agree.h"
#include "gate/definition.h"

namespace cavra::gate {
namespace {

/// Private fields that many gates share, by the name that definitions call them by.
const std::vector<std::string>* private_set(std::string_view name) {
  static const std::vector<std::string> material = {
      "secret",       "password",      "token",        "api_key",        "private_key",  "connection_string",
      "raw_model",    "model_bytes",   "model_weights", "training_data", "dataset_rows", "prompt_samples",
      "source_code",  "customer_data", "tenant_name",  "email",          "smtp_password"};
  static const std::vector<std::string> commercial = {"commercial_terms", "contract_value", "customer_email",
                                                      "customer_name",    "private_note",   "pricing",
                                                      "raw_contract",     "renewal_amount"};
  return name == "material" ? &material : name == "commercial" ? &commercial : nullptr;
}

struct Wrong {
  std::string what;
  std::string todo;
  std::uint32_t line;
};

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

/// Reads tables and keeps the first thing that is wrong. After that every answer is empty and nothing else is said.
class Loader {
 public:
  explicit Loader(const toml::table& root) : root_(root) {}

  bool ok() const { return !wrong_; }
  const Wrong& wrong() const { return *wrong_; }

  GateDefinition load() {
    GateDefinition gate;
    known(root_, {"gate", "slug", "title", "packet", "result", "ready", "owner", "customer", "upstream", "repeat",
                  "check", "fields", "additional_fields", "example"});
    gate.id = text(root_, "gate");
    gate.slug = text(root_, "slug");
    gate.title = text(root_, "title");
    gate.packet = text(root_, "packet");
    gate.result = text(root_, "result");
    gate.ready = text(root_, "ready");
    check_slug(gate.slug);
    gate.owner = pointer(root_, "owner");
    upstream(gate);
    if (const toml::table* repeat = table(root_, "repeat"))
      for (const auto& [key, value] : *repeat) gate.repeats.emplace_back(key.str(), string(value, "the default"));
    checks(gate);
    if (const toml::table* more = table(root_, "fields")) gate.fields = fields(*more, false);
    customer(gate);
    gate.additional = texts(root_, "additional_fields");
    if (const toml::table* example = table(root_, "example")) {
      std::ostringstream out;
      out << toml::json_formatter(*example);
      gate.example = out.str();
    } else {
      gate.example = "{}";
    }
    if (ok())
      if (auto wrong = disagreement(gate)) fail(std::move(wrong->what), std::move(wrong->todo), wrong->line);
    return gate;
  }

 private:
  void fail(std::string what, std::string todo, std::uint32_t line) {
    if (!wrong_) wrong_ = Wrong{std::move(what), std::move(todo), line};
  }
  static std::uint32_t line_of(const toml::node& node) { return static_cast<std::uint32_t>(node.source().begin.line); }
  static std::uint32_t line_of(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    return line_of(node != nullptr ? *node : static_cast<const toml::node&>(in));
  }

  void known(const toml::table& in, std::initializer_list<std::string_view> keys) {
    for (const auto& [key, value] : in) {
      if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
      std::string all;
      for (const std::string_view k : keys) all.append(all.empty() ? "" : ", ").append(k);
      fail("\"" + std::string(key.str()) + "\" means nothing here", "the keys here are: " + all, line_of(value));
    }
  }

  std::string string(const toml::node& node, std::string_view what) {
    if (const auto* value = node.as_string()) return value->get();
    fail(std::string(what) + " is no string", "", line_of(node));
    return {};
  }
  std::string text(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    if (node == nullptr) {
      fail("\"" + std::string(key) + "\" is missing", "docs/gates.md says what belongs there", line_of(in));
      return {};
    }
    std::string value = string(*node, "\"" + std::string(key) + "\"");
    if (value.empty()) fail("\"" + std::string(key) + "\" is empty", "", line_of(*node));
    return value;
  }
  std::string text_or(const toml::table& in, std::string_view key, std::string otherwise) {
    return in.contains(key) ? text(in, key) : std::move(otherwise);
  }
  bool flag(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return false;
    if (const auto* value = node->as_boolean()) return value->get();
    fail("\"" + std::string(key) + "\" is neither true nor false", "", line_of(*node));
    return false;
  }
  std::uint16_t number(const toml::node& node, std::string_view what) {
    const auto* value = node.as_integer();
    if (value != nullptr && value->get() >= 0 && value->get() <= 10'000) return static_cast<std::uint16_t>(value->get());
    fail(std::string(what) + " is no number from 0 to 10000", "", line_of(node));
    return 0;
  }
  std::uint16_t number_or(const toml::table& in, std::string_view key, std::uint16_t otherwise) {
    const toml::node* node = in.get(key);
    return node == nullptr ? otherwise : number(*node, "\"" + std::string(key) + "\"");
  }
  std::vector<std::string> strings(const toml::node& node, std::string_view what) {
    std::vector<std::string> all;
    const toml::array* list = node.as_array();
    if (list == nullptr) {
      fail(std::string(what) + " is no list", "write it as [\"...\", \"...\"]", line_of(node));
      return all;
    }
    std::set<std::string> seen;
    for (const toml::node& element : *list) {
      std::string value = string(element, "an element of " + std::string(what));
      if (value.empty()) fail("an element of " + std::string(what) + " is empty", "", line_of(element));
      if (!seen.insert(value).second) fail("\"" + value + "\" is listed twice", "", line_of(element));
      all.push_back(std::move(value));
    }
    return all;
  }
  std::vector<std::string> texts(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    return node == nullptr ? std::vector<std::string>{} : strings(*node, "\"" + std::string(key) + "\"");
  }
  std::vector<std::string> some(const toml::table& in, std::string_view key) {
    std::vector<std::string> all = texts(in, key);
    if (all.empty()) fail("\"" + std::string(key) + "\" is missing or empty", "list at least one", line_of(in, key));
    return all;
  }
  const toml::table* table(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return nullptr;
    if (node->as_table() == nullptr) fail("\"" + std::string(key) + "\" is no table", "", line_of(*node));
    return node->as_table();
  }

  /// "/object/member", or the name of a field of the record.
  std::string pointer(const toml::table& in, std::string_view key) {
    if (!in.contains(key)) return {};
    return owner(*in.get(key));
  }
  std::string owner(const toml::node& node) {
    std::string value = string(node, "an owner");
    const auto slashes = std::count(value.begin(), value.end(), '/');
    if (slashes != 0 && (slashes > 2 || value.front() != '/' || value[1] == '/' || value.back() == '/'))
      fail("\"" + value + "\" is neither /member or /object/member of the packet nor the name of a field of the record", "",
           line_of(node));
    return value;
  }

  void check_slug(const std::string& slug) {
    const bool good = slug.size() <= 128 && slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (ok() && !good) fail("\"slug\" is more than lower-case letters, digits and hyphens", "", line_of(root_, "slug"));
  }

  /// Where the customer's reference stands; without a word, customer_profile_ref where the gate has that field.
  void customer(GateDefinition& gate) {
    if (!root_.contains("customer")) {
      const auto is_it = [](const std::string& name) { return name == "customer_profile_ref"; };
      if (std::any_of(gate.checks.begin(), gate.checks.end(), [&](const auto& check) { return is_it(check.field); }) ||
          std::any_of(gate.fields.begin(), gate.fields.end(), [&](const auto& field) { return is_it(field.name); }))
        gate.customer = {"customer_profile_ref"};
      return;
    }
    const std::string pointer = text(root_, "customer");
    std::string_view rest = pointer;
    if (!rest.starts_with('/')) fail("customer is no JSON Pointer", "write it as /object/member", line_of(root_, "customer"));
    while (rest.starts_with('/')) {
      rest.remove_prefix(1);
      gate.customer.emplace_back(rest.substr(0, rest.find('/')));
      rest.remove_prefix(gate.customer.back().size());
    }
  }

  void upstream(GateDefinition& gate) {
    const toml::table* in = table(root_, "upstream");
    if (in == nullptr) return;
    known(*in, {"gate", "field", "control"});
    gate.upstream_line = line_of(*in);
    const toml::node* of = in->get("gate");
    if (of != nullptr && of->is_array())
      gate.upstream = strings(*of, "\"gate\"");
    else
      gate.upstream = {text(*in, "gate")};
    gate.upstream_field = text(*in, "field");
    gate.upstream_control = pointer(*in, "control");
  }

  void checks(GateDefinition& gate) {
    const toml::node* node = root_.get("check");
    const toml::array* list = node == nullptr ? nullptr : node->as_array();
    if (list == nullptr || list->empty()) {
      fail("the gate has no checks", "add [[check]] tables", line_of(root_));
      return;
    }
    for (const toml::node& element : *list) {
      const toml::table* in = element.as_table();
      if (in == nullptr) return fail("a check is no table", "write it as [[check]]", line_of(element));
      gate.checks.push_back(check(*in, gate));
    }
  }

  CheckDefinition check(const toml::table& in, const GateDefinition& gate) {
    CheckDefinition check;
    check.line = line_of(in);
    check.name = text(in, "name");
    check.owner = pointer(in, "owner");
    const toml::node* kind = in.get("kind");
    if (kind == nullptr) {
      fail("\"kind\" is missing", "", check.line);
      return check;
    }
    const auto* word = kind->as_string();
    if (word != nullptr && word->get() == "private_fields") {
      known(in, {"name", "kind", "sets", "names"});
      check.shape = private_fields(in);
      return check;
    }
    check.field = text_or(in, "field", check.name);
    check.shape = shape(*kind, &in);
    if (check.shape.kind == Kind::result && check.shape.of.empty()) check.shape.of = gate.upstream;
    if (check.shape.kind == Kind::results && check.shape.of.empty()) check.shape.of = gate.upstream;
    if (ok() && check.shape.kind == Kind::result && check.shape.of.size() != 1)
      fail("the check embeds the result of no gate, or of several", "name it: of = \"...\", or as upstream", check.line);
    return check;
  }

  ShapeDefinition private_fields(const toml::table& in) {
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
      if (std::find(shape.names.begin(), shape.names.end(), name) == shape.names.end()) shape.names.push_back(std::move(name));
    }
    if (shape.names.empty()) fail("the check names no private field", "give it sets or names", shape.line);
    return shape;
  }

  /// `in` is the check's table, whose further keys belong to the kind; null for a field of a record.
  ShapeDefinition shape(const toml::node& node, const toml::table* in) {
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

  /// What a type takes in braces.
  void simple(ShapeDefinition& shape, const toml::node* argument, const std::string& word) {
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

  /// What the kind of a check takes from the keys beside it.
  void of_check(ShapeDefinition& shape, const toml::node* argument, const std::string& word, const toml::table& in) {
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
          if (ok() && std::none_of(shape.members.begin(), shape.members.end(), [kind](const auto& m) { return m.shape.kind == kind; }))
            fail("\"fields\" lacks a reference or a result", "each element has the reference of a packet and its result", shape.line);
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

  void listed(const ShapeDefinition& shape, const std::string& name, std::string_view where) {
    if (std::find(shape.names.begin(), shape.names.end(), name) == shape.names.end())
      fail("\"" + name + "\" in " + std::string(where) + " is not among the required", "", shape.line);
  }

  FieldDefinition group(std::string name, const toml::node& value) {
    FieldDefinition field{std::move(name), {}, false};
    field.shape.kind = Kind::references;
    field.shape.only_required = true;
    field.shape.line = line_of(value);
    field.shape.names = strings(value, "a group");
    if (ok() && field.shape.names.empty()) fail("a group is empty", "", field.shape.line);
    return field;
  }

  void records(ShapeDefinition& shape, const toml::table& in) {
    if (in.contains("id")) shape.id = text(in, "id");
    shape.names = texts(in, "required");
    shape.closed = flag(in, "closed");
    shape.least = number_or(in, "count", shape.names.empty() ? 1 : 0);
    if (!shape.names.empty() && in.contains("count"))
      fail("\"count\" means nothing beside \"required\", which says what must be there", "", line_of(in, "count"));
    if (!shape.names.empty() && shape.id.empty()) fail("required ids need \"id\", the field that they stand in", "", shape.line);
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

  std::vector<FieldDefinition> fields(const toml::table& in, bool optional) {
    std::vector<FieldDefinition> all;
    for (const auto& [key, value] : in) all.push_back({std::string(key.str()), shape(value, nullptr), optional});
    return all;
  }

  const toml::table& root_;
  std::optional<Wrong> wrong_;
};

}  // namespace

std::expected<GateDefinition, Error> load_definition(std::string_view toml, std::string file) {
  const toml::parse_result parsed = toml::parse(toml, file);
  if (!parsed) {
    const auto& error = parsed.error();
    return std::unexpected(Error{Code::bad_definition, std::string(error.description()), "docs/gates.md shows how it is written",
                                 std::move(file), 0, static_cast<std::uint32_t>(error.source().begin.line),
                                 static_cast<std::uint32_t>(error.source().begin.column)});
  }
  Loader loader(parsed.table());
  GateDefinition gate = loader.load();
  if (!loader.ok()) {
    const Wrong& wrong = loader.wrong();
    return std::unexpected(Error{Code::bad_definition, wrong.what, wrong.todo, std::move(file), 0, wrong.line, 1});
  }
  gate.file = std::move(file);
  gate.source = toml;
  return gate;
}

}  // namespace cavra::gate
