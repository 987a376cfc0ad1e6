// The chain's verdict as JSON; docs/formats.md has the keys.
#include "report/chain.h"
#include "report/json_writer.h"
#include "report/scan.h"

namespace cavra::report {
namespace {

using chain::ChainVerdict;
using chain::Fault;
using chain::GateVerdict;

class Writer {
 public:
  Writer(std::string& out, JsonWriter::Layout layout, std::size_t steps, const ChainVerdict& verdict)
      : json_(out, layout, steps), verdict_(verdict) {}

  void write(const chain::Bundle& bundle) {
    json_.object()
        .member("schema_version", chain::verdict_schema)
        .member("bundle", bundle.path)
        .member("status", verdict_.status)
        .member("ready", verdict_.ready)
        .member("passes", verdict_.passes);
    json_.member("product", verdict_.product).member("evidence_mode", verdict_.evidence_mode);
    text_or_null("customer", verdict_.customer);
    json_.key("gates").array();
    for (const GateVerdict& gate : verdict_.gates) write(gate);
    json_.end().key("checks").array();
    for (const chain::CheckSummary& check : verdict_.checks)
      json_.object()
          .member("name", to_text(check.check))
          .member("status", to_text(check.status))
          .member("message", check.message)
          .end();
    json_.end().key("findings").array();
    for (const Fault& fault : verdict_.faults) write(fault);
    json_.end().key("first_cause");
    if (verdict_.first_cause)
      write(*verdict_.first_cause);
    else
      json_.raw("null");
    text_or_null("because", verdict_.because);
    json_.key("path").array();
    for (const chain::OwnerChanges& owner : verdict_.path) write(owner);
    json_.end().member("change_count", std::uint64_t{verdict_.change_count});
    json_.member("results_passed_over", std::uint64_t{verdict_.results})
        .member("envelopes_passed_over", std::uint64_t{verdict_.envelopes})
        .end();
  }

 private:
  [[nodiscard]] std::string_view id_of(std::size_t gate) const {
    return gate == chain::no_gate ? std::string_view() : verdict_.gates[gate].gate->id;
  }

  void text_or_null(std::string_view key, std::string_view text) {
    if (text.empty())
      json_.key(key).raw("null");
    else
      json_.member(key, text);
  }

  void gates(std::string_view key, const std::vector<std::size_t>& gates) {
    json_.key(key).array();
    for (const std::size_t gate : gates) json_.value(id_of(gate));
    json_.end();
  }

  void write(const GateVerdict& gate) {
    json_.object().member("gate", gate.gate->id).member("slug", gate.gate->slug);
    text_or_null("source", gate.packet == nullptr ? std::string_view() : gate.packet->source);
    json_.member("status", gate.status)
        .member("ready", gate.ready)
        .member("holds", gate.holds)
        .member("own_cause", gate.own_cause);
    gates("because", gate.because);
    json_.member("blocker_count", std::uint64_t{gate.blocker_count})
        .member("warning_count", std::uint64_t{gate.warning_count});
    json_.key("checks").array();
    for (const CheckResult& check : gate.checks)
      json_.object()
          .member("name", check.name)
          .member("status", to_text(check.status))
          .member("message", check.message)
          .end();
    json_.end().key("findings").array();
    for (const Fault& fault : gate.faults) write(fault);
    json_.end().end();
  }

  void write(const Fault& fault) {
    const Finding& finding = fault.finding;
    json_.object();
    text_or_null("source", fault.source);
    text_or_null("gate", id_of(fault.gate));
    json_.member("check", finding.check)
        .member("code", id(finding.code))
        .member("severity", to_text(finding.severity))
        .member("pointer", finding.pointer);
    json_.member("line", std::uint64_t{finding.line}).member("column", std::uint64_t{finding.column});
    json_.member("message", finding.message).member("hint", finding.hint);
    text_or_null("owner", finding.owner);
    json_.member("follows", fault.follows).member("waived", finding.material && finding.material->waived);
    json_.end();
  }

