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

TEST(Chain, OfSamplesWithFaultsLeadsToWhatPassesThere) {
  Packets packets = sample_packets();
  remove(packets, 2, "/handoff_owner_refs", "release_owner_ref");
  remove(packets, 6, "/executive_owner_refs", "security_owner_ref");
  follow(packets, 3);
  at(packets, 6, "/lifecycle_gates/1/ready") = true;
  const Bundle bundle = folder_of(packets);
  const ChainVerdict verdict = verdict_on(bundle, {.require_live = false});
  EXPECT_EQ(path_of(verdict),
            "mend R7.3 /handoff_owner_refs\nrebuild R7.4\nrebuild R7.5\nrebuild R7.6\nmend R7.7 /executive_owner_refs\n"
            "rebuild R7.7\nrebuild R7.8\nrebuild R7.9\nrebuild R7.10\n");
  EXPECT_EQ(verdict.because,
            "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.3 is: handoff_owner_refs "
            "lacks release_owner_ref");
  EXPECT_EQ(verdict_on(folder_of(sample_packets()), {.require_live = false}).change_count, 0U);
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

TEST(Chain, GoesOnWhereSomethingIsOfTheWrongType) {
  const Case cases[] = {
      {"a sample among live packets, honestly built upon",
       [](Packets& p) { p[2]["evidence_mode"] = "sample", follow(p, 3); },
       "R7.3 G102 /evidence_mode\nR7.4 G109 /closeout_handoff_result/blocker_count follows\nR7.4 G107 "
       "/review_controls/closeout_handoff_ready follows\nR7.5 G109 /operating_review_result/blocker_count "
       "follows\nR7.5 G107 /renewal_controls/operating_review_ready follows\nR7.6 G109 "
       "/renewal_readiness_result/blocker_count follows\nR7.6 G107 /outcome_controls/renewal_readiness_ready "
       "follows\nR7.7 G109 /lifecycle_gates/2/readiness_result/blocker_count follows\nR7.7 G109 "
       "/lifecycle_gates/3/readiness_result/blocker_count follows\nR7.7 G109 "
       "/lifecycle_gates/4/readiness_result/blocker_count follows\nR7.7 G109 "
       "/lifecycle_gates/5/readiness_result/blocker_count follows\nR7.7 G107 "
       "/rollup_controls/all_lifecycle_gates_ready follows\nR7.8 G109 /lifecycle_rollup_result/blocker_count "
       "follows\nR7.8 G107 /archive_controls/lifecycle_rollup_ready follows\nR7.9 G109 "
       "/archive_manifest_result/blocker_count follows\nR7.9 G107 /publication_controls/archive_manifest_ready "
       "follows\nR7.10 G109 /public_status_result/blocker_count follows\nR7.10 G112 /sealed_components/0/status "
       "follows\nR7.10 G112 /sealed_components/1/status follows\nR7.10 G112 /sealed_components/2/status follows\nR7.10 "
       "G112 /sealed_components/3/status follows\nR7.10 G112 /sealed_components/4/status follows\nR7.10 G107 "
       "/final_release_controls/public_status_ready follows\nR7.10 G107 /final_release_controls/archive_manifest_ready "
       "follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.3 is: evidence_mode is not live",
       "mend R7.3 /evidence_mode\nrebuild R7.4\nrebuild R7.5\nrebuild R7.6\nrebuild R7.7\nrebuild R7.8\nrebuild "
       "R7.9\nrebuild R7.10\n"},
      {"a blocked packet, honestly built upon by one with a fault of its own",
       [](Packets& p) {
         remove(p, 7, "/archive_owner_refs", "security_owner_ref"),
             remove(p, 8, "/status_owner_refs", "support_owner_ref");
         follow(p, 8);
       },
       "R7.8 G104 /archive_owner_refs\nR7.9 G109 /archive_manifest_result/blocker_count follows\nR7.9 G104 "
       "/status_owner_refs\nR7.9 G107 /publication_controls/archive_manifest_ready follows\nR7.10 G109 "
       "/public_status_result/blocker_count follows\nR7.10 G112 /sealed_components/0/status follows\nR7.10 G112 "
       "/sealed_components/1/status follows\nR7.10 G107 /final_release_controls/public_status_ready follows\nR7.10 "
       "G107 /final_release_controls/archive_manifest_ready follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is: archive_owner_refs lacks security_owner_ref",
       "mend R7.8 /archive_owner_refs\nmend R7.9 /status_owner_refs\nrebuild R7.9\nrebuild R7.10\n"},
      {"the same before a list of results",
       [](Packets& p) {
         remove(p, 2, "/handoff_owner_refs", "release_owner_ref"),
             remove(p, 6, "/executive_owner_refs", "security_owner_ref");
         rebuild(p, 6);
       },
       "R7.3 G104 /handoff_owner_refs\nR7.7 G104 /executive_owner_refs\nR7.7 G109 "
       "/lifecycle_gates/2/readiness_result/blocker_count follows\nR7.7 G107 "
       "/rollup_controls/all_lifecycle_gates_ready follows\nR7.4 C105 "
       "/closeout_handoff_result/ready_for_customer_closeout_handoff follows\nR7.8 C105 "
       "/lifecycle_rollup_result/ready_for_customer_lifecycle_executive_rollup follows\nR7.4 C111 "
       "/review_controls/closeout_handoff_ready follows\nR7.8 C111 /archive_controls/lifecycle_rollup_ready "
       "follows\nR7.10 C111 /sealed_components/2/status follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.3 is: handoff_owner_refs lacks "
       "release_owner_ref",
       "mend R7.3 /handoff_owner_refs\nmend R7.7 /executive_owner_refs\nrebuild R7.7\n"},
      {"a control that is no boolean, and no result either",
       [](Packets& p) { at(p, 6, "/lifecycle_gates/1/ready") = Json::object(); },
       "R7.7 S102 /lifecycle_gates/1/ready\nR7.8 C105 "
       "/lifecycle_rollup_result/ready_for_customer_lifecycle_executive_rollup follows\nR7.8 C111 "
       "/archive_controls/lifecycle_rollup_ready follows\nR7.10 C111 /sealed_components/2/status follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is: ready has not the type that the gate gives "
       "it",
       "rebuild R7.7\n"},
      {"a result that is no object", [](Packets& p) { p[3]["closeout_handoff_result"] = "ready"; },
       "R7.4 G106 /closeout_handoff_result\nR7.5 C105 /operating_review_result/ready_for_customer_operating_review "
       "follows\nR7.7 C105 /lifecycle_gates/3/readiness_result/ready_for_customer_operating_review follows\nR7.5 C111 "
       "/renewal_controls/operating_review_ready follows\nR7.7 C111 /lifecycle_gates/3/ready follows\nR7.7 C111 "
       "/rollup_controls/all_lifecycle_gates_ready follows\nR7.10 C111 /sealed_components/4/status follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.4 is: closeout_handoff_result "
       "is no object",
       "rebuild R7.4\n"},
      {"a list of results without one of them", [](Packets& p) { at(p, 6, "/lifecycle_gates").erase(2); },
       "R7.7 G111 /lifecycle_gates\nR7.8 C105 /lifecycle_rollup_result/ready_for_customer_lifecycle_executive_rollup "
       "follows\nR7.8 C111 /archive_controls/lifecycle_rollup_ready follows\nR7.10 C111 /sealed_components/2/status "
       "follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is: lifecycle_gates lacks R7.3",
       "mend R7.7 /lifecycle_gates\n"},
      {"another ready key than the gate's",
       [](Packets& p) { at(p, 6, "/lifecycle_gates/1/ready_key") = "ready_for_all"; },
       "R7.7 C111 /lifecycle_gates/1/ready_key\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is: ready_key is not the ready key of R7.2",
       "rebuild R7.7\n"},
      {"the two controls that speak of packets, and others, missing",
       [](Packets& p) { p[9]["final_release_controls"] = Json::object(); },
       "R7.10 G104 /final_release_controls\nR7.10 G104 /final_release_controls\nR7.10 G104 "
       "/final_release_controls\nR7.10 G104 /final_release_controls\nR7.10 G104 /final_release_controls\nR7.10 G104 "
       "/final_release_controls\nR7.10 G104 /final_release_controls\nR7.10 G104 /final_release_controls\nR7.10 G104 "
       "/final_release_controls\nR7.10 G104 /final_release_controls\n",
       "R7.10 is blocked: final_release_controls lacks public_status_ready",
       "mend R7.10 /final_release_controls\nmend R7.10 /final_release_controls\nmend R7.10 "
       "/final_release_controls\nmend R7.10 /final_release_controls\nmend R7.10 /final_release_controls\nmend R7.10 "
       "/final_release_controls\nmend R7.10 /final_release_controls\nmend R7.10 /final_release_controls\nrebuild "
       "R7.10\n"},
      {"one of the controls missing, behind another that is no boolean",
       [](Packets& p) {
         p[9]["final_release_controls"].erase("archive_manifest_ready");
         p[9]["final_release_controls"]["release_notes_ready"] = 1;
       },
       "R7.10 G104 /final_release_controls\nR7.10 G107 /final_release_controls/release_notes_ready\n",
       "R7.10 is blocked: final_release_controls lacks archive_manifest_ready",
       "mend R7.10 /final_release_controls/release_notes_ready\nrebuild R7.10\n"},
      {"controls that are none", [](Packets& p) { p[9]["final_release_controls"] = "none"; },
       "R7.10 G106 /final_release_controls\n", "R7.10 is blocked: final_release_controls is no object",
       "mend R7.10 /final_release_controls\n"},
      {"a component missing", [](Packets& p) { at(p, 9, "/sealed_components").erase(1); },
       "R7.10 G111 /sealed_components\n", "R7.10 is blocked: sealed_components lacks archive_manifest",
       "mend R7.10 /sealed_components\n"},
      {"components that are no list, after a packet that changed for the worse",
       [](Packets& p) {
         remove(p, 7, "/archive_owner_refs", "security_owner_ref");
         const Json component = at(p, 9, "/sealed_components/1");
         p[9]["sealed_components"] = {{"a", component}};
       },
       "R7.8 G104 /archive_owner_refs\nR7.10 G106 /sealed_components\nR7.9 C105 "
       "/archive_manifest_result/ready_for_customer_lifecycle_archive_manifest follows\nR7.9 C111 "
       "/publication_controls/archive_manifest_ready follows\nR7.10 C111 "
       "/final_release_controls/archive_manifest_ready follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is: archive_owner_refs lacks security_owner_ref",
       "mend R7.8 /archive_owner_refs\nmend R7.10 /sealed_components\n"},
      {"an archive that changed for the worse after the seal was built",
       [](Packets& p) {
         const Json status = p[8];
         remove(p, 7, "/archive_owner_refs", "security_owner_ref");
         rebuild(p, 8);
         p[9]["public_status_result"] = live_packets()[9]["public_status_result"];
       },
       "R7.8 G104 /archive_owner_refs\nR7.9 G109 /archive_manifest_result/blocker_count follows\nR7.9 G107 "
       "/publication_controls/archive_manifest_ready follows\nR7.10 C105 "
       "/public_status_result/ready_for_customer_lifecycle_public_status follows\nR7.10 C111 "
       "/final_release_controls/public_status_ready follows\nR7.10 C111 /sealed_components/0/status follows\nR7.10 "
       "C111 /sealed_components/1/status follows\nR7.10 C111 /final_release_controls/archive_manifest_ready follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is: archive_owner_refs lacks security_owner_ref",
       "mend R7.8 /archive_owner_refs\nrebuild R7.9\n"},
      {"what is no part of a list, though it stands behind it",
       [](Packets& p) {
         Json other = {{"component_id", "evidence_room"}, {"status", "pending"}};
         p[9]["other"] = other;
         Json list = p[9]["sealed_components"];
         p[9].erase("sealed_components");
         p[9].erase("other");
         p[9]["sealed_components"] = list;
         p[9]["other"] = other;
       },
       "R7.10 S101 /{13}\n", "R7.10 is blocked: the gate does not define member 13 of the packet",
       "mend R7.10 /{13}\n"},
      {"what the gate does not define, and is no control", [](Packets& p) { p[1]["other"] = {{"more", false}}; },
       "R7.2 S101 /{10}\nR7.3 C105 /evidence_room_result/ready_for_customer_evidence_room_closeout follows\nR7.7 C105 "
       "/lifecycle_gates/1/readiness_result/ready_for_customer_evidence_room_closeout follows\nR7.3 C111 "
       "/handoff_controls/evidence_room_ready follows\nR7.7 C111 /lifecycle_gates/1/ready follows\nR7.7 C111 "
       "/rollup_controls/all_lifecycle_gates_ready follows\nR7.10 C111 /sealed_components/5/status follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.2 is: the gate does not define "
       "member 10 of the packet",
       "mend R7.2 /{10}\n"},
      {"no customer where the gate asks for one", [](Packets& p) { p[4].erase("customer_profile_ref"); },
       "R7.5 G104 \nR7.6 C105 /renewal_readiness_result/ready_for_customer_renewal_expansion follows\nR7.7 C105 "
       "/lifecycle_gates/4/readiness_result/ready_for_customer_renewal_expansion follows\nR7.6 C111 "
       "/outcome_controls/renewal_readiness_ready follows\nR7.7 C111 /lifecycle_gates/4/ready follows\nR7.7 C111 "
       "/rollup_controls/all_lifecycle_gates_ready follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.5 is: the packet lacks "
       "customer_profile_ref",
       "mend R7.5\n"},
      {"a customer that is no reference", [](Packets& p) { p[4]["customer_profile_ref"] = "the customer"; },
       "R7.5 G105 /customer_profile_ref\nR7.6 C105 /renewal_readiness_result/ready_for_customer_renewal_expansion "
       "follows\nR7.7 C105 /lifecycle_gates/4/readiness_result/ready_for_customer_renewal_expansion follows\nR7.6 C111 "
       "/outcome_controls/renewal_readiness_ready follows\nR7.7 C111 /lifecycle_gates/4/ready follows\nR7.7 C111 "
       "/rollup_controls/all_lifecycle_gates_ready follows\n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.5 is: customer_profile_ref is "
       "no reference",
       "mend R7.5 /customer_profile_ref\n"},
      {"outcomes without the packet that puts candidates forward", [](Packets& p) { p[4] = nullptr; }, "R7.5 C101 \n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.5 is missing", "build R7.5\n"},
      {"candidates without the packet that decides", [](Packets& p) { p[5] = nullptr; }, "R7.6 C101 \n",
       "R7.10 is blocked because R7.9 is, because R7.8 is, because R7.7 is, because R7.6 is missing", "build R7.6\n"},
  };
  for (const Case& one : cases) check(one);
}

TEST(Chain, NamesEachCandidateWhereThereIsNoListOfOutcomes) {
  Packets packets = live_packets();
  const Json outcomes = packets[5]["expansion_outcomes"];
  packets[5]["expansion_outcomes"] = {{"a", outcomes[0]}, {"b", outcomes[1]}};
  const Bundle no_list = folder_of(packets);
  EXPECT_TRUE(
      faults_of(verdict_on(no_list)).ends_with("R7.6 C109 /expansion_outcomes\nR7.6 C109 /expansion_outcomes\n"));
  packets[5].erase("expansion_outcomes");
  const Bundle none = folder_of(packets);
  EXPECT_TRUE(faults_of(verdict_on(none)).ends_with("R7.6 C109 \nR7.6 C109 \n"));
}

TEST(Chain, AsksForNoFlagThatTheGateDoesNot) {
  Packets packets = live_packets();
  for (Json& element : packets[6]["lifecycle_gates"]) element.erase("ready"), element.erase("ready_key");
  const Bundle bundle = folder_of(packets);
  EXPECT_TRUE(verdict_on(bundle).ready);
}

TEST(Chain, InCompatGoesByTheChecksOfTheGatesAlone) {
  Packets packets = live_packets();
  packets[2]["other"] = 1;  // which strict alone blocks
  const Bundle bundle = folder_of(packets);
  const std::string strict = faults_of(verdict_on(bundle));
  EXPECT_NE(strict.find("R7.3 S101"), std::string::npos) << strict;
  EXPECT_NE(strict.find("R7.4 C111 /review_controls/closeout_handoff_ready"), std::string::npos) << strict;
  const std::string compat = faults_of(verdict_on(bundle, {.profile = Profile::compat}));
  EXPECT_EQ(compat.find("S101"), std::string::npos) << compat;
  EXPECT_EQ(compat.find("C111"), std::string::npos) << compat;
}

}  // namespace
}  // namespace cavra::chain
