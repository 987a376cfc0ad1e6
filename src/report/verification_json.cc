#include "base/time.h"
#include "json/writer.h"
#include "report/verification.h"

namespace cavra::report {
namespace {

using json::Writer;

void code(Writer& out, const std::optional<Code>& value) {
  if (value)
    out.member("code", id(*value));
  else
    out.null("code");
}

void time(Writer& out, std::string_view name, const std::optional<std::chrono::sys_seconds>& value) {
  if (value)
    out.member(name, time_text(*value));
  else
    out.null(name);
}

void faults(Writer& out, const SealVerification& verification) {
  out.key("faults");
  out.begin('[');
  for (const SealFault& fault : verification.faults) {
    out.begin('{');
    out.member("code", id(fault.code));
    out.flag("decides", fault.decides);
    out.member("message", fault.what);
    out.member("hint", fault.todo);
    out.end('}');
  }
  out.end(']');
}

void roles(Writer& out, const SealVerification& verification) {
  out.key("roles");
  out.begin('[');
  for (const RoleVerdict& role : verification.roles) {
    out.begin('{');
    out.member("role", role.role);
    out.member("status", role.status);
    code(out, role.code);
    out.number("threshold", role.threshold);
    out.number("valid", role.valid);
    out.number("valid_now", role.valid_now);
    out.end('}');
  }
  out.end(']');
  out.key("signatures");
  out.begin('[');
  for (const SignatureVerdict& signature : verification.signatures) {
    out.begin('{');
    if (signature.key.empty())
      out.null("key");
    else
      out.member("key", signature.key);
    if (signature.role.empty())
      out.null("role");
    else
      out.member("role", signature.role);
    out.member("status", signature.status);
    code(out, signature.code);
    out.flag("proven", signature.proven);
    out.end('}');
  }
  out.end(']');
}

void packets(Writer& out, const SealVerification& verification) {
  out.key("packets");
  out.begin('[');
  for (const PacketVerdict& packet : verification.packets) {
    out.begin('{');
    out.member("gate", packet.gate);
    out.member("name", std::string(packet.slug) + ".json");
    if (packet.source.empty())
      out.null("source");
    else
      out.member("source", packet.source);
    out.member("status", packet.status);
    code(out, packet.code);
    out.end('}');
  }
  out.end(']');
}

void rejudgement(Writer& out, const Rejudgement& again) {
  out.key("rejudgement");
  out.begin('{');
  out.member("status", again.status);
  out.flag("decides", again.decides);
  if (again.status == "not_done")
    out.null("ready");
  else
    out.flag("ready", again.ready);
  out.key("differences");
  out.begin('[');
  for (const std::string& difference : again.differences) out.text(difference);
  out.end(']');
  if (again.because.empty())
    out.null("because");
  else
    out.member("because", again.because);
  code(out, again.code);
  out.end('}');
}

void times(Writer& out, const SealVerification& verification) {
  out.key("time");
  out.begin('{');
  out.member("now", time_text(verification.now));
  out.flag("now_was_set", verification.now_was_set);
  time(out, "claimed", verification.claimed_time);
  time(out, "proven", verification.proven_time);
  if (verification.proven_by.empty())
    out.null("proven_by");
  else
    out.member("proven_by", verification.proven_by);
  out.end('}');
}

void log(Writer& out, const std::optional<LogStatus>& status) {
  if (!status) return out.null("log");
  out.key("log");
  out.begin('{');
  out.member("origin", status->origin);
  out.number("index", status->index);
  out.number("last", status->last);
  out.member("withdrawal", status->withdrawal == LogStatus::Withdrawal::none      ? "none"
                           : status->withdrawal == LogStatus::Withdrawal::unknown ? "unknown"
                                                                                  : "withdrawn");
  out.end('}');
}

/// What the statement says in words of its own, when somebody who is trusted signed it.
void own_words(Writer& out, std::string_view name, const std::string& words) {
  if (words.empty())
    out.null(name);
  else
    out.member(name, words);
}

void statement(Writer& out, const SealVerification& verification) {
  out.key("statement");
  out.begin('{');
  out.member("digest", verification.statement_digest);
  own_words(out, "product", verification.product);
  out.member("evidence_mode", verification.evidence_mode);
  out.member("profile", verification.profile);
  own_words(out, "tool", verification.tool);
  out.key("roles");
  out.begin('[');
  for (const std::string_view role : verification.asked) out.text(role);
  out.end(']');
  out.end('}');
  out.key("trust");
  out.begin('{');
  out.member("digest", verification.trust_digest);
  out.number("serial", verification.trust_serial);
  out.flag("pinned", verification.trust_pinned);
  out.end('}');
}

}  // namespace

std::string verification_json(const SealVerification& verification, bool compact) {
  Writer out(compact ? Writer::Form::compact : Writer::Form::pretty);
  out.begin('{');
  out.member("schema_version", "cavra.seal-verification.v1");
  out.member("source", verification.source);
  out.member("verdict", verification.verdict);
  faults(out, verification);
  roles(out, verification);
  packets(out, verification);
  rejudgement(out, verification.rejudgement);
  times(out, verification);
  statement(out, verification);
  log(out, verification.log);
  out.end('}');
  return out.take() + (compact ? "" : "\n");
}

}  // namespace cavra::report