  void write(const chain::OwnerChanges& owner) {
    json_.object();
    text_or_null("owner", owner.owner);
    json_.key("changes").array();
    for (const chain::Change& change : owner.changes) {
      json_.object().member("step", to_text(change.kind));
      text_or_null("gate", id_of(change.gate));
      text_or_null("source", change.source);
      json_.member("line", std::uint64_t{change.line})
          .member("column", std::uint64_t{change.column})
          .member("pointer", change.pointer);
      text_or_null("code", change.code ? id(*change.code) : std::string_view());
      json_.member("message", change.what)
          .member("hint", change.hint)
          .member("mends", std::uint64_t{change.mends})
          .end();
    }
    json_.end().end();
  }

  JsonWriter json_;
  const ChainVerdict& verdict_;
};

void write_error(JsonWriter& json, std::string_view bundle, const Error& error) {
  json.object()
      .member("bundle", bundle)
      .key("error")
      .object()
      .member("code", id(error.code))
      .member("message", to_text(error))
      .end()
      .end();
}

class Json final : public ChainReport {
 public:
  explicit Json(bool several) : several_(several) {}
  void begin(std::string& out) const override { out += several_ ? "[\n  " : ""; }
  void chain(std::string& out, const Chain& chain) const override {
    Writer(out, JsonWriter::Layout::indented, several_ ? 1 : 0, chain.verdict).write(chain.bundle);
  }
  void failure(std::string& out, std::string_view bundle, const Error& error) const override {
    if (!several_) return;
    JsonWriter json(out, JsonWriter::Layout::indented, 1);
    write_error(json, bundle, error);
  }
  std::string_view between() const override { return ",\n  "; }
  void end(std::string& out, const ChainTotals&) const override { out += several_ ? "\n]\n" : "\n"; }

 private:
  bool several_;
};

class Lines : public ChainReport {
 public:
  void failure(std::string& out, std::string_view bundle, const Error& error) const override {
    JsonWriter json(out, JsonWriter::Layout::one_line);
    write_error(json, bundle, error);
    out += "\n";
  }
};

class Ndjson final : public Lines {
 public:
  void chain(std::string& out, const Chain& chain) const override {
    Writer(out, JsonWriter::Layout::one_line, 0, chain.verdict).write(chain.bundle);
    out += "\n";
  }
};

class Findings final : public Lines {
 public:
  void chain(std::string& out, const Chain& chain) const override {
    for (const GateVerdict& gate : chain.verdict.gates)
      for (const Fault& fault : gate.faults) line(out, chain, fault);
    for (const Fault& fault : chain.verdict.faults) line(out, chain, fault);
  }

 private:
  static void line(std::string& out, const Chain& chain, const Fault& fault) {
    const Finding& finding = fault.finding;
    JsonWriter json(out, JsonWriter::Layout::one_line);
    json.object()
        .member("source", fault.source.empty() ? std::string_view(chain.bundle.path) : fault.source)
        .key("gate");
    if (fault.gate == chain::no_gate)
      json.raw("null");
    else
      json.value(chain.verdict.gates[fault.gate].gate->id);
    json.member("check", finding.check)
        .member("code", id(finding.code))
        .member("severity", to_text(finding.severity))
        .member("pointer", finding.pointer);
    json.member("line", std::uint64_t{finding.line}).member("column", std::uint64_t{finding.column});
    json.member("message", finding.message).member("hint", finding.hint);
    if (!finding.owner.empty()) json.member("owner", finding.owner);
    json.member("follows", fault.follows);
    if (finding.material) append_material(out, *finding.material);
    out += "}\n";
  }
};

}  // namespace

std::unique_ptr<ChainReport> make_chain_json(bool several) { return std::make_unique<Json>(several); }
std::unique_ptr<ChainReport> make_chain_ndjson() { return std::make_unique<Ndjson>(); }
std::unique_ptr<ChainReport> make_chain_findings() { return std::make_unique<Findings>(); }

}  // namespace cavra::report
