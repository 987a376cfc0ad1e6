#include <algorithm>

#include "json/refusal.h"
#include "seal/fields.h"
#include "seal/statement.h"

namespace cavra::seal {
namespace {

using Object = Fields::Object;

constexpr std::size_t most_bytes = std::size_t{1} << 20;
constexpr std::string_view fingerprint_prefix = "hmac-sha256:";

void read_subject(Fields& fields, const Object& root, Statement& statement) {
  const Object subject = fields.array(root, "subject");
  if (fields.size(subject) != gate_count) fields.fail("/subject", "has not the ten packets");
  fields.for_each(subject, [&](json::NodeId node, std::size_t i) {
    const Object entry = fields.element(subject, i, node, {"name", "digest"});
    fields.constant(entry, "name", std::string(sealed_gates[i].slug) + ".json");
    statement.packets[i].raw = fields.digest(fields.object(entry, "digest", {"sha256"}), "sha256");
  });
}

/// Whether a status says the same as its counts.
bool agrees(const SealedPacket& packet) {
  return packet.blocker_count == 0 && packet.status == (packet.warning_count == 0 ? "ready" : "ready_with_warnings");
}

void read_upstream(Fields& fields, const Object& link, std::size_t index, const Statement& statement) {
  const SealedGate& gate = sealed_gates[index];
  const Object upstream = fields.array(link, "upstream");
  if (fields.size(upstream) != gate.upstream_count)
    fields.fail(upstream.path, "does not name the packets that this one is built from");
  fields.for_each(upstream, [&](json::NodeId node, std::size_t i) {
    const Object entry = fields.element(upstream, i, node, {"gate", "canonical_sha256"});
    const std::size_t at = gate.first_upstream + i;
    fields.constant(entry, "gate", sealed_gates[at].id);
    if (fields.digest(entry, "canonical_sha256") != statement.packets[at].canonical)
      fields.fail(entry.path + "/canonical_sha256", "is not the digest of that gate's packet");
  });
}

void read_chain(Fields& fields, const Object& predicate, Statement& statement) {
  const Object chain = fields.array(predicate, "chain");
  if (fields.size(chain) != gate_count) fields.fail("/predicate/chain", "has not the ten gates");
  fields.for_each(chain, [&](json::NodeId node, std::size_t i) {
    SealedPacket& packet = statement.packets[i];
    const Object link = fields.element(chain, i, node, {"gate", "canonical_sha256", "result", "upstream"});
    fields.constant(link, "gate", sealed_gates[i].id);
    packet.canonical = fields.digest(link, "canonical_sha256");
    const Object result = fields.object(link, "result", {"status", "blocker_count", "warning_count"});
    packet.status = fields.text(result, "status");
    packet.blocker_count = fields.number(result, "blocker_count");
    packet.warning_count = fields.number(result, "warning_count");
    if (!agrees(packet)) fields.fail(result.path, "is not that of a packet that may be sealed");
    read_upstream(fields, link, i, statement);
  });
}

void read_waiver(Fields& fields, const Object& in, SealedWaiver& waiver) {
  waiver.rule = fields.text(in, "rule");
  waiver.gate = fields.text(in, "gate");
  waiver.pointer = fields.any_text(in, "pointer");
  waiver.fingerprint = fields.text(in, "fingerprint");
  waiver.reason = fields.text(in, "reason");
  waiver.approver = fields.text(in, "approver");
  const std::string expires = fields.text(in, "expires");
  const auto time = parse_time(expires);
  if (!time || time_text(*time) != expires)
    fields.fail(in.path + "/expires", "is no time such as 2026-11-23T12:00:00Z");
  waiver.expires = time.value_or(Time{});
  if (!waiver.fingerprint.starts_with(fingerprint_prefix))
    fields.fail(in.path + "/fingerprint", "is no keyed fingerprint");
}

void read_policy(Fields& fields, const Object& predicate, Statement& statement) {
  const Object policy = fields.object(predicate, "policy", {"gates", "rules", "waivers"});
  const Object gates = fields.array(policy, "gates");
  if (fields.size(gates) != gate_count) fields.fail("/predicate/policy/gates", "has not the ten gates");
  fields.for_each(gates, [&](json::NodeId node, std::size_t i) {
    const Object gate = fields.element(gates, i, node, {"gate", "sha256"});
    fields.constant(gate, "gate", sealed_gates[i].id);
    statement.definitions[i] = fields.digest(gate, "sha256");
  });
  const Object rules = fields.array(policy, "rules");
  if (fields.size(rules) == 0) fields.fail("/predicate/policy/rules", "is empty");
  fields.for_each(rules, [&](json::NodeId node, std::size_t i) {
    statement.rules.push_back(fields.digest_at(node, rules.path + "/" + std::to_string(i)));
  });
  const Object waivers = fields.array(policy, "waivers");
  fields.for_each(waivers, [&](json::NodeId node, std::size_t i) {
    const Object entry =
        fields.element(waivers, i, node, {"rule", "gate", "pointer", "fingerprint", "reason", "approver", "expires"});
    read_waiver(fields, entry, statement.waivers.emplace_back());
  });
}

void read_roles(Fields& fields, const Object& predicate, Statement& statement) {
  const Object roles = fields.array(predicate, "roles");
  fields.for_each(roles, [&](json::NodeId node, std::size_t i) {
    const std::string path = roles.path + "/" + std::to_string(i);
    const std::string name = fields.text_at(node, path);
    const auto role = find_role(name);
    if (!role) return fields.fail(path, "is none of the six roles");
    if (std::find(statement.roles.begin(), statement.roles.end(), *role) != statement.roles.end())
      return fields.fail(path, "is there twice");
    statement.roles.push_back(*role);
  });
}

void read_word(Fields& fields, const Object& in, std::string_view name, std::string& word,
               std::initializer_list<std::string_view> words) {
  word = fields.text(in, name);
  if (std::find(words.begin(), words.end(), word) == words.end())
    fields.fail(in.path + "/" + std::string(name), "is no word that it may be");
}

void read_predicate(Fields& fields, const Object& root, Statement& statement) {
  const Object predicate = fields.object(root, "predicate",
                                         {"chain", "claimed_time", "customer_profile_ref", "evidence_mode", "policy",
                                          "product", "profile", "roles", "tool"});
  statement.product = fields.text(predicate, "product");
  statement.customer_profile_ref = fields.text(predicate, "customer_profile_ref");
  read_word(fields, predicate, "evidence_mode", statement.evidence_mode, {"live", "sample"});
  read_word(fields, predicate, "profile", statement.profile, {"strict", "compat"});
  read_chain(fields, predicate, statement);
  read_policy(fields, predicate, statement);
  const std::string claimed = fields.text(predicate, "claimed_time");
  const auto time = parse_time(claimed);
  if (!time || time_text(*time) != claimed)
    fields.fail("/predicate/claimed_time", "is no time such as 2026-11-23T12:00:00Z");
  statement.claimed_time = time.value_or(Time{});
  read_roles(fields, predicate, statement);
  const Object tool = fields.object(predicate, "tool", {"name", "version"});
  statement.tool_name = fields.text(tool, "name");
  statement.tool_version = fields.text(tool, "version");
  if (statement.evidence_mode != "live") return;
  for (std::size_t i = 0; i != gate_count; ++i)
    if (statement.packets[i].status != "ready")
      fields.fail("/predicate/chain/" + std::to_string(i) + "/result/status",
                  "is not ready, though the evidence is live");
}

}  // namespace

std::expected<Statement, Error> parse_statement(std::string_view bytes, const std::string& source) {
  json::Parser parser({}, {}, {.bytes = most_bytes});
  const auto document = parser.parse(bytes);
  if (!document) {
    Error error = json::refusal(document.error(), bytes);
    error.what = "the statement: " + error.what;
    error.source = source;
    return std::unexpected(std::move(error));
  }
  Fields fields(**document, Code::bad_statement, source);
  Statement statement;
  const Object root = fields.root({"_type", "subject", "predicateType", "predicate"});
  fields.constant(root, "_type", statement_type);
  fields.constant(root, "predicateType", predicate_type);
  read_subject(fields, root, statement);
  read_predicate(fields, root, statement);
  if (fields.failed()) {
    Error error = fields.error();
    error.what = "the statement is no seal's: " + error.what;
    error.todo = "docs/seal.md has its form; seal the chain again";
    return std::unexpected(std::move(error));
  }
  return statement;
}

}  // namespace cavra::seal
