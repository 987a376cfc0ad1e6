// What the chain finds that no gate can, what follows from it, and how many changes mend it.
#include <gtest/gtest.h>

#include "tests/chain/bundles.h"

namespace cavra::chain {
namespace {

struct Case {
  const char* what;
  std::function<void(Packets&)> edit;
  const char* faults;
  const char* because;
  const char* path;
};

Json& at(Packets& packets, std::size_t gate, const char* pointer) { return packets[gate][Json::json_pointer(pointer)]; }
void remove(Packets& packets, std::size_t gate, const char* object, const char* key) {
  at(packets, gate, object).erase(key);
}

/// The gates from `from` on, built again.
void follow(Packets& packets, std::size_t from) {
  for (std::size_t gate = from; gate < packets.size(); ++gate) rebuild(packets, gate);
}

void check(const Case& one) {
  SCOPED_TRACE(one.what);
  Packets packets = live_packets();
  one.edit(packets);
  const Bundle bundle = folder_of(packets);
  const ChainVerdict verdict = verdict_on(bundle);
  EXPECT_EQ(faults_of(verdict), one.faults);
  EXPECT_EQ(verdict.because, one.because);
  EXPECT_EQ(path_of(verdict), one.path);
  EXPECT_FALSE(verdict.passes);
  EXPECT_EQ(verdict.status, "blocked");
}

TEST(Chain, OfTheLiveExamplesIsReady) {
  for (const Bundle& bundle : {folder_of(live_packets()), lines_of(live_packets())}) {
    const ChainVerdict verdict = verdict_on(bundle);
    EXPECT_EQ(faults_of(verdict), "");
    EXPECT_EQ(path_of(verdict), "");
    EXPECT_TRUE(verdict.ready);
    EXPECT_EQ(verdict.status, "ready");
    EXPECT_EQ(verdict.evidence_mode, "live");
    EXPECT_EQ(verdict.product, "CAVRA");
    EXPECT_EQ(verdict.customer, "evidence://customer-profile");
    for (const GateVerdict& gate : verdict.gates) EXPECT_TRUE(gate.holds && gate.ready) << gate.gate->id;
  }
}

TEST(Chain, RebuildingTheExamplesChangesNothing) {
  Packets packets = live_packets();
  follow(packets, 1);
  EXPECT_EQ(packets, live_packets());
}

TEST(Chain, OfSamplesPassesOnlyWhereSamplesAreAllowed) {
  const Bundle bundle = folder_of(sample_packets());
  const ChainVerdict allowed = verdict_on(bundle, {.require_live = false});
  EXPECT_EQ(allowed.status, "ready_with_warnings");
  EXPECT_TRUE(allowed.passes);
  EXPECT_FALSE(allowed.ready);
  EXPECT_EQ(path_of(allowed), "");
  const ChainVerdict live = verdict_on(bundle);
  EXPECT_FALSE(live.passes);
  EXPECT_TRUE(live.faults.empty()) << faults_of(live);
}

TEST(Chain, FindsWhatTheGatesCannot) {
  const Case cases[] = {
      {"a result that was edited to say less than its gate",
       [](Packets& p) { at(p, 9, "/public_status_result/checks/0/status") = "warn"; },
       "R7.10 S108 /public_status_result\nR7.10 C105 /public_status_result/checks/0/status\n",
       "R7.10 is blocked: public_status_result is not a result as its gate gives it", "rebuild R7.10\n"},
      {"a packet that changed for the worse after the next was built",
       [](Packets& p) { remove(p, 2, "/handoff_owner_refs", "release_owner_ref"); },
       "R7.3 G104 /handoff_owner_refs\nR7.4 C105 /closeout_handoff_result/ready_for_customer_closeout_handoff follows\n"
       "R7.7 C105 /lifecycle_gates/2/readiness_result/ready_for_customer_closeout_handoff follows\n"
       "R7.4 C111 /review_controls/closeout_handoff_ready follows\nR7.7 C111 /lifecycle_gates/2/ready follows\n"
       "R7.7 C111 /rollup_controls/all_lifecycle_gates_ready follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.3 is: handoff_owner_refs lacks "
       "release_owner_ref",
       "mend R7.3 /handoff_owner_refs\n"},
      {"a blocked packet, honestly built upon",
       [](Packets& p) { remove(p, 8, "/status_owner_refs", "security_owner_ref"), follow(p, 9); },
       "R7.9 G104 /status_owner_refs\nR7.10 G109 /public_status_result/blocker_count follows\nR7.10 G112 "
       "/sealed_components/0/status follows\n"
       "R7.10 G107 /final_release_controls/public_status_ready follows\n",
       "R7.10 is blocked because R7.9 is: status_owner_refs lacks security_owner_ref",
       "mend R7.9 /status_owner_refs\nrebuild R7.10\n"},
      {"a packet that was mended after the next was built",
       [](Packets& p) {
         const Json mended = p[8];
         remove(p, 8, "/status_owner_refs", "security_owner_ref");
         follow(p, 9);
         p[8] = mended;
       },
       "R7.10 G109 /public_status_result/blocker_count\nR7.10 G112 /sealed_components/0/status\nR7.10 G107 "
       "/final_release_controls/public_status_ready\n"
       "R7.10 C105 /public_status_result/ready_for_customer_lifecycle_public_status\n",
       "R7.10 is blocked: public_status_result does not say that it has no blocker", "rebuild R7.10\n"},
      {"another customer in one packet",
       [](Packets& p) { p[4]["customer_profile_ref"] = "evidence://customer-profile-2"; },
       "R7.5 C106 /customer_profile_ref\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.5 is: the customer's reference "
       "is not that of R7.1 and 8 others",
       "mend R7.5 /customer_profile_ref\n"},
      {"another customer in the first packet, where it stands elsewhere",
       [](Packets& p) { at(p, 0, "/customer_profile/customer_ref") = "evidence://customer-profile-2"; },
       "R7.1 C106 /customer_profile/customer_ref\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.1 is: the customer's reference "
       "is not that of R7.2 and 8 others",
       "mend R7.1 /customer_profile/customer_ref\n"},
      {"no customer where the gate does not ask for one", [](Packets& p) { p[1].erase("customer_profile_ref"); },
       "R7.2 C106 \n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.2 is: customer_profile_ref is "
       "missing, which is the same in every packet of a chain",
       "mend R7.2\n"},
      {"another product", [](Packets& p) { p[9]["product"] = "CAVRB"; }, "R7.10 C107 /product\n",
       "R7.10 is blocked: product is not that of R7.1 and 8 others", "mend R7.10 /product\n"},
      {"a candidate without outcome and an outcome without candidate, which is one wrong id",
       [](Packets& p) { at(p, 5, "/expansion_outcomes/1/candidate_id") = "more-connector"; },
       "R7.6 C109 /expansion_outcomes\nR7.6 C110 /expansion_outcomes/1/candidate_id\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.6 is: expansion_outcomes has "
       "none for element 1 of expansion_candidates "
       "(b/customer-renewal-expansion.json:11)",
       "mend R7.6 /expansion_outcomes/1/candidate_id\n"},
      {"a candidate without outcome", [](Packets& p) { at(p, 5, "/expansion_outcomes").erase(0); },
       "R7.6 C109 /expansion_outcomes\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.6 is: expansion_outcomes has "
       "none for element 0 of expansion_candidates "
       "(b/customer-renewal-expansion.json:5)",
       "mend R7.6 /expansion_outcomes\n"},
      {"a rollup that calls a ready gate not ready", [](Packets& p) { at(p, 6, "/lifecycle_gates/1/ready") = false; },
       "R7.7 C111 /lifecycle_gates/1/ready\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is: ready is not true, but R7.2 is ready",
       "rebuild R7.7\n"},
      {"a missing packet", [](Packets& p) { p[3] = nullptr; }, "R7.4 C101 \n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.4 is missing", "build R7.4\n"},
      {"a packet whose schema nobody knows",
       [](Packets& p) { p[3]["schema_version"] = "cavra.customer-operating-review.packet.v9"; },
       "- C103 \nR7.4 C101 \n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.4 is missing", "mend R7.4\n"},
  };
  for (const Case& one : cases) check(one);
}

}  // namespace
}  // namespace cavra::chain
