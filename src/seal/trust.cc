#include "seal/trust.h"

namespace cavra::seal {
namespace {

void write_pem(std::string& out, std::string_view pem) {
  out.append("'''\n").append(pem);
  if (!pem.ends_with('\n')) out += '\n';
  out += "'''";
}

void write_key(std::string& out, const TrustKey& key) {
  out.append("\n[[roles.").append(to_text(key.role)).append(".keys]]\npublic_key = ");
  write_pem(out, key.key.to_pem());
  out += '\n';
  if (key.not_before) out.append("not_before = ").append(time_text(*key.not_before)).append("\n");
  if (key.not_after) out.append("not_after  = ").append(time_text(*key.not_after)).append("\n");
  if (!key.revoked) return;
  out.append("revoked    = { reason = \"").append(to_text(key.revoked->reason)).append("\"");
  if (key.revoked->since) out.append(", since = ").append(time_text(*key.revoked->since));
  out += " }\n";
}

void write_role(std::string& out, const Trust& trust, Role role) {
  out.append("\n[roles.")
      .append(to_text(role))
      .append("]\nthreshold = ")
      .append(std::to_string(trust.thresholds[static_cast<std::size_t>(role)]))
      .append("\n");
  for (const TrustKey& key : trust.keys)
    if (key.role == role) write_key(out, key);
}

void write_words(std::string& out, std::string_view name, const std::vector<Role>& roles) {
  out.append(name).append(" = [");
  for (std::size_t i = 0; i != roles.size(); ++i)
    out.append(i == 0 ? "\"" : ", \"").append(to_text(roles[i])).append("\"");
  out += "]\n";
}

void write_texts(std::string& out, std::string_view name, const std::vector<std::string>& texts) {
  out.append(name).append(" = [");
  for (const std::string& text : texts) out.append("\n  \"").append(text).append("\",");
  out += "\n]\n";
}

}  // namespace

KeyState TrustKey::state_at(Time time) const {
  if (revoked && (!revoked->since || time >= *revoked->since)) return KeyState::revoked;
  if (not_before && time < *not_before) return KeyState::not_yet_valid;
  if (not_after && time > *not_after) return KeyState::no_longer_valid;
  return KeyState::valid;
}

const TrustKey* Trust::find(std::string_view spki) const {
  for (const TrustKey& key : keys)
    if (key.key.spki() == spki) return &key;
  return nullptr;
}

std::string write_trust(const Trust& trust) {
  std::string out =
      "# Whose signatures a seal needs. docs/seal.md explains each line; `cavra-seal trust show` checks it.\n";
  out.append("format  = \"cavra.trust-policy.v1\"\nserial  = ").append(std::to_string(trust.serial)).append("\n");
  out.append("expires = ").append(time_text(trust.expires)).append("\n");
  out.append("profile = \"").append(trust.strict ? "strict" : "compat").append("\"\n");
  out.append("samples = ").append(trust.samples ? "true" : "false").append("\n");
  write_words(out, "may_withdraw", trust.may_withdraw);
  write_words(out, "may_revoke", trust.may_revoke);
  if (!trust.logs.empty()) write_texts(out, "logs", trust.logs);
  if (!trust.timestamp_authorities.empty()) {
    out += "timestamp_authorities = [";
    for (const std::string& pem : trust.timestamp_authorities) {
      write_pem(out, pem);
      out += ", ";
    }
    out += "]\n";
  }
  if (!trust.witnesses.empty()) {
    out.append("\n[witnesses]\nquorum = ").append(std::to_string(trust.quorum)).append("\n");
    write_texts(out, "keys", trust.witnesses);
  }
  for (std::size_t i = 0; i != role_count; ++i) write_role(out, trust, static_cast<Role>(i));
  return out;
}

}  // namespace cavra::seal
