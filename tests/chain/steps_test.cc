// What the steps of the shortest way say.
#include <gtest/gtest.h>

#include "tests/chain/bundles.h"

namespace cavra::chain {
namespace {

/// The steps in words: "KIND SOURCE:LINE:COLUMN mends N: what; hint", a line each.
std::string steps_in_words(const Bundle& bundle) {
  const ChainVerdict verdict = verdict_on(bundle);
  std::string out;
  for (const OwnerChanges& owner : verdict.path)
    for (const Change& change : owner.changes)
      out += std::string(to_text(change.kind)) + " " + change.source + ":" + std::to_string(change.line) + ":" +
             std::to_string(change.column) + " mends " + std::to_string(change.mends) + ": " + change.what + "; " +
             change.hint + "\n";
  return out;
}

TEST(Steps, SayWhereTheyAreAndHowMuchTheyMend) {
  Packets packets = live_packets();
  packets[8]["status_owner_refs"].erase("security_owner_ref");
  rebuild(packets, 9);
  packets[9]["completion_statement"] = "Done.";
  EXPECT_EQ(steps_in_words(folder_of(packets)),
            "mend b/customer-lifecycle-status.json:148:24 mends 1: status_owner_refs lacks security_owner_ref; name it "
            "by a reference, such as evidence://owner/security\n"
            "mend b/customer-lifecycle-final-seal.json:2:27 mends 1: completion_statement is shorter than 40 "
            "characters; say it in at least 40 characters\n"
            "rebuild b/customer-lifecycle-final-seal.json:1:1 mends 3: it embeds results of R7.9 that are not ready; "
            "build it again from R7.9, once ready: `cavra-seal build customer-lifecycle-final-seal --from FILE`\n");
  packets = live_packets();
  packets[8]["status_owner_refs"].erase("security_owner_ref");
  rebuild(packets, 9);
  packets[8] = live_packets()[8];
  packets[9]["customer_profile_ref"] = "evidence://customer-profile-2";
  EXPECT_EQ(steps_in_words(lines_of(packets)),
            "rebuild b.ndjson:10:10:1 mends 5: what it says of R7.9 is not so; build it again from R7.9: `cavra-seal "
            "build customer-lifecycle-final-seal --from FILE`\n");
  packets = live_packets();
  packets[6]["rollup_controls"].erase("all_lifecycle_gates_ready");
  packets[6]["lifecycle_gates"][1]["ready"] = false;
  EXPECT_EQ(
      steps_in_words(lines_of(packets)),
      "rebuild b.ndjson:7:7:1 mends 2: what it says of R7.1, R7.2, R7.3, R7.4, R7.5, R7.6 is not so; build it again "
      "from R7.1, R7.2, R7.3, R7.4, R7.5, R7.6: `cavra-seal build customer-lifecycle-rollup --from FILE`\n");
  packets = live_packets();
  packets[3]["schema_version"] = "cavra.customer-operating-review.packet.v9";
  packets[5]["expansion_outcomes"][1]["candidate_id"] = "more-connector";
  EXPECT_EQ(steps_in_words(lines_of(packets)),
            "mend b.ndjson:4:4:1 mends 2: it is no packet of the ten gates; if it is the packet of R7.4, mend its "
            "schema_version; else take it out and build it with `cavra-seal build customer-operating-review`\n"
            "mend b.ndjson:6:6:292 mends 2: element 1 of expansion_outcomes is of no candidate of R7.5; give it the "
            "candidate_id of what it decides, or take it out\n");
}

TEST(Steps, TakeOutWhatIsNoPacket) {
  MemoryDisk disk;
  const auto& gates = Catalogue::builtin().gates();
  const Packets packets = live_packets();
  for (std::size_t i = 1; i < packets.size(); ++i)
    disk.put("b/" + std::string(gates[i].slug) + ".json", packets[i].dump());
  disk.put("b/a.json", " [1]");
  disk.put("b/x.json", "{}");
  disk.put("b/y.json", "{}");
  disk.put("b/z.json", packets[9].dump());
  auto bundle = read_bundle(disk, "b", Catalogue::builtin());
  ASSERT_TRUE(bundle);
  EXPECT_EQ(
      steps_in_words(*bundle),
      "mend b/x.json:1:1 mends 2: it is no packet of the ten gates; if it is the packet of R7.1, mend its "
      "schema_version; else take it out and build it with `cavra-seal build customer-live-evidence`\n"
      "remove b/z.json:1:1 mends 1: there is a packet of R7.10 before it; keep one of the two; the first was judged\n"
      "remove b/a.json:1:1 mends 1: it is no packet of the ten gates; take it out of the bundle, or mend its "
      "schema_version\n"
      "remove b/y.json:1:1 mends 1: it is no packet of the ten gates; take it out of the bundle, or mend its "
      "schema_version\n");
}

}  // namespace
}  // namespace cavra::chain
