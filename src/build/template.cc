// What there is to answer, as TOML.
#include "build/builder.h"
#include "build/fill.h"

namespace cavra::build {
namespace {

using gate::Kind;

class Template {
 public:
  Template(const gate::Tables& tables, const gate::Gate& gate, const std::vector<Decided>& decided)
      : tables_(tables), gate_(gate), decided_(decided) {}

  std::string write() {
    out_ = "# Answers for " + std::string(gate_.id) + " " + std::string(gate_.title) +
           ": what only people can say. What is left out stays empty or false.\n"
           "# Use: cavra-seal build " +
           std::string(gate_.slug) + (decided_.empty() ? "" : " --bundle DIR") + " --answers THIS_FILE\n\n";
    for (const gate::Member& member : tables_.fields(gate_.fields)) field(member.name, tables_.shapes[member.shape]);
    for (const gate::Check& check : tables_.checks_of(gate_))
      if (check.field != gate::no_name) field(check.field, tables_.shapes[check.shape]);
    return out_ + tables_text_;
  }

 private:
  std::string spell(gate::NameId id) const { return std::string(tables_.spell(id)); }

  static void line(std::string& out, const std::string& name, std::string_view value, const std::string& comment) {
    out += name + " = " + std::string(value);
    if (!comment.empty()) out += "  # " + comment;
    out += "\n";
  }

  /// A field that stands in one line.
  void simple(std::string& out, gate::NameId id, const gate::Shape& shape) const {
    const std::string name = spell(id);
    switch (shape.kind) {
      case Kind::reference:
        return line(out, name, "\"\"", "a reference, such as evidence://" + path_of(name));
      case Kind::reference_list:
        return line(out, name, "[]", "references, at least " + std::to_string(shape.least));
      case Kind::text:
        return line(out, name, "\"\"",
                    shape.least > 0 ? "a text of at least " + std::to_string(shape.least) + " characters" : "a text");
      case Kind::texts:
        return line(out, name, "[]",
                    "at least " + std::to_string(shape.least) + " texts of at least " + std::to_string(shape.length) +
                        " characters");
      case Kind::one_of: {
        std::string values;
        for (const gate::NameId value : tables_.list(shape.names))
          values += (values.empty() ? "" : ", ") + spell(value);
        return line(out, name, "\"\"", "one of: " + values);
      }
      case Kind::id:
        return line(out, "# " + name, "\"\"", "an id of your own, in lower case");
      case Kind::flag:
      case Kind::yes:
        return line(out, name, "false", "");
      case Kind::integer:
        return line(out, name, "0", "");
      default:
        return;
    }
  }

  void field(gate::NameId id, const gate::Shape& shape) {
    const std::string name = spell(id);
    const bool handed_on =
        gate_.upstream.count > 0 && gate_.customer.count == 1 && tables_.list(gate_.customer).front() == id;
    if (handed_on) return;
    switch (shape.kind) {
      case Kind::references:
        header(name);
        for (const gate::NameId member : tables_.list(shape.names)) line(tables_text_, spell(member), "\"\"", "");
        return;
      case Kind::reference_groups:
        for (const gate::Member& group : tables_.fields(shape.members)) {
          header(name + "." + spell(group.name));
          for (const gate::NameId member : tables_.list(tables_.shapes[group.shape].names))
            line(tables_text_, spell(member), "\"\"", "");
        }
        return;
      case Kind::controls:
        header(name);
        for (const gate::NameId member : tables_.list(shape.names))
          if ((id != gate_.upstream_control.object || member != gate_.upstream_control.member) &&
              find_decided(decided_, name, "", spell(member)) == nullptr)
            line(tables_text_, spell(member), "false", "");
        return;
      case Kind::records:
        return records(name, shape);
      case Kind::object:
        header(name);
        for (const gate::Member& member : tables_.fields(shape.members))
          simple(tables_text_, member.name, tables_.shapes[member.shape]);
        return;
      default:
        return simple(out_, id, shape);
    }
  }

  void header(const std::string& name) { tables_text_ += "\n[" + name + "]\n"; }

  void records(const std::string& name, const gate::Shape& shape) {
    if (shape.names.count == 0) {
      tables_text_ += "\n[[" + name + "]]  # once for each\n";
      if (shape.id != gate::no_name) line(tables_text_, spell(shape.id), "\"\"", "");
      members(shape, name, {});
      return;
    }
    for (const gate::NameId id : tables_.list(shape.names)) {
      header(name + "." + spell(id));
      members(shape, name, spell(id));
    }
  }

  void members(const gate::Shape& shape, std::string_view list, std::string_view record) {
    for (const gate::Member& member : tables_.fields(shape.members))
      if (spell(member.name) != "title" && find_decided(decided_, list, record, spell(member.name)) == nullptr)
        simple(tables_text_, member.name, tables_.shapes[member.shape]);
  }

  const gate::Tables& tables_;
  const gate::Gate& gate_;
  const std::vector<Decided>& decided_;
  std::string out_;
  std::string tables_text_;
};

}  // namespace

std::string answers_template(const Catalogue& catalogue, const GateInfo& gate, const std::vector<Decided>& decided) {
  for (const gate::Gate& one : catalogue.tables().gates)
    if (one.id == gate.id) return Template(catalogue.tables(), one, decided).write();
  return {};
}

}  // namespace cavra::build
