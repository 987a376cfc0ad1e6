/// What the parts of the chain's judgement share while one bundle is judged.
#pragma once

#include <vector>

#include "chain/links.h"
#include "chain/said.h"

namespace cavra::chain {

struct Scene {
  const Catalogue& catalogue;
  const Policy& policy;
  std::size_t max_size;
  Options options{};
  const Bundle* bundle = nullptr;
  std::vector<View> views;               ///< of each gate
  std::vector<std::vector<Link>> links;  ///< of each packet that is there
  std::vector<Said> now;                 ///< what each gate says, in the run that was asked for
  std::vector<Said> now_not_live;        ///< and in one that is not live; made when a sample packet embeds it
  ChainVerdict verdict;

  [[nodiscard]] const gate::Tables& tables() const { return catalogue.tables(); }
  [[nodiscard]] const GateInfo& info(std::size_t gate) const { return catalogue.gates()[gate]; }
  [[nodiscard]] std::string id(std::size_t gate) const { return std::string(info(gate).id); }
  /// Whether the gate itself blocks at that place of its packet already.
  [[nodiscard]] bool is_blocked_at(std::size_t gate, const std::string& pointer) const;
};

/// Whether it keeps the gate from passing: it blocks or, in a live run, warns, and is not waived.
[[nodiscard]] bool counts(const Finding& finding, bool live);

/// The faults of a gate's verdict; in compat those of its own checks.
[[nodiscard]] std::vector<Fault> faults_of(const Verdict& verdict, const BundlePacket& packet, std::size_t gate,
                                           Profile profile);

/// Each judges one Check and appends what it finds to the verdict's faults.
void judge_packets(Scene& scene);
void judge_upstream_results(Scene& scene);
void judge_upstream_controls(Scene& scene);
void judge_continuity(Scene& scene);
void judge_candidates(Scene& scene);

/// Whether a link says what it is to say when all packets that it speaks of are mended.
[[nodiscard]] bool is_right_when_mended(const Scene& scene, std::size_t gate, const Link& link,
                                        const std::vector<Said>& target);

/// The packet with every link as it is to be when all packets before are mended.
[[nodiscard]] std::string with_mended_links(const Scene& scene, std::size_t gate, const std::vector<Said>& target);

/// What is left of a gate's faults when all before it is mended.
struct Rest {
  std::vector<Fault> own;  ///< the gate's findings that are still there, where they stand in the packet as it is
  bool rebuild = false;    ///< a link is not as it is to be
  bool stale = false;      ///< and that though the packets that it speaks of pass
};

/// Which gates hold, which faults follow from others, and the first cause. Of each gate what is left.
[[nodiscard]] std::vector<Rest> find_causes(Scene& scene);

/// The shortest way to ready.
void find_path(Scene& scene, const std::vector<Rest>& rests);

}  // namespace cavra::chain
