// The verdict as JSON (gates.md has the keys; they are sorted at compile time).
#include <algorithm>

#include "json/write.h"
#include "verdict/state.h"

namespace cavra {
namespace {

namespace name = gate::name;

/// Punctuation and white space of one of the two forms.
class Layout {
 public:
  Layout(std::string& out, Verdict::Form form, std::size_t indent)
      : out_(out), pretty_(form == Verdict::Form::pretty), base_(indent) {}

  void key(std::string_view key, bool first) {
    if (!first) out_.push_back(',');
    line(1);
    json::append_string(out_, key);
    out_ += pretty_ ? ": " : ":";
  }
  /// Begins a line, that many steps in.
  void line(std::size_t depth) {
    if (!pretty_) return;
    out_.push_back('\n');
    out_.append(base_ + 2 * depth, ' ');
  }
  [[nodiscard]] bool pretty() const { return pretty_; }

 private:
  std::string& out_;
  bool pretty_;
  std::size_t base_;
};

void append_checks(std::string& out, Layout& layout, const verdict::State& state) {
  out.push_back('[');
  for (std::size_t i = 0; i < state.statuses.size(); ++i) {
    if (i > 0) out.push_back(',');
    if (!layout.pretty() && state.statuses[i] == Status::pass && i < state.checks().size()) {
      out += state.checks()[i].passed_json;
      continue;
    }
    layout.line(2);
    out.push_back('{');
    const std::string_view colon = layout.pretty() ? ": " : ":";
    layout.line(3);
    out.append("\"message\"").append(colon);
    json::append_string(out, state.message(i));
    out.push_back(',');
    layout.line(3);
    out.append("\"name\"").append(colon);
    json::append_string(out, state.check_name(i));
    out.push_back(',');
    layout.line(3);
    out.append("\"status\"").append(colon).append("\"").append(to_text(state.statuses[i])).append("\"");
    layout.line(2);
    out.push_back('}');
  }
  layout.line(1);
  out.push_back(']');
}

void append_value(std::string& out, Layout& layout, const verdict::State& state, const Verdict& verdict,
                  gate::NameId key) {
  const gate::Gate& gate = *state.gate;
  if (key == gate.ready) {
    out += verdict.ready() ? "true" : "false";
    return;
  }
  switch (key) {
    case name::blocker_count:
      out += std::to_string(state.blockers);
      return;
    case name::warning_count:
      out += std::to_string(state.warnings);
      return;
    case name::checks:
      return append_checks(out, layout, state);
    case name::evidence_mode:
      return json::append_string(out, state.repeated(key, "unknown"));
    case name::product:
      return json::append_string(out, state.repeated(key, "CAVRA"));
    case name::schema_version:
      return json::append_string(out, gate.result);
    case name::status:
      return json::append_string(out, verdict.status());
    default:
      break;
  }
  for (const gate::Repeat& repeat : gate::Tables::in(state.tables->repeats, gate.repeats))
    if (repeat.name == key) return json::append_string(out, state.repeated(key, repeat.otherwise));
}

}  // namespace

void Verdict::append_result(std::string& out, Form form, std::string_view source, std::size_t indent) const {
  Layout layout(out, form, indent);
  out.push_back('{');
  bool first = true;
  if (!source.empty()) {
    layout.key("source", true);
    json::append_string(out, source);
    first = false;
  }
  for (const gate::NameId key : state_->tables->list(state_->gate->result_keys)) {
    layout.key(state_->tables->spell(key), first);
    append_value(out, layout, *state_, *this, key);
    first = false;
  }
  layout.line(0);
  out.push_back('}');
  if (form == Form::pretty && source.empty() && indent == 0) out.push_back('\n');
}

}  // namespace cavra
