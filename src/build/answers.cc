#include "build/answers.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/toml.h"
#include "json/refusal.h"

namespace cavra::build {
namespace {

using gate::Kind;

Error bad(const std::string& source, std::string what, std::string todo, std::uint32_t line = 0,
          std::uint32_t column = 0) {
  return {Code::bad_answers, std::move(what), std::move(todo), source, 0, line, column};
}

const gate::Shape* shape_of(const gate::Tables& tables, const gate::Gate& gate, std::string_view field) {
  for (const gate::Check& check : tables.checks_of(gate))
    if (check.field != gate::no_name && tables.spell(check.field) == field) return &tables.shapes[check.shape];
  for (const gate::Member& member : tables.fields(gate.fields))
    if (tables.spell(member.name) == field) return &tables.shapes[member.shape];
  return nullptr;
}

/// Objects over objects, key by key; anything else instead of what was there.
void put(Json& target, const Json& answer) {
  if (!target.is_object() || !answer.is_object()) {
    target = answer;
    return;
  }
  for (const auto& [key, value] : answer.items()) put(target[key], value);
}

class Applier {
 public:
  Applier(const gate::Tables& tables, const gate::Gate& gate, const std::string& source,
          const std::vector<Decided>& decided)
      : tables_(tables), gate_(gate), source_(source), decided_(decided) {}

  std::expected<void, Error> apply(const Json& answers, Json& packet) const {
    if (!answers.is_object())
      return std::unexpected(bad(source_, "the answers are no object", "see build --answers-template"));
    for (const auto& [field, answer] : answers.items())
      if (auto applied = one(field, answer, packet); !applied) return applied;
    return {};
  }

 private:
  std::expected<void, Error> one(const std::string& field, const Json& answer, Json& packet) const {
    const bool product = field == tables_.spell(gate::name::product);
    const gate::Shape* shape = shape_of(tables_, gate_, field);
    if (product || is_open(field)) {
      packet[field] = answer;
      return {};
    }
    const bool sanitized = field == tables_.spell(gate::name::sanitized);
    if (shape == nullptr && !sanitized)
      return std::unexpected(
          bad(source_,
              "the answers have a field \"" + field + "\", which a packet of " + std::string(gate_.id) + " has not",
              "take it out, or see build --answers-template"));
    if (sanitized || is_computed(*shape))
      return std::unexpected(bad(source_, field + " is not a matter of answers", "take it out: build fills it in"));
    if (shape->kind == Kind::controls) return controls(*shape, field, answer, packet[field]);
    if (!answer.is_object() && has_decided(field))
      return std::unexpected(
          bad(source_, field + " is no table", "other packets decide a part of it: see build --answers-template"));
    if (shape->kind == Kind::records && shape->names.count > 0 && answer.is_object())
      return records(*shape, field, answer, packet[field]);
    put(packet[field], answer);
    return {};
  }

  /// Whether other packets say a part of the field.
  bool has_decided(const std::string& field) const {
    return tables_.spell(gate_.upstream_control.object) == field ||
           std::any_of(decided_.begin(), decided_.end(), [&field](const Decided& one) { return one.field == field; });
  }

  bool is_open(std::string_view field) const {
    const auto open = tables_.list(gate_.additional);
    return std::any_of(open.begin(), open.end(), [&](gate::NameId id) { return tables_.spell(id) == field; });
  }

  static bool is_computed(const gate::Shape& shape) {
    return shape.kind == Kind::schema || shape.kind == Kind::mode || shape.kind == Kind::result ||
           shape.kind == Kind::results;
  }

