#include "report/schema.h"

#include <algorithm>
#include <set>

#include "gate/structure.h"
#include "gate/tables.h"
#include "report/describe.h"
#include "report/json_writer.h"

namespace cavra::report {
namespace {

using gate::Kind;

constexpr std::string_view reference_pattern =
    "^(?:evidence|ticket|audit|runbook|git|workflow|vault|share|sample)://[a-z0-9][a-z0-9._~-]*(?:/"
    "[a-z0-9][a-z0-9._~-]*)*$";
constexpr std::string_view id_pattern = "^[a-z0-9][a-z0-9._-]*$";
/// One line: no character that breaks lines.
constexpr std::string_view text_pattern = "^[^\\n\\u000B\\f\\r\\u0085\\u2028\\u2029]*$";
/// Not white space as gates have it, for a character class.
constexpr std::string_view no_space =
    "[^\\t-\\r\\u001C-\\u0020\\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]";

/// At least `least` characters when white space at both ends does not count.
std::string stripped_pattern(std::uint16_t least) {
  std::string one(no_space);
  if (least < 2) return one;
  return one + "[\\s\\S]{" + std::to_string(least - 2) + ",}" + one;
}

/// A private name in any case. "k" has a third one, the Kelvin sign.
std::string any_case(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c < 'a' || c > 'z')
      out.push_back(c);
    else
      out += std::string("[") + c + static_cast<char>(c - 'a' + 'A') + (c == 'k' ? "\\u212A]" : "]");
  }
  return out;
}

