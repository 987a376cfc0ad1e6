#include "report/describe.h"

#include <span>

namespace cavra::report {
namespace {

std::string join(const gate::Tables& tables, std::span<const gate::NameId> names) {
  std::string out;
  for (const gate::NameId name : names) out.append(out.empty() ? "" : ", ").append(tables.spell(name));
  return out;
}

std::string size(std::size_t n, std::string_view one) {
  return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

std::string describe_members(const gate::Tables& tables, const gate::Gate& gate, gate::Range members) {
  std::string out;
  for (const gate::Member& member : tables.fields(members)) {
    if (member.optional) continue;
    out.append(out.empty() ? "" : "; ")
        .append(tables.spell(member.name))
        .append(": ")
        .append(describe(tables, gate, tables.shapes[member.shape]));
  }
  return out;
}

}  // namespace

std::string describe(const gate::Tables& tables, const gate::Gate& gate, const gate::Shape& shape) {
  using gate::Kind;
  switch (shape.kind) {
    case Kind::schema:
      return std::string(gate.packet);
    case Kind::mode:
      return "live, with sanitized true (sample only warns, unless the run is live)";
    case Kind::reference:
      return "a reference";
    case Kind::reference_list:
      return "an array of at least " + size(shape.least, "reference");
    case Kind::references:
      return "an object with the references " + join(tables, tables.list(shape.names)) +
             (shape.only_required ? "" : "; whatever else is in it must be a reference too");
    case Kind::reference_groups: {
      std::string out = "an object of objects of references:";
      for (const gate::Member& group : tables.fields(shape.members))
        out.append("\n    ")
            .append(tables.spell(group.name))
            .append(": ")
            .append(join(tables, tables.list(tables.shapes[group.shape].names)));
      return out;
    }
    case Kind::controls:
      return "an object in which each of these is true: " + join(tables, tables.list(shape.names)) +
             (shape.warn.count > 0 ? "; only a warning, unless the run is live, when nothing is missing but " +
                                         join(tables, tables.list(shape.warn))
                                   : "");
    case Kind::records: {
      std::string out = "an array of objects";
      if (shape.names.count > 0)
        out += std::string(" with ") + std::string(tables.spell(shape.id)) +
               (shape.closed ? " being exactly one of: " : " covering: ") + join(tables, tables.list(shape.names));
      const std::string members = describe_members(tables, gate, shape.members);
      return members.empty() ? out : out + "; in each " + members;
    }
    case Kind::text:
      return shape.least > 0 ? "a text of at least " + size(shape.least, "character") : "a text";
    case Kind::texts:
      return "an array of at least " + size(shape.least, "text") + " of at least " + size(shape.length, "character");
    case Kind::one_of:
      return "one of " + join(tables, tables.list(shape.names));
    case Kind::id:
      return "an id";
    case Kind::flag:
      return "true or false";
    case Kind::yes:
      return "true";
    case Kind::integer:
      return "an integer";
    case Kind::object:
      return "an object with " + describe_members(tables, gate, shape.members);
    case Kind::anything:
      return "anything";
    case Kind::ready_key:
      return "the gate's ready key";
    case Kind::result:
      return "the result of " + std::string(tables.gates[shape.gate].id) +
             ", ready, without blockers, in a live run without warnings (else a warning when there is no blocker and "
             "the run is not live)";
    case Kind::results: {
      std::string out = "an array with an element for each of";
      for (const gate::NameId index : tables.list(shape.gates)) out.append(" ").append(tables.gates[index].id);
      return out + ", with the reference of its packet and its result, ready";
    }
    case Kind::private_fields:
      return "no key anywhere, in any case, is one of: " + join(tables, tables.list(shape.names));
  }
  return {};
}

}  // namespace cavra::report
