#include "seal/statement.h"

#include "base/hex.h"
#include "json/canonical.h"
#include "json/writer.h"

namespace cavra::seal {
namespace {

using json::Writer;

void digest(Writer& out, std::string_view name, const crypto::Digest& value) { out.member(name, to_hex(value)); }

void write_chain(Writer& out, const Statement& statement) {
  out.key("chain");
  out.begin('[');
  for (std::size_t i = 0; i != gate_count; ++i) {
    const SealedGate& gate = sealed_gates[i];
    const SealedPacket& packet = statement.packets[i];
    out.begin('{');
    digest(out, "canonical_sha256", packet.canonical);
    out.member("gate", gate.id);
    out.key("result");
    out.begin('{');
    out.number("blocker_count", packet.blocker_count);
    out.member("status", packet.status);
    out.number("warning_count", packet.warning_count);
    out.end('}');
    out.key("upstream");
    out.begin('[');
    for (std::size_t at = gate.first_upstream; at != gate.first_upstream + gate.upstream_count; ++at) {
      out.begin('{');
      digest(out, "canonical_sha256", statement.packets[at].canonical);
      out.member("gate", sealed_gates[at].id);
      out.end('}');
    }
    out.end(']');
    out.end('}');
  }
  out.end(']');
}

void write_policy(Writer& out, const Statement& statement) {
  out.key("policy");
  out.begin('{');
  out.key("gates");
  out.begin('[');
  for (std::size_t i = 0; i != gate_count; ++i) {
    out.begin('{');
    out.member("gate", sealed_gates[i].id);
    digest(out, "sha256", statement.definitions[i]);
    out.end('}');
  }
  out.end(']');
  out.key("rules");
  out.begin('[');
  for (const crypto::Digest& rules : statement.rules) out.text(to_hex(rules));
  out.end(']');
  out.key("waivers");
  out.begin('[');
  for (const SealedWaiver& waiver : statement.waivers) {
    out.begin('{');
    out.member("approver", waiver.approver);
    out.member("expires", time_text(waiver.expires));
    out.member("fingerprint", waiver.fingerprint);
    out.member("gate", waiver.gate);
    out.member("pointer", waiver.pointer);
    out.member("reason", waiver.reason);
    out.member("rule", waiver.rule);
    out.end('}');
  }
  out.end(']');
  out.end('}');
}

void write_predicate(Writer& out, const Statement& statement) {
  out.begin('{');
  write_chain(out, statement);
  out.member("claimed_time", time_text(statement.claimed_time));
  out.member("customer_profile_ref", statement.customer_profile_ref);
  out.member("evidence_mode", statement.evidence_mode);
  write_policy(out, statement);
  out.member("product", statement.product);
  out.member("profile", statement.profile);
  out.key("roles");
  out.begin('[');
  for (const Role role : statement.roles) out.text(to_text(role));
  out.end(']');
  out.key("tool");
  out.begin('{');
  out.member("name", statement.tool_name);
  out.member("version", statement.tool_version);
  out.end('}');
  out.end('}');
}

}  // namespace

std::string write_statement(const Statement& statement) {
  Writer out;
  out.begin('{');
  out.member("_type", statement_type);
  out.key("predicate");
  write_predicate(out, statement);
  out.member("predicateType", predicate_type);
  out.key("subject");
  out.begin('[');
  for (std::size_t i = 0; i != gate_count; ++i) {
    out.begin('{');
    out.key("digest");
    out.begin('{');
    digest(out, "sha256", statement.packets[i].raw);
    out.end('}');
    out.member("name", std::string(sealed_gates[i].slug) + ".json");
    out.end('}');
  }
  out.end(']');
  out.end('}');
  // Members are written in their canonical order, so that only escapes can stand in another form.
  std::string written = out.take();
  return written.find('\\') == std::string::npos ? written : *json::canonical_form(written);
}

}  // namespace cavra::seal
