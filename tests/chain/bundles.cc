#include "tests/chain/bundles.h"

#include <stdexcept>

namespace cavra::chain {
namespace {

Packets packets_of(const std::vector<Example>& examples) {
  Packets packets;
  for (const Example& example : examples) packets.push_back(example.packet);
  return packets;
}

std::string id_of(std::size_t gate) {
  return gate == no_gate ? "-" : std::string(Catalogue::builtin().gates()[gate].id);
}

Json result_of(const Json& packet, bool live) {
  cavra::Judge judge(Catalogue::builtin());
  const std::string bytes = packet.dump();
  const auto verdict = judge.judge(bytes, {.require_live = live});
  if (!verdict) throw std::runtime_error(to_text(verdict.error()));
  std::string text;
  verdict->append_result(text, Verdict::Form::compact);
  return Json::parse(text);
}

}  // namespace

Packets live_packets() { return packets_of(live_examples()); }
Packets sample_packets() { return packets_of(sample_examples()); }

Bundle folder_of(const Packets& packets) {
  MemoryDisk disk;
  const auto& gates = Catalogue::builtin().gates();
  for (std::size_t i = 0; i < packets.size(); ++i)
    if (!packets[i].is_null()) disk.put("b/" + std::string(gates[i].slug) + ".json", packets[i].dump(2) + "\n");
  auto bundle = read_bundle(disk, "b", Catalogue::builtin());
  if (!bundle) throw std::runtime_error(to_text(bundle.error()));
  return std::move(*bundle);
}

Bundle lines_of(const Packets& packets) {
  std::string text;
  for (const Json& packet : packets)
    if (!packet.is_null()) text += packet.dump() + "\n";
  return read_lines(text, "b.ndjson", Catalogue::builtin());
}

ChainVerdict verdict_on(const Bundle& bundle, Options options) {
  auto verdict = judge_chain(bundle, Catalogue::builtin(), Policy::builtin(), options);
  if (!verdict) throw std::runtime_error(to_text(verdict.error()));
  return std::move(*verdict);
}

void rebuild(Packets& packets, std::size_t gate) {
  struct Upstream {
    const char* field;
    const char* control;
  };
  static const Upstream upstream[] = {{"", ""},
                                      {"/source_intake_validation", ""},
                                      {"/evidence_room_result", "/handoff_controls/evidence_room_ready"},
                                      {"/closeout_handoff_result", "/review_controls/closeout_handoff_ready"},
                                      {"/operating_review_result", "/renewal_controls/operating_review_ready"},
                                      {"/renewal_readiness_result", "/outcome_controls/renewal_readiness_ready"},
                                      {"", ""},
                                      {"/lifecycle_rollup_result", "/archive_controls/lifecycle_rollup_ready"},
                                      {"/archive_manifest_result", "/publication_controls/archive_manifest_ready"},
                                      {"/public_status_result", "/final_release_controls/public_status_ready"}};
  constexpr std::size_t rollup = 6;
  constexpr std::size_t seal = 9;
  Json& packet = packets[gate];
  const bool live = packet.value("evidence_mode", "") == "live";
  const auto ready = [&](std::size_t of) {
    return result_of(packets[of], live)[std::string(Catalogue::builtin().gates()[of].ready)] == true;
  };
  const auto without_blocker = [&](std::size_t of) { return result_of(packets[of], live)["blocker_count"] == 0; };
  if (gate == rollup) {
    packet["customer_profile_ref"] = packets[gate - 1]["customer_profile_ref"];
    bool all = true;
    for (std::size_t of = 0; of < rollup; ++of) {
      packet["lifecycle_gates"][of]["readiness_result"] = result_of(packets[of], live);
      packet["lifecycle_gates"][of]["ready"] = ready(of);
      all = all && without_blocker(of);
    }
    packet["rollup_controls"]["all_lifecycle_gates_ready"] = all;
    return;
  }
  if (gate > 0)
    packet["customer_profile_ref"] =
        gate == 1 ? packets[0]["customer_profile"]["customer_ref"] : packets[gate - 1]["customer_profile_ref"];
  if (*upstream[gate].field != '\0')
    packet[Json::json_pointer(upstream[gate].field)] = result_of(packets[gate - 1], live);
  if (*upstream[gate].control != '\0') packet[Json::json_pointer(upstream[gate].control)] = without_blocker(gate - 1);
  if (gate != seal) return;
  packet["final_release_controls"]["archive_manifest_ready"] = without_blocker(7);
  const std::pair<const char*, std::size_t> components[] = {
      {"lifecycle_public_status", 8}, {"archive_manifest", 7}, {"executive_rollup", 6},    {"renewal_outcome", 5},
      {"operating_review", 3},        {"evidence_room", 1},    {"live_evidence_intake", 0}};
  for (Json& component : packet["sealed_components"])
    for (const auto& [name, of] : components)
      if (component.value("component_id", "") == name)
        component["status"] = (live ? ready(of) : without_blocker(of)) ? "sealed" : "pending";
}

std::string faults_of(const ChainVerdict& verdict) {
  std::string out;
  const auto add = [&out](const Fault& fault) {
    out += id_of(fault.gate) + " " + std::string(id(fault.finding.code)) + " " + fault.finding.pointer +
           (fault.follows ? " follows" : "") + "\n";
  };
  for (const GateVerdict& gate : verdict.gates)
    for (const Fault& fault : gate.faults) add(fault);
  for (const Fault& fault : verdict.faults) add(fault);
  return out;
}

std::string path_of(const ChainVerdict& verdict) {
  std::string out;
  for (const OwnerChanges& owner : verdict.path)
    for (const Change& change : owner.changes)
      out += std::string(to_text(change.kind)) + " " + id_of(change.gate) +
             (change.pointer.empty() ? "" : " " + change.pointer) + "\n";
  return out;
}

std::string words_of(const Bundle& bundle, Code code) {
  const ChainVerdict verdict = verdict_on(bundle);
  std::string out;
  for (const Fault& fault : verdict.faults)
    if (fault.finding.code == code)
      out += fault.finding.message + "; " + fault.finding.hint + "; " + fault.finding.owner + "\n";
  return out;
}

}  // namespace cavra::chain
