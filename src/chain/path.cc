// The shortest way to ready: as few changes as there can be, each with who answers for it.
#include <algorithm>

#include "chain/scene.h"

namespace cavra::chain {
namespace {

class Path {
 public:
  Path(Scene& scene, const std::vector<Rest>& rests) : scene_(scene), verdict_(scene.verdict), rests_(rests) {}

  void run() {
    // Something that is no object can be no packet.
    std::vector<const Fault*> no_packets;
    for (const Fault* fault : chain_faults(no_gate, Code::unknown_packet))
      (is_object(fault->source) ? unknown_ : no_packets).push_back(fault);
    for (std::size_t gate = 0; gate < rests_.size(); ++gate) {
      whole_packets(gate);
      for (const Fault& fault : rests_[gate].own) add(mend(fault), fault.finding.owner);
      if (rests_[gate].rebuild) rebuild(gate);
      continuity(gate);
      candidates(gate);
      moves(gate);
    }
    no_packets.insert(no_packets.end(), unknown_.begin(), unknown_.end());
    for (const Fault* fault : no_packets) add(at(Change::Kind::remove, *fault), {});
  }

 private:
  void add(Change change, const std::string& owner) {
    auto place = std::find_if(verdict_.path.begin(), verdict_.path.end(),
                              [&owner](const OwnerChanges& one) { return one.owner == owner; });
    if (place == verdict_.path.end()) place = verdict_.path.insert(place, OwnerChanges{owner, {}});
    place->changes.push_back(std::move(change));
    ++verdict_.change_count;
  }

  static Change at(Change::Kind kind, const Fault& fault) {
    Change change;
    change.kind = kind;
    change.gate = fault.gate;
    change.source = fault.source;
    change.file = fault.file;
    change.line = fault.finding.line;
    change.column = fault.finding.column;
    change.pointer = fault.finding.pointer;
    change.code = fault.finding.code;
    change.what = fault.finding.message;
    change.hint = fault.finding.hint;
    change.mends = 1;
    return change;
  }
  static Change mend(const Fault& fault) { return at(Change::Kind::mend, fault); }

  [[nodiscard]] std::vector<const Fault*> chain_faults(std::size_t gate, Code code) const {
    std::vector<const Fault*> out;
    for (const Fault& fault : verdict_.faults)
      if (fault.gate == gate && fault.finding.code == code) out.push_back(&fault);
    return out;
  }

  [[nodiscard]] bool is_object(const std::string& source) const {
    const std::vector<BundlePacket>& packets = scene_.bundle->packets;
    const auto packet = std::find_if(packets.begin(), packets.end(),
                                     [&source](const BundlePacket& one) { return one.source == source; });
    return packet->bytes[packet->bytes.find_first_not_of(" \t\r\n")] == '{';
  }

  /// A missing packet is built, one too many is taken out; one that no gate knows may be one that is missing.
  void whole_packets(std::size_t gate) {
    for (const Fault* fault : chain_faults(gate, Code::missing_packet)) {
      if (unknown_.empty()) {
        add(at(Change::Kind::build, *fault), {});
        continue;
      }
      Change change = at(Change::Kind::mend, *unknown_.front());
      change.gate = gate;
      change.mends = 2;
      change.hint = "if it is the packet of " + scene_.id(gate) + ", mend its schema_version; else take it out and " +
                    fault->finding.hint;
      unknown_.erase(unknown_.begin());
      add(std::move(change), {});
    }
    for (const Fault* fault : chain_faults(gate, Code::doubled_packet)) add(at(Change::Kind::remove, *fault), {});
  }

  /// One step mends whatever speaks of the packets before.
  void rebuild(std::size_t gate) {
    View& view = scene_.views[gate];
    const GateVerdict& one = verdict_.gates[gate];
    Change change;
    change.kind = Change::Kind::rebuild;
    change.gate = gate;
    change.source = one.packet->source;
    change.file = one.packet->file;
    change.line = one.packet->line;
    change.column = 1;
    std::string from;
    for (const std::size_t of : one.upstream) from += (from.empty() ? "" : ", ") + scene_.id(of);
    change.what = "it embeds results of " + from + " that are not ready";
    if (rests_[gate].stale) change.what = "what it says of " + from + " is not so";
    change.hint = "build it again from " + from + (one.because.empty() ? "" : ", once ready") + ": `cavra-seal build " +
                  std::string(scene_.info(gate).slug) + " --from FILE`";
    const auto is_own = [&](const Fault& fault) {
      return std::any_of(rests_[gate].own.begin(), rests_[gate].own.end(), [&fault](const Fault& other) {
        return other.finding.code == fault.finding.code && other.finding.pointer == fault.finding.pointer &&
               other.finding.message == fault.finding.message;
      });
    };
    for (const Fault& fault : one.faults)
      change.mends += counts(fault.finding, scene_.options.require_live) && !is_own(fault) ? 1 : 0;
    for (const Code code : {Code::stale_result, Code::control_disagrees, Code::other_customer})
      change.mends += chain_faults(gate, code).size();
    add(std::move(change), view.owner(view.gate().upstream_field));
  }

  void continuity(std::size_t gate) {
    for (const Code code : {Code::other_customer, Code::other_product, Code::other_mode})
      for (const Fault* fault : chain_faults(gate, code))
        if (code != Code::other_customer || !rests_[gate].rebuild) add(mend(*fault), fault->finding.owner);
  }

  /// Giving an outcome the id of a candidate that has none mends two faults.
  void candidates(std::size_t gate) {
    auto lacking = chain_faults(gate, Code::candidate_without_outcome);
    const auto strays = chain_faults(gate, Code::outcome_without_candidate);
    for (const Fault* stray : strays) {
      Change change = mend(*stray);
      if (!lacking.empty()) {
        lacking.erase(lacking.begin());
        change.mends = 2;
      }
      add(std::move(change), stray->finding.owner);
    }
    for (const Fault* fault : lacking) add(mend(*fault), fault->finding.owner);
  }

  void moves(std::size_t gate) {
    for (const Fault* fault : chain_faults(gate, Code::out_of_order)) add(at(Change::Kind::move, *fault), {});
  }

  Scene& scene_;
  ChainVerdict& verdict_;
  const std::vector<Rest>& rests_;
  std::vector<const Fault*> unknown_;  // packets of no gate that no step deals with yet
};

}  // namespace

void find_path(Scene& scene, const std::vector<Rest>& rests) { Path(scene, rests).run(); }

}  // namespace cavra::chain