  std::expected<void, Error> controls(const gate::Shape& shape, const std::string& field, const Json& answer,
                                      Json& target) const {
    if (!answer.is_object())
      return std::unexpected(bad(source_, field + " is no table of controls", "see build --answers-template"));
    for (const auto& [name, value] : answer.items()) {
      const auto names = tables_.list(shape.names);
      if (std::none_of(names.begin(), names.end(), [&](gate::NameId id) { return tables_.spell(id) == name; }))
        return std::unexpected(
            bad(source_, field + " has a control \"" + name + "\", which the gate does not know", "take it out"));
      const gate::Owner& upstream = gate_.upstream_control;
      if (tables_.spell(upstream.object) == field && tables_.spell(upstream.member) == name)
        return std::unexpected(bad(source_, name + " of " + field + " is not a matter of answers",
                                   "take it out: the packet before decides it"));
      if (find_decided(decided_, field, "", name) != nullptr)
        return std::unexpected(bad(source_, name + " of " + field + " is not a matter of answers",
                                   "take it out: the packets of the bundle decide it"));
      target[name] = value;
    }
    return {};
  }

  std::expected<void, Error> records(const gate::Shape& shape, const std::string& field, const Json& answer,
                                     Json& target) const {
    const std::string id_field(tables_.spell(shape.id));
    for (const auto& [id, value] : answer.items()) {
      const auto found = std::find_if(target.begin(), target.end(),
                                      [&](const Json& element) { return element.value(id_field, "") == id; });
      if (found == target.end())
        return std::unexpected(
            bad(source_, field + " has an element \"" + id + "\", which the gate does not know", "take it out"));
      if (!value.is_object())
        return std::unexpected(bad(source_, field + "." + id + " is no table", "see build --answers-template"));
      if (value.contains(id_field) && value[id_field] != id)
        return std::unexpected(bad(source_, field + "." + id + " has another " + id_field, "take it out"));
      for (const Decided& one : decided_)
        if (one.field == field && one.record == id && value.contains(one.member))
          return std::unexpected(bad(source_, one.member + " of " + field + "." + id + " is not a matter of answers",
                                     "take it out: the packets of the bundle decide it"));
      put(*found, value);
    }
    return {};
  }

  const gate::Tables& tables_;
  const gate::Gate& gate_;
  const std::string& source_;
  const std::vector<Decided>& decided_;
};

/// The first number that JSON cannot write, or null.
const toml::node* find_endless(const toml::node& node) {
  const toml::node* found = nullptr;
  const auto look = [&found](const auto& child) {
    if (found == nullptr) found = find_endless(child);
  };
  if (const toml::value<double>* number = node.as_floating_point(); number != nullptr && !std::isfinite(number->get()))
    return &node;
  if (const toml::array* array = node.as_array())
    for (const toml::node& child : *array) look(child);
  if (const toml::table* table = node.as_table())
    for (const auto& [key, child] : *table) look(child);
  return found;
}

}  // namespace

std::expected<Json, Error> read_object(const Given& file) {
  json::Parser parser({});
  if (const auto parsed = parser.parse(file.bytes); !parsed) {
    Error error = json::refusal(parsed.error(), file.bytes);
    error.code = Code::bad_answers;
    error.source = file.source;
    return std::unexpected(std::move(error));
  }
  Json json = Json::parse(file.bytes, nullptr, false);
  if (json.is_discarded())
    return std::unexpected(bad(file.source, "it has a number that no double can hold", "write a smaller one"));
  return json;
}

std::expected<Json, Error> read_answers(const Given& answers) {
  const std::size_t first = answers.bytes.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && answers.bytes[first] == '{') return read_object(answers);
  const auto table = read_toml(answers.bytes);
  if (!table)
    return std::unexpected(bad(answers.source, table.error().what, "write it as build --answers-template shows",
                               table.error().line, table.error().column));
  if (const toml::node* number = find_endless(*table))
    return std::unexpected(bad(answers.source, "inf and nan are no numbers of a packet", "write a number",
                               number->source().begin.line, number->source().begin.column));
  std::ostringstream out;
  out << toml::json_formatter(*table, toml::json_formatter::default_flags & ~toml::format_flags::indentation);
  return Json::parse(out.str());
}

std::expected<void, Error> apply_answers(const gate::Tables& tables, const gate::Gate& gate, const Json& answers,
                                         const std::string& source, const std::vector<Decided>& decided, Json& packet) {
  return Applier(tables, gate, source, decided).apply(answers, packet);
}

}  // namespace cavra::build
