// What strict adds: what is there is what the gate defines, and nothing else.
#include "build/mutations.h"
#include "gate/structure.h"

namespace cavra::build {

using gate::Further;
using gate::Kind;
using gate::Shape;

void Mutations::further() {
  planter_.expect(gate::further_name(Further::structure), Profile::strict);
  planter_.add(Pointer(), "one_more_field", "x", "a field that the gate does not define");
  if (const Pointer product = Pointer() / "product"; planter_.has(product)) planter_.set(product, 7, "another type");
  for (const gate::Check& check : tables_.checks_of(gate_)) {
    const Pointer at = Pointer() / spell(check.field);
    if (check.field != gate::no_name && planter_.has(at)) structure(tables_.shapes[check.shape], at);
  }
  for (const gate::Member& member : tables_.fields(gate_.fields)) {
    const Pointer at = Pointer() / spell(member.name);
    if (planter_.has(at)) structure(tables_.shapes[member.shape], at);
  }
}

void Mutations::structure(const Shape& shape, const Pointer& at) {
  planter_.expect(gate::further_name(Further::structure), Profile::strict);
  const std::string_view more = "a field that the gate does not define";
  const auto below = [&](gate::Range range, const Pointer& object) {
    for (const gate::Member& member : tables_.fields(range))
      if (planter_.has(object / spell(member.name)))
        structure(tables_.shapes[member.shape], object / spell(member.name));
    planter_.expect(gate::further_name(Further::structure), Profile::strict);
  };
  switch (shape.kind) {
    case Kind::reference:
      return unclean_reference(at);
    case Kind::reference_list:
      for (std::size_t i = 0; i < planter_.at(at).size(); ++i) unclean_reference(at / i);
      return;
    case Kind::references:
      planter_.add(at, "one_more_ref", "evidence://a/b", more);
      for (const gate::NameId name : tables_.list(shape.names))
        if (planter_.has(at / spell(name))) unclean_reference(at / spell(name));
      return;
    case Kind::controls:
      return planter_.add(at, "one_more_control", true, more);
    case Kind::reference_groups:
    case Kind::object:
      planter_.add(at, "one_more_field", "x", more);
      return below(shape.members, at);
    case Kind::records:
    case Kind::results:
      for (std::size_t i = 0; i < planter_.at(at).size(); ++i) {
        planter_.add(at / i, "one_more_field", "x", more);
        if (shape.id != gate::no_name) {
          planter_.append(at, planter_.at(at / i), "an id twice");
          if (shape.kind == Kind::records) planter_.set(at / i / spell(shape.id), "No Slug", "an id that is no slug");
        }
        below(shape.members, at / i);
      }
      return planter_.append(at, "x", "an element that is no object");
    case Kind::text:
      planter_.set(at, planter_.at(at).get<std::string>() + "\nmore", "a line break");
      return planter_.set(at, std::string(1001, 'x'), "longer than 1,000 code points");
    case Kind::id:
      return planter_.set(at, "No Slug", "an id that is no slug");
    case Kind::result: {
      planter_.add(at, "one_more_field", "x", more);
      const Json members = planter_.at(at);
      for (const auto& [key, value] : members.items()) {
        // The check's own look at the counts and the ready key; what blocks there already is no second finding.
        if (key == "blocker_count" || key == spell(tables_.gates[shape.gate].ready)) continue;
        planter_.drop(at / key);
      }
      return;
    }
    default:
      return;
  }
}

void Mutations::unclean_reference(const Pointer& at) {
  planter_.expect(gate::further_name(Further::reference_hygiene), Profile::strict);
  const std::string kept = planter_.at(at).get<std::string>();
  for (const char* end : {"?a=b", "#a", "/", "//a", "/../a", "/%61", "/A", "/a b", ":80", "/a@b"})
    planter_.set(at, kept + end, "not clean");
  planter_.set(at, kept + "/" + std::string(256, 'a'), "longer than 256");
  planter_.set(at, "sample://a/b", "a sample in live evidence");
}

}  // namespace cavra::build
