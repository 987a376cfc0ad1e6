// The shortest way to ready leads to ready, and no step of it can be left out.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "tests/chain/bundles.h"

namespace cavra::chain {
namespace {

struct Fault {
  std::size_t gate;
  const char* pointer;  ///< what is changed
  Json value;           ///< null: it is taken out
};

/// Faults of the packets' own, each in another object.
const std::vector<Fault>& own_faults() {
  static const std::vector<Fault> faults = {
      {0, "/customer_profile/deployment_ref", nullptr},
      {1, "/publication_controls/sanitized_only", false},
      {2, "/communication_refs/support_path_ref", nullptr},
      {3, "/review_controls/support_sla_healthy", false},
      {4, "/renewal_sections/2/status", "open"},
      {5, "/outcome_owner_refs/finance_operations_ref", "finance"},
      {6, "/rollup_controls/archive_refs_present", false},
      {7, "/verifier_refs", Json::array()},
      {8, "/public_status_sections/0/summary", "All good."},
      {9, "/completion_statement", "Done."},
  };
  return faults;
}

/// What packets say of others, changed after they were built.
const std::vector<Fault>& lies() {
  static const std::vector<Fault> faults = {
      {2, "/evidence_room_result/blocker_count", 2},
      {4, "/customer_profile_ref", "evidence://customer-profile-2"},
      {6, "/lifecycle_gates/4/ready", false},
      {7, "/lifecycle_rollup_result", nullptr},
      {9, "/public_status_result/status", "blocked"},
      {9, "/sealed_components/3/status", "pending"},
      {9, "/final_release_controls/archive_manifest_ready", nullptr},
  };
  return faults;
}

void apply(Packets& packets, const Fault& fault) {
  const Json::json_pointer place(fault.pointer);
  if (fault.value.is_null())
    packets[fault.gate][place.parent_pointer()].erase(place.back());
  else
    packets[fault.gate][place] = fault.value;
}

struct Step {
  std::size_t gate;
  bool rebuild;
  std::string pointer;
};

std::vector<Step> steps_of(const ChainVerdict& verdict) {
  std::vector<Step> steps;
  for (const OwnerChanges& owner : verdict.path)
    for (const Change& change : owner.changes)
      steps.push_back({change.gate, change.kind == Change::Kind::rebuild, change.pointer});
  std::sort(steps.begin(), steps.end(),
            [](const Step& a, const Step& b) { return a.gate != b.gate ? a.gate < b.gate : a.rebuild < b.rebuild; });
  return steps;
}

/// Takes the steps but one.
bool passes_after(Packets packets, const std::vector<Step>& steps, std::size_t without) {
  const Packets original = live_packets();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i == without) continue;
    const Step& step = steps[i];
    if (step.rebuild)
      rebuild(packets, step.gate);
    else
      packets[step.gate][Json::json_pointer(step.pointer)] = original[step.gate][Json::json_pointer(step.pointer)];
  }
  const Bundle bundle = folder_of(packets);
  return verdict_on(bundle).passes;
}

TEST(Path, LeadsToReadyAndNoStepOfItCanBeLeftOut) {
  EXPECT_TRUE(rc::check([] {
    Packets packets = live_packets();
    // Some packets have faults; those after some gate were built upon what was there; then some say what is not so.
    for (const Fault& fault : own_faults())
      if (*rc::gen::inRange(0, 4) == 0) apply(packets, fault);
    for (auto gate = static_cast<std::size_t>(*rc::gen::inRange(1, 11)); gate < packets.size(); ++gate)
      rebuild(packets, gate);
    for (const Fault& fault : lies())
      if (*rc::gen::inRange(0, 5) == 0) apply(packets, fault);
    const Bundle bundle = folder_of(packets);
    const ChainVerdict verdict = verdict_on(bundle);
    const std::vector<Step> steps = steps_of(verdict);
    RC_ASSERT(steps.size() == verdict.change_count);
    RC_ASSERT(verdict.passes == steps.empty());
    RC_ASSERT(passes_after(packets, steps, steps.size()));
    for (std::size_t i = 0; i < steps.size(); ++i) RC_ASSERT(!passes_after(packets, steps, i));
  }));
}

}  // namespace
}  // namespace cavra::chain
