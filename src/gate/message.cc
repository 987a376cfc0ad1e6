#include "gate/message.h"

namespace cavra::gate {
namespace {

/// "a, b and c", of many the first few.
std::string list(const Tables& tables, std::span<const NameId> names, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? last : ", ";
    out += tables.spell(names[i]);
  }
  return out;
}

std::string count(std::size_t n, std::string_view one) {
  return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

/// The check that a finding belongs to; null for one of strict's further checks, whose private fields are told by the
/// same words.
const Check* check_of(const Tables& tables, const Gate& gate, const Finding& finding) {
  const std::span<const Check> checks = tables.checks_of(gate);
  return finding.check < checks.size() ? &checks[finding.check] : nullptr;
}

class Words {
 public:
  Words(const Tables& tables, const Gate& gate, const Finding& finding, Ordinals at)
      : tables_(tables), gate_(gate), finding_(finding), at_(at), check_(check_of(tables, gate, finding)) {}

  std::string message() const {
    switch (finding_.code) {
      case Code::wrong_schema:
        return subject() + " is not " + std::string(gate_.packet);
      case Code::not_live:
        return finding_.severity == Severity::warn ? "evidence_mode is sample, which shows the shape only"
                                                   : "evidence_mode is not live";
      case Code::not_sanitized:
        return "sanitized is not true";
      case Code::lacks:
        return holder() + " lacks " + std::string(tables_.spell(finding_.member));
      case Code::lacks_record:
        return field() + " lacks " + std::string(tables_.spell(finding_.record_id));
      case Code::not_a_reference:
        return subject() + " is no reference";
      case Code::wrong_type:
        return subject() + " is no " + wanted();
      case Code::not_true:
        return subject() + " is not true";
      case Code::upstream_not_ready:
        return upstream() + " does not say that " + std::string(title()) + " is ready";
      case Code::upstream_blockers:
        return upstream() + " does not say that it has no blocker";
      case Code::upstream_warnings:
        return upstream() + " does not say that it has no warning";
      case Code::not_one_of:
        return subject() + " is not " + list(tables_, tables_.list(shape().names), " or ");
      case Code::too_few:
        return subject() + " holds " + (least() <= 1 ? "nothing" : "fewer than " + std::to_string(least()));
      case Code::too_short:
        return subject() + " is " + (length() <= 1 ? "empty" : "shorter than " + count(length(), "character"));
      case Code::private_field:
        return "a field is called " + std::string(tables_.spell(finding_.member)) + ", which is private";
      case Code::unlisted_record:
        return record() + " has no " + std::string(tables_.spell(finding_.member)) + " of the list";
      default:
        return "not as the gate wants it";
    }
  }

  std::string hint() const {
    switch (finding_.code) {
      case Code::wrong_schema:
        return "judge it by the gate it is for, or write the schema so";
      case Code::not_live:
        return finding_.severity == Severity::warn ? "a release needs live evidence: build the packet with --mode live"
                                                   : "collect live evidence, and set evidence_mode to live";
      case Code::not_sanitized:
        return "take out what is private, then set sanitized to true";
      case Code::lacks:
        return lacks_hint();
      case Code::lacks_record:
        return "add an element for it";
      case Code::not_a_reference:
        if (finding_.member == no_name && shape().kind == Kind::references) return "write a reference, or take it out";
        return "write a reference, such as " + example();
      case Code::wrong_type:
        return "write it as " + std::string(article()) + wanted();
      case Code::not_true:
        return "set it to true once it is so";
      case Code::upstream_not_ready:
      case Code::upstream_blockers:
      case Code::upstream_warnings:
        return "make the " + std::string(upstream_gate().id) + " packet ready, then build this one from it again";
      case Code::not_one_of:
        return "bring it there, then say so: " + list(tables_, tables_.list(shape().names), " or ");
      case Code::too_few:
        return shape().kind == Kind::reference_list
                   ? "name at least " + std::to_string(least()) + ", such as " + example()
                   : "add at least " + count(least(), shape().kind == Kind::texts ? "text" : "element");
      case Code::too_short:
        return length() <= 1 ? "write it" : "say it in at least " + count(length(), "character");
      case Code::private_field:
        return "take the field out; refer to where it is kept by a reference";
      case Code::unlisted_record:
        return "the ids are: " + list(tables_, tables_.list(shape().names), ", ");
      default:
        return {};
    }
  }

 private:
  const Shape& shape() const { return tables_.shapes[finding_.shape]; }
  std::string field() const {
    return std::string(check_->field == no_name ? "the packet" : tables_.spell(check_->field));
  }
  std::uint32_t least() const { return shape().least; }
  std::uint32_t length() const { return shape().kind == Kind::texts ? shape().length : shape().least; }

  std::string record() const {
    return finding_.record_id != no_name ? std::string(tables_.spell(finding_.record_id)) + " in " + field()
                                         : "element " + std::to_string(at_.record) + " of " + field();
  }
  /// The object that lacks something.
  std::string holder() const {
    if (finding_.node == 0) return "the packet";
    if (finding_.group != no_name && finding_.record == json::no_node)
      return std::string(tables_.spell(finding_.group)) + " in " + field();
    return finding_.record != json::no_node ? record() : field();
  }
  /// The value at fault.
  std::string subject() const {
    const std::string part = is_element() ? "element " + std::to_string(at_.value) + " of " : "";
    if (finding_.record != json::no_node)
      return part + (finding_.member != no_name ? std::string(tables_.spell(finding_.member)) + " of " : "") + record();
    if (finding_.member != no_name) return part + std::string(tables_.spell(finding_.member)) + " of " + holder();
    if (finding_.group != no_name && finding_.code == Code::wrong_type) return part + holder();
    if (shape().kind == Kind::references && finding_.code == Code::not_a_reference)
      return "member " + std::to_string(at_.value) + " of " + holder();
    return part + field();
  }
  /// Whether the value at fault is an element of a list of references or texts, not the list.
  bool is_element() const {
    return (shape().kind == Kind::reference_list || shape().kind == Kind::texts) && at_.value != json::no_node;
  }
  std::string upstream() const {
    if (finding_.record != json::no_node) return std::string(tables_.spell(finding_.member)) + " of " + record();
    return field();
  }
  const Gate& upstream_gate() const {
    if (finding_.record_id != no_name)
      for (const Gate& gate : tables_.gates)
        if (gate.id == tables_.spell(finding_.record_id)) return gate;
    return tables_.gates[shape().gate];
  }
  std::string_view title() const { return upstream_gate().id; }

  std::string wanted() const {
    if (finding_.member == name::blocker_count || finding_.member == name::warning_count) return "integer";
    switch (shape().kind) {
      case Kind::references:
      case Kind::reference_groups:
      case Kind::controls:
      case Kind::object:
      case Kind::result:
        return "object";
      case Kind::records:
      case Kind::results:
        return finding_.record == json::no_node ? "array" : finding_.member == no_name ? "object" : "text";
      case Kind::reference_list:
        return "array";
      case Kind::texts:
        return is_element() ? "text" : "array";
      case Kind::flag:
        return "true or false";
      case Kind::integer:
        return "integer";
      default:
        return "text";
    }
  }
  std::string_view article() const {
    const std::string word = wanted();
    return word == "true or false" ? "" : word == "text" ? "a " : "an ";
  }

  /// A reference that could stand there.
  std::string example() const {
    std::string_view of = tables_.spell(finding_.member != no_name ? finding_.member : check_->field);
    for (const std::string_view suffix : {"_refs", "_ref"})
      if (of.ends_with(suffix)) {
        of.remove_suffix(suffix.size());
        break;
      }
    std::string path;
    constexpr std::string_view owner = "_owner";
    if (of.ends_with(owner) && of.size() > owner.size()) {
      of.remove_suffix(owner.size());
      path = "owner/";
    }
    for (const char c : of) path.push_back(c == '_' ? '-' : c);
    return "evidence://" + path;
  }

  std::string lacks_hint() const {
    const bool whole = finding_.member == check_->field;
    switch (shape().kind) {
      case Kind::schema:
        return "set it to " + std::string(gate_.packet);
      case Kind::mode:
        return finding_.member == name::sanitized ? "take out what is private, then set sanitized to true"
                                                  : "set it to live or sample";
      case Kind::reference:
        return "name it by a reference, such as " + example();
      case Kind::references:
        return whole ? "add it, with its references" : "name it by a reference, such as " + example();
      case Kind::reference_groups:
        return "add it, with its references";
      case Kind::controls:
        return whole ? "add it, with its controls" : "add it, and set it to true once it is so";
      case Kind::result:
        return "build the packet from the one before it, which embeds the result";
      default:
        return "add it";
    }
  }

  const Tables& tables_;
  const Gate& gate_;
  const Finding& finding_;
  Ordinals at_;
  const Check* check_;
};

}  // namespace

std::string message(const Tables& tables, const Gate& gate, const Finding& finding, Ordinals at) {
  return Words(tables, gate, finding, at).message();
}

std::string hint(const Tables& tables, const Gate& gate, const Finding& finding, Ordinals at) {
  return Words(tables, gate, finding, at).hint();
}

std::string passed_message(const Tables& tables, const Gate& gate, const Check& check) {
  const Shape& shape = tables.shapes[check.shape];
  const std::string field(check.field == no_name ? "" : tables.spell(check.field));
  switch (shape.kind) {
    case Kind::schema:
      return field + " is " + std::string(gate.packet) + ".";
    case Kind::mode:
      return "The evidence is live and sanitized.";
    case Kind::reference:
      return field + " is a reference.";
    case Kind::reference_list:
      return field + " holds references only.";
    case Kind::references:
      return field + " holds its " + count(shape.names.count, "reference") + ".";
    case Kind::reference_groups:
      return field + " holds its " + count(shape.members.count, "group") + " of references.";
    case Kind::controls:
      return "All " + count(shape.names.count, "control") + " of " + field + " are true.";
    case Kind::records:
      return shape.names.count == 0 ? "Every element of " + field + " is complete."
                                    : field + " holds its " + count(shape.names.count, "element") + ", each complete.";
    case Kind::text:
      return shape.least == 0 ? field + " is a text."
                              : field + " holds at least " + count(shape.least, "character") + ".";
    case Kind::texts:
      return field + " holds at least " + count(shape.least, "text") +
             (shape.length > 1 ? " of at least " + count(shape.length, "character") + "." : ".");
    case Kind::result:
      return field + " says that " + std::string(tables.gates[shape.gate].id) + " is ready.";
    case Kind::results:
      return field + " says that all " + count(shape.gates.count, "gate") + " are ready.";
    case Kind::private_fields:
      return "No field has a private name.";
    default:
      return field + " is as the gate wants it.";
  }
}

}  // namespace cavra::gate