/// "seal_owner_refs" as "Seal owner refs".
std::string title_of(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

class Schema {
 public:
  Schema(const gate::Tables& tables, const gate::Gate& gate) : tables_(tables), gate_(gate), json_(out_) {}

  std::string write() {
    json_.object().member("$schema", "https://json-schema.org/draft/2020-12/schema");
    json_.member("$id", "urn:cavra:schema:" + std::string(gate_.packet));
    json_.member("title", std::string(gate_.id) + " " + std::string(gate_.title));
    json_.member(
        "description",
        "A packet of the gate " + std::string(gate_.id) + " (" + std::string(gate_.slug) +
            "). Structure alone: `cavra-seal check` judges what a schema cannot say, private material above all.");
    json_.member("type", "object");
    required();
    json_.key("properties").object();
    root_properties();
    json_.end().member("additionalProperties", false);
    mode();
    definitions();
    json_.end();
    return std::move(out_) + "\n";
  }

 private:
  void required() {
    json_.key("required").array().value(std::string_view("evidence_mode"));
    for (const gate::Check& check : tables_.checks_of(gate_)) {
      const Kind kind = tables_.shapes[check.shape].kind;
      if (kind != Kind::private_fields && kind != Kind::mode) json_.value(tables_.spell(check.field));
    }
    json_.end();
  }

  void root_properties() {
    named("product", "what the record is of, CAVRA when it is not said");
    json_.member("$ref", "#/$defs/text").end();
    named("sanitized", "whether somebody has said that nothing private is in the packet");
    json_.member("type", "boolean").end();
    for (const gate::Check& check : tables_.checks_of(gate_)) {
      const gate::Shape& shape = tables_.shapes[check.shape];
      if (shape.kind == Kind::private_fields) continue;
      property(check.field, shape, true);
    }
    for (const gate::Member& member : tables_.fields(gate_.fields))
      property(member.name, tables_.shapes[member.shape], false);
    for (const gate::NameId name : tables_.list(gate_.additional)) {
      named(tables_.spell(name), "anything: the gate's author left it open");
      open_value().end();
    }
  }

  void named(std::string_view name, const std::string& description) {
    json_.key(name).object().member("title", title_of(name));
    json_.member("description", description);
  }

  void property(gate::NameId name, const gate::Shape& shape, bool checked) {
    named(tables_.spell(name), describe(tables_, gate_, shape));
    body(shape, checked);
    json_.end();
  }

  /// The rest of an object that describes a value. What is not checked is held to its type alone.
  void body(const gate::Shape& shape, bool checked) {
    switch (shape.kind) {
      case Kind::schema:
        json_.member("const", gate_.packet);
        return;
      case Kind::mode:
        words({"live", "sample"});
        return;
      case Kind::reference:
        json_.member("$ref", "#/$defs/reference");
        return;
      case Kind::reference_list:
        return list(checked ? shape.least : 0, "#/$defs/reference", 0);
      case Kind::texts:
        return list(checked ? shape.least : 0, "#/$defs/text", checked ? shape.length : std::uint16_t{0});
      case Kind::references:
      case Kind::controls:
        return names(shape, checked);
      case Kind::reference_groups:
      case Kind::object:
        return members(shape.members, checked);
      case Kind::records:
        return records(shape, checked);
      case Kind::results:
        return results(shape);
      case Kind::result:
        json_.member("$ref", result_of(shape.gate));
        return;
      case Kind::text:
        return text(checked ? shape.least : std::uint16_t{0});
      case Kind::ready_key:
        return text(0);
      case Kind::one_of:
        json_.key("enum").array();
        for (const gate::NameId name : tables_.list(shape.names)) json_.value(tables_.spell(name));
        json_.end();
        return;
      case Kind::id:
        json_.member("type", "string").member("pattern", id_pattern).member("maxLength", std::uint64_t{128});
        return;
      case Kind::flag:
        json_.member("type", "boolean");
        return;
      case Kind::yes:
        if (checked)
          json_.member("const", true);
        else
          json_.member("type", "boolean");
        return;
      case Kind::integer:
        json_.member("type", "integer");
        return;
      case Kind::anything:
      case Kind::private_fields:
        open_value();
        return;
    }
  }

  void words(std::initializer_list<std::string_view> of) {
    json_.key("enum").array();
    for (const std::string_view word : of) json_.value(word);
    json_.end();
  }

  JsonWriter& open_value() {
    uses_open_ = true;
    return json_.member("$ref", "#/$defs/open");
  }

  void text(std::uint16_t least) {
    json_.member("$ref", "#/$defs/text");
    if (least > 0) json_.member("pattern", stripped_pattern(least));
  }

  void list(std::uint16_t least, std::string_view items, std::uint16_t length) {
    json_.member("type", "array");
    if (least > 0) json_.member("minItems", std::uint64_t{least});
    json_.key("items").object().member("$ref", items);
    if (length > 0) json_.member("pattern", stripped_pattern(length));
    json_.end();
  }

  /// An object of references or controls. A control that only warns alone may be false or missing.
  void names(const gate::Shape& shape, bool checked) {
    const auto warn = tables_.list(shape.warn);
    const auto only_warns = [&warn](gate::NameId name) {
      return std::find(warn.begin(), warn.end(), name) != warn.end();
    };
    json_.member("type", "object");
    if (checked) {
      json_.key("required").array();
      for (const gate::NameId name : tables_.list(shape.names))
        if (!only_warns(name)) json_.value(tables_.spell(name));
      json_.end();
    }
    json_.key("properties").object();
    for (const gate::NameId name : tables_.list(shape.names)) {
      json_.key(tables_.spell(name)).object().member("title", title_of(tables_.spell(name)));
      if (shape.kind == Kind::references)
        json_.member("$ref", "#/$defs/reference");
      else if (checked && !only_warns(name))
        json_.member("const", true);
      else
        json_.member("type", "boolean");
      json_.end();
    }
    json_.end().member("additionalProperties", false);
  }

  void members(gate::Range range, bool checked) {
    json_.member("type", "object");
    require(range, checked, gate::no_name);
    json_.key("properties").object();
    for (const gate::Member& member : tables_.fields(range))
      property(member.name, tables_.shapes[member.shape], checked && !member.optional);
    json_.end().member("additionalProperties", false);
  }

  void require(gate::Range range, bool checked, gate::NameId also) {
    if (!checked) return;
    json_.key("required").array();
    if (also != gate::no_name) json_.value(tables_.spell(also));
    for (const gate::Member& member : tables_.fields(range))
      if (!member.optional) json_.value(tables_.spell(member.name));
    json_.end();
  }

  /// Whether the id is one of the members, which then says what it must be.
  bool is_member(gate::Range range, gate::NameId name) const {
    const auto members = tables_.fields(range);
    return std::any_of(members.begin(), members.end(),
                       [name](const gate::Member& member) { return member.name == name; });
  }

  void records(const gate::Shape& shape, bool checked) {
    const auto ids = tables_.list(shape.names);
    json_.member("type", "array");
    if (checked && ids.empty() && shape.least > 0) json_.member("minItems", std::uint64_t{shape.least});
    json_.key("items").object().member("type", "object");
    require(shape.members, checked, shape.closed && !ids.empty() ? shape.id : gate::no_name);
    json_.key("properties").object();
    if (shape.id != gate::no_name && !ids.empty() && !is_member(shape.members, shape.id)) {
      named(tables_.spell(shape.id), "what the element is of");
      json_.key("enum").array();
      for (const gate::NameId id : ids) json_.value(tables_.spell(id));
      json_.end().end();
    }
    for (const gate::Member& member : tables_.fields(shape.members))
      property(member.name, tables_.shapes[member.shape], checked && !member.optional);
    json_.end().member("additionalProperties", false).end();
    if (ids.empty()) return;
    json_.key("allOf").array();
    for (const gate::NameId id : ids) contains(shape.id, tables_.spell(id), checked);
    json_.end();
  }

  /// An element of that id is there once; where nothing asks for it, at most once.
  void contains(gate::NameId field, std::string_view id, bool checked) {
    json_.object().key("contains").object().key("required").array().value(tables_.spell(field)).end();
    json_.key("properties").object().key(tables_.spell(field)).object().member("const", id).end().end().end();
    json_.member("minContains", std::uint64_t{checked ? 1U : 0U}).member("maxContains", std::uint64_t{1}).end();
  }

  /// The elements of the executive rollup: each of a gate, with its packet's reference and its result.
  void results(const gate::Shape& shape) {
    const auto gates = tables_.list(shape.gates);
    json_.member("type", "array").key("items").object().member("type", "object").key("required").array();
    for (const gate::Member& member : tables_.fields(shape.members))
      if (is_judged(member)) json_.value(tables_.spell(member.name));
    json_.end().key("properties").object();
    named(tables_.spell(shape.id), "the gate that the element is of");
    json_.key("enum").array();
    for (const gate::NameId index : gates) json_.value(tables_.gates[index].id);
    json_.end().end();
    for (const gate::Member& member : tables_.fields(shape.members)) {
      const gate::Shape& own = tables_.shapes[member.shape];
      if (own.kind != Kind::result)
        property(member.name, own, is_judged(member));
      else
        json_.key(tables_.spell(member.name))
            .object()
            .member("title", title_of(tables_.spell(member.name)))
            .member("type", "object")
            .end();
    }
    json_.end().member("additionalProperties", false).key("allOf").array();
    for (const gate::NameId index : gates) result_by_id(shape, index);
    json_.end().end().key("allOf").array();
    for (const gate::NameId index : gates) contains(shape.id, tables_.gates[index].id, true);
    json_.end();
  }

  bool is_judged(const gate::Member& member) const {
    const Kind kind = tables_.shapes[member.shape].kind;
    return kind == Kind::reference || kind == Kind::result;
  }

  void result_by_id(const gate::Shape& shape, gate::NameId index) {
    json_.object().key("if").object().key("required").array().value(tables_.spell(shape.id)).end();
    json_.key("properties")
        .object()
        .key(tables_.spell(shape.id))
        .object()
        .member("const", tables_.gates[index].id)
        .end()
        .end()
        .end();
    json_.key("then").object().key("properties").object();
    for (const gate::Member& member : tables_.fields(shape.members))
      if (tables_.shapes[member.shape].kind == Kind::result)
        json_.key(tables_.spell(member.name)).object().member("$ref", result_of(index)).end();
    json_.end().end().end();
  }

  std::string result_of(std::uint16_t index) {
    results_.insert(index);
    return "#/$defs/result-" + std::string(tables_.gates[index].id);
  }

  /// Live packets are sanitized, and refer to no sample.
  void mode() {
    json_.key("if")
        .object()
        .key("properties")
        .object()
        .key("evidence_mode")
        .object()
        .member("const", "live")
        .end()
        .end()
        .end();
    json_.key("then").object().key("required").array().value(std::string_view("sanitized")).end();
    json_.key("properties").object().key("sanitized").object().member("const", true).end().end();
    json_.member("$ref", "#/$defs/no-sample").end();
  }

  void definitions() {
    json_.key("$defs").object();
    json_.key("reference").object().member("title", "Reference");
    json_.member("description",
                 "Where something is kept: a scheme, ://, and segments between single slashes, such as "
                 "evidence://owner/release");
    json_.member("type", "string").member("pattern", reference_pattern).member("maxLength", std::uint64_t{256}).end();
    json_.key("text").object().member("title", "Text").member("description", "One line of at most 1,000 characters");
    json_.member("type", "string").member("pattern", text_pattern).member("maxLength", std::uint64_t{1000}).end();
    json_.key("no-sample").object().member("description", "No value, however deep, is a reference under sample://");
    json_.key("not").object().member("type", "string").member("pattern", "^sample://").end();
    json_.key("additionalProperties").object().member("$ref", "#/$defs/no-sample").end();
    json_.key("items").object().member("$ref", "#/$defs/no-sample").end().end();
    if (uses_open_) open_definition();
    for (const std::uint16_t index : results_) result(tables_.gates[index]);
    json_.end();
  }

  void open_definition() {
    std::string names;
    for (const gate::Check& check : tables_.checks_of(gate_)) {
      const gate::Shape& shape = tables_.shapes[check.shape];
      if (shape.kind != Kind::private_fields) continue;
      for (const gate::NameId name : tables_.list(shape.names))
        names += (names.empty() ? "" : "|") + any_case(tables_.spell(name));
    }
    json_.key("open").object().member("description", "Anything in which no key is a name of private material");
    if (!names.empty())
      json_.key("propertyNames").object().key("not").object().member("pattern", "^(?:" + names + ")$").end().end();
    json_.key("additionalProperties").object().member("$ref", "#/$defs/open").end();
    json_.key("items").object().member("$ref", "#/$defs/open").end().end();
  }

  void result(const gate::Gate& of) {
    json_.key("result-" + std::string(of.id))
        .object()
        .member("title", "Result of " + std::string(of.id) + " " + std::string(of.title));
    json_.member("description",
                 "What `cavra-seal check` says of the packet of " + std::string(of.id) + ", without a blocker");
    json_.member("type", "object").key("required").array();
    const auto keys = tables_.list(of.result_keys);
    for (const gate::NameId key : keys) json_.value(tables_.spell(key));
    json_.end().key("properties").object();
    for (const gate::NameId key : keys) result_member(of, key);
    json_.end().member("additionalProperties", false).end();
  }

  void result_member(const gate::Gate& of, gate::NameId key) {
    json_.key(tables_.spell(key)).object();
    if (key == gate::name::schema_version)
      json_.member("const", of.result);
    else if (key == of.ready)
      json_.member("type", "boolean");
    else if (key == gate::name::blocker_count)
      json_.member("type", "integer").key("const").value(std::uint64_t{0});
    else if (key == gate::name::warning_count)
      json_.member("type", "integer").key("minimum").value(std::uint64_t{0});
    else if (key == gate::name::status)
      words({"ready", "ready_with_warnings"});
    else if (key == gate::name::checks)
      result_checks(of);
    else
      json_.member("$ref", "#/$defs/text");
    json_.end();
  }

  /// The gate's checks in their order, with or without the further ones of the strict profile.
  void result_checks(const gate::Gate& of) {
    std::vector<std::string_view> names;
    for (const gate::Check& check : tables_.checks_of(of)) names.push_back(check.name);
    const std::uint64_t own = names.size();
    for (std::uint16_t i = 0; i < static_cast<std::uint16_t>(gate::Further::count); ++i)
      names.push_back(gate::further_name(static_cast<gate::Further>(i)));
    json_.member("type", "array").key("oneOf").array();
    for (const std::uint64_t size : {own, std::uint64_t{names.size()}})
      json_.object().member("minItems", size).member("maxItems", size).end();
    json_.end().key("prefixItems").array();
    for (const std::string_view name : names) {
      json_.object().member("type", "object").key("required").array();
      for (const std::string_view member : {"name", "status", "message"}) json_.value(member);
      json_.end().key("properties").object().key("name").object().member("const", name).end();
      json_.key("status").object();
      words({"pass", "warn"});
      json_.end()
          .key("message")
          .object()
          .member("$ref", "#/$defs/text")
          .end()
          .end()
          .member("additionalProperties", false)
          .end();
    }
    json_.end();
  }

  const gate::Tables& tables_;
  const gate::Gate& gate_;
  std::string out_;
  JsonWriter json_;
  std::set<std::uint16_t> results_;
  bool uses_open_ = false;
};

}  // namespace

std::string gate_schema(const Catalogue& catalogue, const GateInfo& gate) {
  const gate::Tables& tables = catalogue.tables();
  const auto compiled =
      std::find_if(tables.gates.begin(), tables.gates.end(), [&gate](const gate::Gate& g) { return g.id == gate.id; });
  return Schema(tables, *compiled).write();
}

}  // namespace cavra::report
