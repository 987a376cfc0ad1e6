// The gate's own checks; what each kind judges is docs/gates.md's.
#include "build/mutations.h"

#include <algorithm>

namespace cavra::build {

using gate::Kind;
using gate::NameId;
using gate::Shape;
using gate::Tables;

namespace {

using Json = Planter::Json;

enum class Holds { text, object, array, truth, boolean, integer, anything };

Holds holds(Kind kind) {
  switch (kind) {
    case Kind::references:
    case Kind::reference_groups:
    case Kind::controls:
    case Kind::object:
    case Kind::result:
      return Holds::object;
    case Kind::reference_list:
    case Kind::records:
    case Kind::results:
    case Kind::texts:
      return Holds::array;
    case Kind::yes:
      return Holds::truth;
    case Kind::flag:
      return Holds::boolean;
    case Kind::integer:
      return Holds::integer;
    case Kind::anything:
    case Kind::private_fields:
      return Holds::anything;
    default:
      return Holds::text;
  }
}

/// Whether a value is of a type that the kind could hold, or of one that looks alike.
bool could_be(Holds what, const Json& value) {
  switch (what) {
    case Holds::text:
      return value.is_string();
    case Holds::object:
      return value.is_object();
    case Holds::array:
      return value.is_array();
    case Holds::truth:
      return value == true;
    case Holds::boolean:
      return value.is_boolean();
    case Holds::integer:
      return value.is_number_integer();
    case Holds::anything:
      break;
  }
  return true;
}

Shape of_kind(Kind kind, std::uint16_t least = 0) {
  Shape shape;
  shape.kind = kind;
  shape.least = least;
  return shape;
}

const Json& values_of_every_type() {
  static const Json values = Json::parse(
      R"([null, false, true, 0, 1, 0.5, "", "true", "evidence://a/b", [], ["evidence://a/b"], {}, {"a": "evidence://a/b"}])");
  return values;
}

}  // namespace

bool Mutations::is_listed(gate::Range names, const Json& id) const {
  const auto list = tables_.list(names);
  return id.is_string() && std::any_of(list.begin(), list.end(), [&](NameId name) {
           return tables_.spell(name) == id.get_ref<const std::string&>();
         });
}

void Mutations::own() {
  for (const gate::Check& check : tables_.checks_of(gate_)) {
    const Shape& shape = tables_.shapes[check.shape];
    planter_.expect(check.name, Profile::compat);
    if (shape.kind == Kind::private_fields)
      private_fields(shape, Pointer());
    else if (shape.kind == Kind::mode)
      mode();
    else
      field(shape, Pointer() / spell(check.field));
  }
}

void Mutations::mode() {
  const Pointer mode = Pointer() / "evidence_mode";
  const Pointer sanitized = Pointer() / "sanitized";
  planter_.drop(mode);
  planter_.drop(sanitized);
  for (const Json& value : values_of_every_type()) {
    planter_.set(mode, value, "another type");
    planter_.set(sanitized, value, "not exactly true");
  }
  for (const char* word : {"sample", "Live", "live ", "none"}) planter_.set(mode, word, "another mode");
}

void Mutations::field(const Shape& shape, const Pointer& at) {
  if (!planter_.has(at)) return;
  planter_.drop(at);
  const Holds what = holds(shape.kind);
  for (const Json& value : values_of_every_type())
    if (!could_be(what, value)) planter_.set(at, value, "another type");
  inside(shape, at);
}

void Mutations::inside(const Shape& shape, const Pointer& at) {
  switch (shape.kind) {
    case Kind::schema:
      for (const std::string_view other : {std::string_view(), gate_.result}) planter_.set(at, other, "another schema");
      return planter_.set(at, std::string(gate_.packet) + " ", "another schema");
    case Kind::reference:
      return reference(at);
    case Kind::references:
      return references(shape, at);
    case Kind::reference_groups:
    case Kind::object:
      return members(shape.members, at);
    case Kind::reference_list:
    case Kind::texts:
      return list(shape, at);
    case Kind::controls:
      planter_.set(at, Json::object(), "emptied");
      for (const NameId name : tables_.list(shape.names)) field(of_kind(Kind::yes), at / spell(name));
      return;
    case Kind::records:
      return records(shape, at);
    case Kind::text:
      return text(at, shape.least);
    case Kind::one_of:
      planter_.set(at, planter_.at(at).get<std::string>() + "x", "none of the words");
      return planter_.set(at, "", "emptied");
    case Kind::id:
    case Kind::ready_key:
      return planter_.set(at, "", "emptied");
    case Kind::result:
      return result(tables_.gates[shape.gate].ready, at, false);
    case Kind::results:
      return results(shape, at);
    default:
      return;
  }
}

void Mutations::text(const Pointer& at, std::size_t least) {
  if (least == 0) return;
  std::string shorter(least - 1, 'x');
  planter_.set(at, shorter, "one code point short");
  planter_.set(at, " \t\xE3\x80\x80" + shorter + "\xC2\xA0   \n", "one code point short, with white space around it");
  // As many bytes as it takes, but not as many code points.
  std::string two_bytes;
  for (std::size_t i = 1; i < least; ++i) two_bytes += "\xC3\xA4";
  planter_.set(at, two_bytes, "one code point short, of two bytes each");
}

void Mutations::reference(const Pointer& at) {
  planter_.set(at, "", "emptied");
  const std::string kept = planter_.at(at).get<std::string>();
  const std::size_t scheme = kept.find("://");
  if (scheme == std::string::npos) return;
  const std::string rest = kept.substr(scheme);
  std::string capital = kept;
  capital[0] = static_cast<char>(capital[0] - ('a' - 'A'));
  for (const std::string& wrong : {"https" + rest, "file" + rest, "x" + kept, capital, " " + kept,
                                   kept.substr(0, scheme) + ":/" + rest.substr(3), rest})
    planter_.set(at, wrong, "another scheme");
}

void Mutations::references(const Shape& shape, const Pointer& at) {
  const auto names = tables_.list(shape.names);
  if (!names.empty()) planter_.set(at, Json::object(), "emptied");
  for (const NameId name : names) field(of_kind(Kind::reference), at / spell(name));
  if (shape.only_required) return;
  const Json members = planter_.at(at);  // what is iterated over must not change
  for (const auto& [key, value] : members.items())
    if (!is_listed(shape.names, key) && !value.empty()) planter_.set(at / key, "https://example", "another scheme");
  planter_.add(at, "one_more_ref", "https://example", "one more that is no reference");
  planter_.add(at, "one_more_ref", 7, "one more that is no reference");
}

void Mutations::list(const Shape& shape, const Pointer& at) {
  const std::size_t size = planter_.at(at).size();
  const Shape element = of_kind(shape.kind == Kind::texts ? Kind::text : Kind::reference, shape.length);
  if (shape.least > 0) {
    Json fewer = planter_.at(at);
    while (fewer.size() >= shape.least) fewer.erase(fewer.size() - 1);
    planter_.set(at, fewer, "one too few");
  }
  for (std::size_t i = 0; i < size; ++i) {
    const Pointer child = at / i;
    for (const Json& value : values_of_every_type())
      if (!value.is_string()) planter_.set(child, value, "another type");
    inside(element, child);
  }
}

void Mutations::members(gate::Range range, const Pointer& at) {
  for (const gate::Member& member : tables_.fields(range))
    if (!member.optional) field(tables_.shapes[member.shape], at / spell(member.name));
}

void Mutations::records(const Shape& shape, const Pointer& at) {
  const bool by_id = shape.names.count > 0;
  const Json kept = planter_.at(at);
  if (by_id || shape.least > 0) planter_.set(at, Json::array(), "emptied");
  if (!by_id && shape.least > 0) {
    Json fewer = kept;
    while (fewer.size() >= shape.least) fewer.erase(fewer.size() - 1);
    planter_.set(at, fewer, "one too few");
  }
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const Pointer element = at / i;
    members(shape.members, element);
    const bool listed = by_id && is_listed(shape.names, kept[i].value(spell(shape.id), Json()));
    for (const Json& value : values_of_every_type())
      if (!value.is_object() && (listed || !by_id)) planter_.set(element, value, "an element that is no object");
    // Of two with one id the last counts; of those without one, each or the last.
    Json last = kept[i];
    for (const gate::Member& member : tables_.fields(shape.members)) {
      if (member.optional || !last.erase(spell(member.name))) continue;
      planter_.append(at, last, "doubled, and the last of the two lacks a field");
      break;
    }
    if (!listed) continue;
    const Pointer id = element / spell(shape.id);
    planter_.drop(element);
    planter_.set(id, "another_id", "another id");
    for (const Json& value : values_of_every_type())
      if (!value.is_string()) planter_.set(id, value, "an id that is no string");
  }
  if (!shape.closed || kept.empty()) return;
  Json more = kept.back();
  more[spell(shape.id)] = "one_more";
  planter_.append(at, more, "one more that is not of the list");
}

void Mutations::result(NameId ready, const Pointer& at, bool counts_warnings) {
  planter_.set(at, Json::object(), "emptied");
  field(of_kind(Kind::yes), at / spell(ready));
  for (const char* count : {"blocker_count", "warning_count"}) {
    const Pointer pointer = at / count;
    if (!planter_.has(pointer)) continue;
    if (counts_warnings || std::string_view(count) == "blocker_count") planter_.drop(pointer);
    for (const Json& value : values_of_every_type())
      if (value != 0) planter_.set(pointer, value, "not zero");
    planter_.set(pointer, -1, "not zero");
  }
}

void Mutations::results(const Shape& shape, const Pointer& at) {
  const Json kept = planter_.at(at);
  planter_.set(at, Json::array(), "emptied");
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const Pointer element = at / i;
    const Json id = kept[i].value(spell(shape.id), Json());
    const auto gates = tables_.list(shape.gates);
    const auto own = std::find_if(gates.begin(), gates.end(), [&](NameId g) { return id == tables_.gates[g].id; });
    if (own == gates.end()) continue;
    planter_.drop(element);
    planter_.set(element / spell(shape.id), "R0.0", "another gate");
    for (const gate::Member& member : tables_.fields(shape.members)) {
      const Shape& is = tables_.shapes[member.shape];
      const Pointer place = element / spell(member.name);
      if (is.kind == Kind::reference) field(is, place);
      if (is.kind != Kind::result) continue;
      planter_.drop(place);
      for (const Json& value : values_of_every_type())
        if (!value.is_object()) planter_.set(place, value, "another type");
      result(tables_.gates[*own].ready, place, true);
      Json last = kept[i];
      last.erase(spell(member.name));
      planter_.append(at, last, "doubled, and the last of the two has no result");
    }
  }
}

/// Each name, in every object of the packet, small and in capitals, whatever its value.
void Mutations::private_fields(const Shape& shape, const Pointer& at) {
  const Json value = planter_.at(at);  // what is iterated over must not change
  if (value.is_object()) {
    for (const NameId name : tables_.list(shape.names)) {
      std::string key = spell(name);
      planter_.add(at, key, "x", "a private field");
      planter_.add(at, key, Json(), "a private field without a value");
      for (char& c : key) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
      planter_.add(at, key, "x", "a private field in capitals");
    }
    for (const auto& [key, child] : value.items())
      if (child.is_structured()) private_fields(shape, at / key);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i)
      if (value[i].is_structured()) private_fields(shape, at / i);
  }
}

}  // namespace cavra::build
