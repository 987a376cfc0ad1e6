#include "build/decided.h"

#include <algorithm>

#include "chain/links.h"

namespace cavra::build {
namespace {

std::string state_of(const chain::GateVerdict& gate) {
  std::string out(gate.gate->id);
  if (gate.packet == nullptr) return out + " is missing";
  return out + (gate.blocker_count > 0 ? " is blocked" : gate.warning_count > 0 ? " has warnings" : " is not live");
}

}  // namespace

std::vector<Decided> decided_fields(const GateInfo& gate) {
  std::vector<Decided> out;
  for (const chain::Speech& one : chain::further_speech()) {
    if (one.gate != gate.id) continue;
    Decided decided{std::string(one.field), {}, std::string(one.member), false, {}};
    if (one.is_component) {
      decided.record = one.member;
      decided.member = "status";
    }
    out.push_back(std::move(decided));
  }
  return out;
}

std::vector<Decided> decided_by(const GateInfo& gate, const chain::ChainVerdict& verdict) {
  std::vector<Decided> out = decided_fields(gate);
  auto to = out.begin();
  for (const chain::Speech& one : chain::further_speech()) {
    if (one.gate != gate.id) continue;
    const auto of = std::find_if(verdict.gates.begin(), verdict.gates.end(),
                                 [&one](const chain::GateVerdict& candidate) { return candidate.gate->id == one.of; });
    const bool so = of->packet != nullptr && (one.is_component ? of->passes : of->blocker_count == 0);
    if (one.is_component)
      to->value = so ? "sealed" : "pending";
    else
      to->value = so;
    if (!so)
      to->because = (to->record.empty() ? to->member : to->record) +
                    (one.is_component ? " is pending: " : " is false: ") + state_of(*of);
    ++to;
  }
  return out;
}

const Decided* find_decided(const std::vector<Decided>& decided, std::string_view field, std::string_view record,
                            std::string_view member) {
  const auto found = std::find_if(decided.begin(), decided.end(), [&](const Decided& one) {
    return one.field == field && one.record == record && one.member == member;
  });
  return found == decided.end() ? nullptr : &*found;
}

}  // namespace cavra::build
