#include "gate/agree.h"

#include <algorithm>
#include <set>

namespace cavra::gate {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const FieldDefinition* find(const std::vector<FieldDefinition>& fields, std::string_view name) {
  const auto at =
      std::find_if(fields.begin(), fields.end(), [name](const FieldDefinition& f) { return f.name == name; });
  return at == fields.end() ? nullptr : &*at;
}

class Agreement {
 public:
  explicit Agreement(const GateDefinition& gate) : gate_(gate) {}

  std::optional<Disagreement> first() {
    names();
    customer();
    upstream();
    owner(gate_.owner, nullptr, gate_.line);
    for (const CheckDefinition& check : gate_.checks) {
      owner(check.owner, &check.shape, check.line);
      for (const auto& [control, of] : check.shape.owners) owner(of, nullptr, check.line);
      if (check.shape.kind != Kind::results) results(check.shape.members);
    }
    results(gate_.fields);
    return found_;
  }

 private:
  void fail(std::string what, std::string todo, std::uint32_t line) {
    if (!found_) found_ = Disagreement{std::move(what), std::move(todo), line};
  }

  void names() {
    std::set<std::string> names;
    std::set<std::string> fields;
    for (const CheckDefinition& check : gate_.checks) {
      if (!names.insert(check.name).second) fail("two checks are called \"" + check.name + "\"", "", check.line);
      if (!check.field.empty() && !fields.insert(check.field).second)
        fail("two checks judge the field \"" + check.field + "\"", "", check.line);
    }
    for (const FieldDefinition& field : gate_.fields)
      if (!fields.insert(field.name).second)
        fail("the field \"" + field.name + "\" has a check already", "take it out of fields", field.shape.line);
  }

  const ShapeDefinition* shape_of(std::string_view field) const {
    for (const CheckDefinition& check : gate_.checks)
      if (check.field == field) return &check.shape;
    const FieldDefinition* more = find(gate_.fields, field);
    return more == nullptr ? nullptr : &more->shape;
  }

  /// Whether the packet must have a reference at /object/member, or at /object when `member` is empty.
  bool requires_reference(std::string_view object, std::string_view member) const {
    const ShapeDefinition* shape = shape_of(object);
    if (shape == nullptr) return false;
    if (member.empty()) return shape->kind == Kind::reference;
    if (shape->kind == Kind::references) return holds(shape->names, member);
    const FieldDefinition* field = shape->kind == Kind::object ? find(shape->members, member) : nullptr;
    return field != nullptr && field->shape.kind == Kind::reference;
  }
  bool requires_reference(std::string_view pointer) const {
    pointer.remove_prefix(1);
    const std::size_t slash = pointer.find('/');
    return requires_reference(pointer.substr(0, slash),
                              slash == std::string_view::npos ? "" : pointer.substr(slash + 1));
  }

  /// `of` is the shape of the check that is answered for; null where no record can be meant.
  void owner(const std::string& pointer, const ShapeDefinition* of, std::uint32_t line) {
    if (pointer.empty()) return;
    if (pointer.front() != '/') {
      const FieldDefinition* field = of == nullptr || of->kind != Kind::records ? nullptr : find(of->members, pointer);
      if (field == nullptr || field->shape.kind != Kind::reference)
        fail("the owner \"" + pointer + "\" is no reference of the check's records",
             "declare it in fields, or name /member or /object/member", line);
      return;
    }
    if (!requires_reference(pointer)) fail("the owner " + pointer + " is no reference that a check requires", "", line);
  }

  void customer() {
    const std::vector<std::string>& at = gate_.customer;
    if (at.empty()) return;
    const bool known = at.size() <= 2 && requires_reference(at.front(), at.size() == 2 ? std::string_view(at[1]) : "");
    if (!known)
      fail("\"customer\" is no reference that a check requires", "name it as /member or /object/member", gate_.line);
  }

  void upstream() {
    if (gate_.upstream_field.empty()) return;
    const ShapeDefinition* shape = shape_of(gate_.upstream_field);
    if (shape == nullptr || (shape->kind != Kind::result && shape->kind != Kind::results))
      fail("no check of kind result or results judges the upstream field \"" + gate_.upstream_field + "\"", "",
           gate_.upstream_line);
    const std::string& control = gate_.upstream_control;
    if (control.empty()) return;
    const std::size_t slash = control.find('/', 1);
    if (control.front() == '/') shape = shape_of(std::string_view(control).substr(1, slash - 1));
    if (control.front() != '/' || shape == nullptr || shape->kind != Kind::controls ||
        !holds(shape->names, control.substr(slash + 1)))
      fail("the upstream control " + control + " is none that a check requires", "", gate_.upstream_line);
  }

  /// Outside an element of `results`, which has the element's gate, nothing says whose result is meant.
  void results(const std::vector<FieldDefinition>& fields) {
    for (const FieldDefinition& field : fields) {
      if (field.shape.kind == Kind::result || field.shape.kind == Kind::ready_key)
        fail("\"" + field.name + "\" is the result or the ready key of no gate",
             "only the elements of a results list have these", field.shape.line);
      results(field.shape.members);
    }
  }

  const GateDefinition& gate_;
  std::optional<Disagreement> found_;
};

}  // namespace

std::optional<Disagreement> disagreement(const GateDefinition& gate) { return Agreement(gate).first(); }

}  // namespace cavra::gate
