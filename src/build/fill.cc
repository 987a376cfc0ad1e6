#include "build/fill.h"

namespace cavra::build {
namespace {

using gate::Kind;

const Json nothing;

const Json& at(const Json& of, std::string_view key) {
  if (!of.is_object()) return nothing;
  const auto found = of.find(std::string(key));
  return found == of.end() ? nothing : *found;
}

std::string hyphenated(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (c == '_') c = '-';
  return out;
}

std::string_view without(std::string_view name, std::string_view suffix) {
  return name.ends_with(suffix) && name.size() > suffix.size() ? name.substr(0, name.size() - suffix.size()) : name;
}

/// A text of at least `least` characters.
std::string filler(std::string_view name, std::string_view record, std::size_t least) {
  std::string words(record.empty() ? name : record);
  for (char& c : words)
    if (c == '_') c = ' ';
  std::string text = "Example text for " + words + ", to be replaced before it is used.";
  while (text.size() < least) text += " More of the same follows to make it long enough.";
  return text;
}

}  // namespace

std::string title_of(std::string_view id) {
  std::string out(id);
  for (char& c : out)
    if (c == '_' || c == '-') c = ' ';
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

std::string path_of(std::string_view name) {
  const std::string_view stem = without(without(name, "_refs"), "_ref");
  const std::string_view owner = without(stem, "_owner");
  return owner.size() < stem.size() ? "owner/" + hyphenated(owner) : hyphenated(stem);
}

Filler::Filler(const gate::Tables& tables, const gate::Gate& gate, Options options)
    : tables_(tables), gate_(gate), options_(options), example_(Json::parse(gate.example)) {}

Json Filler::packet() const {
  Json packet = Json::object();
  packet["product"] = "CAVRA";
  for (const gate::Member& field : tables_.fields(gate_.fields)) {
    const std::string name = spell(field.name);
    packet[name] = value(tables_.shapes[field.shape], {name, {}, {}}, at(example_, name));
  }
  for (const gate::Repeat& repeat : gate::Tables::in(tables_.repeats, gate_.repeats))
    packet[spell(repeat.name)] = repeat.otherwise;
  for (const gate::Check& check : tables_.checks_of(gate_)) {
    if (check.field == gate::no_name) continue;
    const std::string name = spell(check.field);
    const gate::Shape& shape = tables_.shapes[check.shape];
    if (shape.kind == Kind::mode) {
      packet[name] = options_.mode == Mode::live ? "live" : "sample";
      packet["sanitized"] = options_.mode == Mode::live;
    } else {
      packet[name] = value(shape, {name, {}, {}}, at(example_, name));
    }
  }
  return packet;
}

Json Filler::value(const gate::Shape& shape, const Spot& spot, const Json& example) const {
  switch (shape.kind) {
    case Kind::schema:
      return gate_.packet;
    case Kind::reference:
      return reference(spot, example);
    case Kind::reference_list:
      return reference_list(shape, spot, example);
    case Kind::references:
    case Kind::reference_groups:
    case Kind::controls:
    case Kind::object:
      return object(shape, example);
    case Kind::records:
      return records(shape, spot.name, example);
    case Kind::text:
      return text(shape, spot, example);
    case Kind::texts: {
      Json list = Json::array();
      if (!options_.example) return list;
      if (example.is_array()) return example;
      for (int i = 0; i < shape.least; ++i) list.push_back(filler(spot.name, spot.record, shape.length));
      return list;
    }
    case Kind::one_of:
      if (!options_.example) return "";
      return example.is_string() ? example : Json(tables_.spell(tables_.list(shape.names).front()));
    case Kind::id:
      return example.is_string() ? example
                                 : Json(std::string(gate_.slug) + (options_.mode == Mode::live ? "-live" : "-sample"));
    case Kind::flag:
      return options_.example && example.is_boolean() ? example : Json(false);
    case Kind::yes:
      return options_.example;
    case Kind::integer:
      return options_.example && example.is_number_integer() ? example : Json(0);
    case Kind::results:
    case Kind::result:
    case Kind::ready_key:
    case Kind::anything:
    case Kind::mode:
    case Kind::private_fields:
      break;
  }
  return options_.example ? example : Json();
}

Json Filler::reference_list(const gate::Shape& shape, const Spot& spot, const Json& example) const {
  Json list = Json::array();
  if (!options_.example) return list;
  if (example.is_array()) {
    for (const Json& element : example) list.push_back(with_scheme(element.get<std::string>()));
    return list;
  }
  const std::string stem = spot.record.empty()
                               ? path_of(spot.name) + "/"
                               : path_of(without(spot.list, "_sections")) + "/" + hyphenated(spot.record);
  for (int i = 1; i <= std::max<int>(shape.least, 1); ++i) {
    const std::string number = std::to_string(i);
    list.push_back(with_scheme(stem + (spot.record.empty() ? number : i > 1 ? "-" + number : "")));
  }
  return list;
}

Json Filler::object(const gate::Shape& shape, const Json& example) const {
  Json object = Json::object();
  for (const gate::NameId id : tables_.list(shape.names)) {
    const std::string name = spell(id);
    if (shape.kind == Kind::controls)
      object[name] = options_.example;
    else
      object[name] = reference({name, {}, {}}, at(example, name));
  }
  for (const gate::Member& member : tables_.fields(shape.members)) {
    const std::string name = spell(member.name);
    object[name] = value(tables_.shapes[member.shape], {name, {}, {}}, at(example, name));
  }
  return object;
}

Json Filler::records(const gate::Shape& shape, std::string_view list_name, const Json& example) const {
  Json list = Json::array();
  for (const gate::NameId id : tables_.list(shape.names)) {
    Json element = record(shape, list_name, tables_.spell(id), at(example, tables_.spell(id)));
    element[spell(shape.id)] = spell(id);
    list.push_back(std::move(element));
  }
  if (!list.empty() || !options_.example) return list;
  if (example.is_array()) {
    for (const Json& one : example) list.push_back(record(shape, list_name, {}, one));
    return list;
  }
  for (int i = 1; i <= std::max<int>(shape.least, 1); ++i) {
    const std::string id = hyphenated(without(without(list_name, "_refs"), "s")) + "-" + std::to_string(i);
    list.push_back(record(shape, list_name, id, nothing));
    if (shape.id != gate::no_name) list.back()[spell(shape.id)] = id;
  }
  return list;
}

Json Filler::record(const gate::Shape& shape, std::string_view list, std::string_view id, const Json& example) const {
  Json record = Json::object();
  for (const gate::Member& member : tables_.fields(shape.members)) {
    const std::string name = spell(member.name);
    record[name] = value(tables_.shapes[member.shape], {name, list, id}, at(example, name));
  }
  if (id.empty() && shape.id != gate::no_name) record[spell(shape.id)] = at(example, tables_.spell(shape.id));
  return record;
}

Json Filler::element(const gate::Shape& shape, const gate::Gate& of) const {
  Json element = Json::object();
  element[spell(shape.id)] = of.id;
  for (const gate::Member& member : tables_.fields(shape.members)) {
    const std::string name = spell(member.name);
    switch (tables_.shapes[member.shape].kind) {
      case Kind::reference:
        element[name] = options_.example ? with_scheme(std::string(of.slug) + "/packet") : "";
        break;
      case Kind::text:
        element[name] = of.title;
        break;
      case Kind::ready_key:
        element[name] = spell(of.ready);
        break;
      default:
        break;
    }
  }
  return element;
}

std::string Filler::with_scheme(const std::string& path) const {
  if (path.find("://") != std::string::npos) return path;
  return (options_.mode == Mode::live ? "evidence://" : "sample://") + path;
}

std::string Filler::reference(const Spot& spot, const Json& example) const {
  if (!options_.example) return {};
  if (example.is_string()) return with_scheme(example.get<std::string>());
  return with_scheme(path_of(spot.name) + (spot.record.empty() ? "" : "/" + hyphenated(spot.record)));
}

std::string Filler::text(const gate::Shape& shape, const Spot& spot, const Json& example) const {
  if (options_.example && example.is_string()) return example.get<std::string>();
  if (spot.name == "title" && !spot.record.empty()) return title_of(spot.record);
  if (!options_.example) return {};
  return filler(spot.name, spot.record, shape.least);
}

}  // namespace cavra::build
