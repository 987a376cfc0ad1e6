// Which gates have a cause of their own, and which only follow.
#include <gtest/gtest.h>

#include "tests/chain/bundles.h"

namespace cavra::chain {
namespace {

/// The ids of the gates with a cause of their own.
std::string causes_of(const ChainVerdict& verdict) {
  std::string out;
  for (const GateVerdict& gate : verdict.gates)
    if (gate.own_cause) out.append(out.empty() ? "" : " ").append(gate.gate->id);
  return out;
}

struct Case {
  const char* what;
  std::function<void(Packets&)> edit;
  const char* causes;
  const char* faults_of_the_seal;  ///< and what of the chain is at it
};

void lack_status_owner(Packets& p) { p[8]["status_owner_refs"].erase("security_owner_ref"); }

TEST(Causes, AreToldFromWhatFollows) {
  const Case cases[] = {
      {"nothing", [](Packets&) {}, "", ""},
      {"a packet that changed for the worse", lack_status_owner, "R7.9",
       "C105 /public_status_result/ready_for_customer_lifecycle_public_status follows\n"
       "C111 /final_release_controls/public_status_ready follows\n"
       "C111 /sealed_components/0/status follows\n"},
      {"the same, honestly built upon", [](Packets& p) { lack_status_owner(p), rebuild(p, 9); }, "R7.9",
       "G109 /public_status_result/blocker_count follows\n"
       "G112 /sealed_components/0/status follows\n"
       "G107 /final_release_controls/public_status_ready follows\n"},
      {"the same, and mended since",
       [](Packets& p) {
         lack_status_owner(p), rebuild(p, 9);
         p[8] = live_packets()[8];
       },
       "R7.10",
       "G109 /public_status_result/blocker_count\n"
       "G112 /sealed_components/0/status\n"
       "G107 /final_release_controls/public_status_ready\n"
       "C105 /public_status_result/ready_for_customer_lifecycle_public_status\n"},
      {"beside a packet that fails, a component of another that passes is not sealed",
       [](Packets& p) { lack_status_owner(p), p[9]["sealed_components"][3]["status"] = "pending"; }, "R7.9 R7.10",
       "G112 /sealed_components/3/status\n"
       "C105 /public_status_result/ready_for_customer_lifecycle_public_status follows\n"
       "C111 /final_release_controls/public_status_ready follows\n"
       "C111 /sealed_components/0/status follows\n"},
      {"beside it, another product", [](Packets& p) { lack_status_owner(p), p[9]["product"] = "Another"; },
       "R7.9 R7.10",
       "C105 /public_status_result/ready_for_customer_lifecycle_public_status follows\n"
       "C111 /final_release_controls/public_status_ready follows\n"
       "C111 /sealed_components/0/status follows\n"
       "C107 /product\n"},
      {"beside it, a control of its own",
       [](Packets& p) { lack_status_owner(p), p[9]["final_release_controls"]["release_notes_ready"] = false; },
       "R7.9 R7.10",
       "G107 /final_release_controls/release_notes_ready\n"
       "C105 /public_status_result/ready_for_customer_lifecycle_public_status follows\n"
       "C111 /final_release_controls/public_status_ready follows\n"
       "C111 /sealed_components/0/status follows\n"},
      {"beside it, a missing component", [](Packets& p) { lack_status_owner(p), p[9]["sealed_components"].erase(0); },
       "R7.9 R7.10",
       "G111 /sealed_components\n"
       "C105 /public_status_result/ready_for_customer_lifecycle_public_status follows\n"
       "C111 /final_release_controls/public_status_ready follows\n"},
      {"a packet that is missing", [](Packets& p) { p[8] = nullptr; }, "R7.9", ""},
      {"another customer", [](Packets& p) { p[4]["customer_profile_ref"] = "evidence://customer-profile-2"; }, "R7.5",
       ""},
      {"a flag that is not so", [](Packets& p) { p[6]["lifecycle_gates"][1]["ready"] = false; }, "R7.7", ""},
  };
  for (const Case& one : cases) {
    Packets packets = live_packets();
    one.edit(packets);
    const Bundle bundle = folder_of(packets);
    const ChainVerdict verdict = verdict_on(bundle);
    EXPECT_EQ(causes_of(verdict), one.causes) << one.what;
    std::string of_seal;
    const std::string all = faults_of(verdict);
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = all.find('\n', at) + 1;
      if (all.compare(at, 6, "R7.10 ") == 0) of_seal += all.substr(at + 6, end - at - 6);
      at = end;
    }
    EXPECT_EQ(of_seal, one.faults_of_the_seal) << one.what;
  }
}

TEST(Causes, OfAChainMayBeInNoGate) {
  Packets packets = live_packets();
  packets.push_back(Json::object());
  const Bundle bundle = lines_of(packets);
  const ChainVerdict verdict = verdict_on(bundle);
  EXPECT_EQ(causes_of(verdict), "");
  EXPECT_EQ(verdict.because, "the chain is blocked: it is no packet of the ten gates");
  EXPECT_FALSE(verdict.passes);
}

TEST(Causes, OfSamplesAreNotThatTheyAreSamples) {
  Packets packets = sample_packets();
  packets[3] = nullptr;
  const Bundle bundle = folder_of(packets);
  const ChainVerdict verdict = verdict_on(bundle, {.require_live = false});
  EXPECT_EQ(causes_of(verdict), "R7.4");
  EXPECT_EQ(path_of(verdict), "build R7.4\n");
  for (std::size_t gate = 0; gate < packets.size(); ++gate) {
    packets = sample_packets();
    packets[gate] = nullptr;
    const Bundle without = folder_of(packets);
    EXPECT_EQ(verdict_on(without, {.require_live = false}).change_count, 1U) << gate;
  }
}

}  // namespace
}  // namespace cavra::chain
