#include "seal/policies.h"

#include <algorithm>

#include "base/hex.h"
#include "privacy/context.h"
#include "privacy/embedded.h"

namespace cavra::seal {
namespace {

crypto::Digest from_digits(std::string_view digits) {
  crypto::Digest digest{};
  const std::string bytes = from_hex(digits).value_or(std::string(digest.size(), '\0'));
  std::transform(bytes.begin(), bytes.end(), digest.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
  return digest;
}

/// A basic string of TOML.
void append_text(std::string& out, std::string_view name, std::string_view text) {
  out.append(name).append(" = \"");
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += "\"\n";
}

}  // namespace

namespace {

std::array<crypto::Digest, gate_count> digest_definitions(const Catalogue& catalogue) {
  std::array<crypto::Digest, gate_count> digests{};
  for (std::size_t i = 0; i != gate_count; ++i)
    if (const GateInfo* const gate = catalogue.find(sealed_gates[i].slug); gate != nullptr)
      digests[i] = crypto::sha256(gate->source);
  return digests;
}

}  // namespace

std::array<crypto::Digest, gate_count> definition_digests(const Catalogue& catalogue) {
  if (&catalogue.tables() != &Catalogue::builtin().tables()) return digest_definitions(catalogue);
  static const auto of_builtin = digest_definitions(catalogue);
  return of_builtin;
}

std::vector<crypto::Digest> rule_digests(const Policy& policy) {
  std::vector<crypto::Digest> digests = {from_digits(privacy::embedded::digest())};
  for (const PolicyFile& file : policy.context().rule_files()) digests.push_back(crypto::sha256(file.bytes));
  return digests;
}

std::vector<SealedWaiver> waivers_in_force(const Policy& policy) {
  std::vector<SealedWaiver> out;
  for (const privacy::Waiver& waiver : policy.context().waivers().in_force())
    out.push_back({waiver.rule, waiver.gate, waiver.pointer, privacy::fingerprint_text(waiver.fingerprint),
                   waiver.reason, waiver.approver, waiver.expires});
  return out;
}

std::vector<std::string> differences(const Statement& statement, const Catalogue& catalogue, const Policy& policy) {
  std::vector<std::string> out;
  const auto definitions = definition_digests(catalogue);
  for (std::size_t i = 0; i != gate_count; ++i)
    if (definitions[i] != statement.definitions[i])
      out.push_back("the definition of " + std::string(sealed_gates[i].id));
  const std::vector<crypto::Digest> rules = rule_digests(policy);
  if (rules.front() != statement.rules.front()) out.emplace_back("the built-in rules");
  if (!std::equal(rules.begin() + 1, rules.end(), statement.rules.begin() + 1, statement.rules.end()))
    out.emplace_back("the further rules (--rules)");
  return out;
}

std::string waiver_file(const std::vector<SealedWaiver>& waivers) {
  std::string out;
  for (const SealedWaiver& waiver : waivers) {
    out += "[[waivers]]\n";
    append_text(out, "rule", waiver.rule);
    append_text(out, "gate", waiver.gate);
    append_text(out, "pointer", waiver.pointer);
    append_text(out, "fingerprint", waiver.fingerprint);
    append_text(out, "reason", waiver.reason);
    append_text(out, "approver", waiver.approver);
    out.append("expires = ").append(time_text(waiver.expires)).append("\n");
  }
  return out;
}

}  // namespace cavra::seal
