// One packet of each gate and nothing else; in NDJSON in their order.
#include <algorithm>

#include "chain/scene.h"

namespace cavra::chain {
namespace {

Fault whole_packet(std::size_t gate, const BundlePacket* packet, Code code, std::string message, std::string hint) {
  Fault fault;
  fault.gate = gate;
  fault.finding.code = code;
  fault.finding.severity = Status::blocker;
  fault.finding.check = to_text(Check::packets);
  fault.finding.message = std::move(message);
  fault.finding.hint = std::move(hint);
  if (packet == nullptr) return fault;
  fault.source = packet->source;
  fault.file = packet->file;
  fault.finding.line = packet->line;
  fault.finding.column = 1;
  fault.finding.end = packet->bytes.size();
  return fault;
}

/// Of the packets that count, those that must move so that the rest stand in the order of the gates: as few as can be.
std::vector<const BundlePacket*> out_of_order(const std::vector<const BundlePacket*>& packets) {
  std::vector<std::size_t> length(packets.size(), 1);
  std::vector<std::size_t> before(packets.size(), no_gate);
  for (std::size_t i = 0; i < packets.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (packets[j]->gate < packets[i]->gate && length[j] + 1 > length[i]) {
        length[i] = length[j] + 1;
        before[i] = j;
      }
  std::vector<bool> stays(packets.size(), false);
  const auto longest = std::max_element(length.begin(), length.end());
  for (auto i = static_cast<std::size_t>(longest - length.begin()); i < packets.size(); i = before[i]) stays[i] = true;
  std::vector<const BundlePacket*> moved;
  for (std::size_t i = 0; i < packets.size(); ++i)
    if (!stays[i]) moved.push_back(packets[i]);
  return moved;
}

}  // namespace

void judge_packets(Scene& scene) {
  std::vector<Fault>& faults = scene.verdict.faults;
  const Bundle& bundle = *scene.bundle;
  std::vector<const BundlePacket*> first;
  for (const BundlePacket& packet : bundle.packets) {
    if (packet.gate == no_gate) {
      faults.push_back(whole_packet(no_gate, &packet, Code::unknown_packet, "it is no packet of the ten gates",
                                    "take it out of the bundle, or mend its schema_version"));
    } else if (bundle.find(packet.gate) != &packet) {
      faults.push_back(whole_packet(packet.gate, &packet, Code::doubled_packet,
                                    "there is a packet of " + scene.id(packet.gate) + " before it",
                                    "keep one of the two; the first was judged"));
    } else {
      first.push_back(&packet);
    }
  }
  for (std::size_t gate = 0; gate < gate_count(); ++gate)
    if (bundle.find(gate) == nullptr)
      faults.push_back(
          whole_packet(gate, nullptr, Code::missing_packet,
                       "there is no packet of " + scene.id(gate) + " " + std::string(scene.info(gate).title),
                       "build it with `cavra-seal build " + std::string(scene.info(gate).slug) + "`"));
  if (!bundle.ndjson) return;
  for (const BundlePacket* packet : out_of_order(first))
    faults.push_back(whole_packet(packet->gate, packet, Code::out_of_order,
                                  "the packet of " + scene.id(packet->gate) + " does not stand where its gate does",
                                  "put the lines in the order of the gates, R7.1 first"));
}

}  // namespace cavra::chain
