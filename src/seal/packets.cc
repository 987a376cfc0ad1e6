#include "seal/packets.h"

#include <algorithm>

#include "json/canonical.h"
#include "json/parser.h"

namespace cavra::seal {
namespace {

PacketVerdict blank(std::size_t gate) {
  return {sealed_gates[gate].id, sealed_gates[gate].slug, {}, "not_given", {}, {}, {}};
}

std::string name_of(std::size_t gate) {
  return std::string(sealed_gates[gate].id) + " (" + std::string(sealed_gates[gate].slug) + ")";
}

void wrong(PacketVerdict& verdict, std::string_view status, Code code, std::string what, std::string_view todo) {
  verdict.status = status;
  verdict.code = code;
  verdict.what = std::move(what);
  verdict.todo = todo;
}

/// A member of an object, or no_node.
json::NodeId member(const json::Document& document, json::NodeId object, std::string_view key) {
  if (object == json::no_node || document[object].type != json::Type::object) return json::no_node;
  for (json::NodeId child = object + 1; child < document[object].next; child = document.after(child))
    if (document.key(child) == key) return child;
  return json::no_node;
}

bool is_text(const json::Document& document, json::NodeId node, std::string_view text) {
  return node != json::no_node && document[node].type == json::Type::string && document.text(node) == text;
}

/// What the statement says of a packet whose bytes are the sealed ones, but for what its gate says of it.
void hold_to_statement(const Statement& statement, std::size_t gate, std::string_view bytes, PacketVerdict& verdict) {
  constexpr std::string_view todo = "the seal says what is not so: have the chain sealed again";
  json::Parser parser({});
  const auto document = parser.parse(bytes);
  std::string canonical;
  if (!document || !json::append_canonical(canonical, **document))
    return wrong(verdict, "changed", Code::statement_differs,
                 name_of(gate) + " has no canonical form, though the seal has its digest", todo);
  if (crypto::sha256(canonical) != statement.packets[gate].canonical)
    return wrong(verdict, "changed", Code::statement_differs,
                 "the canonical digest of " + name_of(gate) + " is not the one that the seal says", todo);
  const json::NodeId customer = gate == 0
                                    ? member(**document, member(**document, 0, "customer_profile"), "customer_ref")
                                    : member(**document, 0, "customer_profile_ref");
  if (!is_text(**document, customer, statement.customer_profile_ref))
    return wrong(verdict, "changed", Code::statement_differs,
                 name_of(gate) + " is of another customer than the seal says", todo);
  if (!is_text(**document, member(**document, 0, "evidence_mode"), statement.evidence_mode))
    return wrong(verdict, "changed", Code::statement_differs,
                 name_of(gate) + " has another evidence_mode than the seal says", todo);
}

class Comparing {
 public:
  Comparing(const Statement& statement, const chain::Bundle& bundle) : statement_(statement), bundle_(bundle) {
    for (const chain::BundlePacket& packet : bundle.packets) digests_.push_back(crypto::sha256(packet.bytes));
  }

  PacketAnswer answer() {
    PacketAnswer answer;
    for (std::size_t gate = 0; gate != gate_count; ++gate) {
      answer.packets.push_back(packet(gate));
      const PacketVerdict& verdict = answer.packets.back();
      if (verdict.code) answer.faults.push_back({*verdict.code, true, verdict.what, verdict.todo});
    }
    whole(answer.faults);
    answer.all_same = answer.faults.empty();
    return answer;
  }

 private:
  PacketVerdict packet(std::size_t gate) const {
    PacketVerdict verdict = blank(gate);
    std::size_t count = 0;
    bool same = false;
    for (std::size_t i = 0; i != bundle_.packets.size(); ++i) {
      const bool has_digest = digests_[i] == statement_.packets[gate].raw;
      if (bundle_.packets[i].gate != gate && !has_digest) continue;
      ++count;
      if (verdict.source.empty() || has_digest) verdict.source = bundle_.packets[i].source;
      if (!has_digest) continue;
      same = true;
      verdict.status = "same";
      hold_to_statement(statement_, gate, bundle_.packets[i].bytes, verdict);
    }
    if (count > 1)
      wrong(verdict, "changed", Code::packet_doubled, name_of(gate) + " is there " + std::to_string(count) + " times",
            "keep the one that was sealed");
    else if (count == 0)
      wrong(verdict, "missing", Code::packet_missing,
            name_of(gate) + " is not among the packets" + (bundle_.errors.empty() ? "" : " that could be read"),
            "give the packet that was sealed");
    else if (!same)
      wrong(verdict, "changed", Code::packet_changed, name_of(gate) + " is not the packet that was sealed",
            "give the packet as it was sealed, byte for byte");
    return verdict;
  }

  /// What is wrong with no packet of the ten.
  void whole(std::vector<SealFault>& faults) const {
    for (const Error& error : bundle_.errors)
      faults.push_back(
          {Code::packet_unreadable, true, to_text(error), "give the packets as they were sealed, and nothing else"});
    std::size_t last = 0;
    bool ordered = true;
    for (std::size_t i = 0; i != bundle_.packets.size(); ++i) {
      const chain::BundlePacket& packet = bundle_.packets[i];
      const bool sealed = std::any_of(statement_.packets.begin(), statement_.packets.end(),
                                      [&](const SealedPacket& one) { return one.raw == digests_[i]; });
      if (packet.gate == chain::no_gate && !sealed)
        faults.push_back({Code::packet_foreign, true, packet.source + " is no packet of the seal", "take it out"});
      if (packet.gate == chain::no_gate) continue;
      ordered = ordered && packet.gate >= last;
      last = packet.gate;
    }
    if (bundle_.ndjson && !ordered)
      faults.push_back({Code::packets_out_of_order, true, "the lines are not in the order of the gates",
                        "put them in order, R7.1 first"});
  }

  const Statement& statement_;
  const chain::Bundle& bundle_;
  std::vector<crypto::Digest> digests_;
};

}  // namespace

PacketAnswer compare_bundle(const Statement& statement, const chain::Bundle& bundle) {
  return Comparing(statement, bundle).answer();
}

PacketAnswer compare_shown(const Statement& statement, const std::vector<ShownPacket>& shown) {
  PacketAnswer answer = compare_nothing();
  for (const ShownPacket& packet : shown) {
    PacketVerdict& verdict = answer.packets[packet.gate];
    verdict.source = packet.source;
    verdict.status = "same";
    if (crypto::sha256(packet.bytes) == statement.packets[packet.gate].raw)
      hold_to_statement(statement, packet.gate, packet.bytes, verdict);
    else
      wrong(verdict, "changed", Code::packet_changed, name_of(packet.gate) + " is not the packet that was sealed",
            "give the packet as it was sealed, byte for byte");
    if (verdict.code) answer.faults.push_back({*verdict.code, true, verdict.what, verdict.todo});
  }
  return answer;
}

PacketAnswer compare_nothing() {
  PacketAnswer answer;
  for (std::size_t gate = 0; gate != gate_count; ++gate) answer.packets.push_back(blank(gate));
  return answer;
}

}  // namespace cavra::seal
