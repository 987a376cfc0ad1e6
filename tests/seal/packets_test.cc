// Whether packets are those that were sealed: each way in which they are not.
#include <gtest/gtest.h>

#include "json/canonical.h"
#include "seal/packets.h"
#include "tests/seal/seals.h"

namespace cavra::seal {
namespace {

const Statement& statement() {
  static const Statement made = statement_of(live_files());
  return made;
}

/// The bundle of the sealed packets.
chain::Bundle bundle() {
  chain::Bundle made;
  const auto files = live_files();
  for (std::size_t gate = 0; gate != files.size(); ++gate)
    made.packets.push_back({gate, files[gate].name, files[gate].name, 1, files[gate].bytes});
  return made;
}

/// A line a packet that is not the same, and a line a fault.
std::string lines(const PacketAnswer& answer) {
  std::string out;
  for (const PacketVerdict& one : answer.packets)
    if (one.status != "same")
      out.append(one.gate).append(" ").append(one.status).append(one.source.empty() ? "" : " ").append(one.source) +=
          '\n';
  for (const SealFault& fault : answer.faults)
    out.append(id(fault.code)).append(" ").append(fault.what).append("; ").append(fault.todo) += '\n';
  return out;
}

TEST(SealedPackets, AreTheSame) {
  const PacketAnswer answer = compare_bundle(statement(), bundle());
  EXPECT_EQ(lines(answer), "");
  EXPECT_TRUE(answer.all_same);
  for (std::size_t gate = 0; gate != 10; ++gate) EXPECT_EQ(answer.packets[gate].source, bundle().packets[gate].source);
}

TEST(SealedPackets, AreKnownByTheirDigestWhateverTheirGateIsCalledNow) {
  chain::Bundle one = bundle();
  one.ndjson = true;
  one.packets[0].gate = chain::no_gate;
  EXPECT_EQ(lines(compare_bundle(statement(), one)), "");
}

TEST(SealedPackets, ThatAreChangedAreNamedByTheirSource) {
  chain::Bundle one = bundle();
  one.packets[3].bytes += ' ';
  const std::string name = "R7.4 (" + std::string(sealed_gates[3].slug) + ")";
  EXPECT_EQ(lines(compare_bundle(statement(), one)),
            "R7.4 changed " + one.packets[3].source + "\nV301 " + name +
                " is not the packet that was sealed; give the packet as it was sealed, byte for byte\n");
}

TEST(SealedPackets, TwiceAreOneTooMany) {
  for (const bool changed_first : {true, false}) {
    chain::Bundle one = bundle();
    chain::BundlePacket changed = one.packets[3];
    changed.source = "changed.json";
    changed.bytes += ' ';
    one.packets.insert(changed_first ? one.packets.begin() : one.packets.end(), changed);
    EXPECT_EQ(lines(compare_bundle(statement(), one)), "R7.4 changed " + bundle().packets[3].source + "\nV303 R7.4 (" +
                                                           std::string(sealed_gates[3].slug) +
                                                           ") is there 2 times; keep the one that was sealed\n");
  }
  chain::Bundle same = bundle();
  same.packets.push_back(same.packets[3]);
  EXPECT_EQ(compare_bundle(statement(), same).packets[3].status, "changed");
}

TEST(SealedPackets, ThatAreForeignOrOutOfOrderAreNamed) {
  chain::Bundle one = bundle();
  one.packets.insert(one.packets.begin(), {chain::no_gate, "foreign.json", "foreign.json", 1, "{}"});
  EXPECT_EQ(lines(compare_bundle(statement(), one)), "V304 foreign.json is no packet of the seal; take it out\n");
  chain::Bundle turned = bundle();
  std::swap(turned.packets[4], turned.packets[5]);
  EXPECT_EQ(lines(compare_bundle(statement(), turned)), "");
  turned.ndjson = true;
  EXPECT_EQ(lines(compare_bundle(statement(), turned)),
            "V306 the lines are not in the order of the gates; put them in order, R7.1 first\n");
}

TEST(SealedPackets, ThatAreShownAloneAreComparedAlone) {
  const auto files = live_files();
  const PacketAnswer same = compare_shown(statement(), {{8, "shown.json", files[8].bytes}});
  EXPECT_EQ(same.packets.size(), 10U);
  EXPECT_EQ(same.packets[8].status, "same");
  EXPECT_EQ(same.packets[8].source, "shown.json");
  EXPECT_TRUE(same.faults.empty());
  const PacketAnswer changed = compare_shown(statement(), {{8, "shown.json", files[8].bytes + " "}});
  EXPECT_EQ(changed.packets[8].status, "changed");
  ASSERT_EQ(changed.faults.size(), 1U);
  EXPECT_EQ(changed.faults[0].what + "; " + changed.faults[0].todo,
            "R7.9 (customer-lifecycle-status) is not the packet that was sealed; give the packet as it was sealed, "
            "byte for byte");
  EXPECT_TRUE(changed.faults[0].decides);
  Statement lie = statement();
  lie.evidence_mode = "sample";
  EXPECT_EQ(compare_shown(lie, {{8, "shown.json", files[8].bytes}}).faults.size(), 1U);
}

/// What is said of R7.1 when its sealed bytes are these.
std::string said_of(const std::string& bytes) {
  Statement made = statement();
  made.packets[0].raw = crypto::sha256(bytes);
  if (const auto canonical = json::canonical_form(bytes)) made.packets[0].canonical = crypto::sha256(*canonical);
  const PacketAnswer answer = compare_shown(made, {{0, "a.json", bytes}});
  return answer.faults.empty() ? "" : answer.faults[0].what + "; " + answer.faults[0].todo;
}

TEST(SealedPackets, MustBeWhatTheStatementSaysOfThem) {
  const std::string customer = statement().customer_profile_ref;
  const std::string profile = R"("customer_profile":{"name":"x","customer_ref":")" + customer + R"("})";
  constexpr std::string_view mend = "; the seal says what is not so: have the chain sealed again";
  const std::string another =
      "R7.1 (customer-live-evidence) is of another customer than the seal says" + std::string(mend);
  const std::string mode =
      "R7.1 (customer-live-evidence) has another evidence_mode than the seal says" + std::string(mend);
  EXPECT_EQ(said_of("{" + profile + R"(,"evidence_mode":"live"})"), "");
  EXPECT_EQ(said_of("{" + profile + R"(,"evidence_mode":"sample"})"), mode);
  EXPECT_EQ(said_of("{" + profile + R"(,"evidence_mode":true})"), mode);
  EXPECT_EQ(said_of("{" + profile + "}"), mode);
  EXPECT_EQ(said_of(R"({"evidence_mode":"live"})"), another);
  EXPECT_EQ(said_of(R"({"customer_profile":"x","evidence_mode":"live"})"), another);
  EXPECT_EQ(said_of(R"({"customer_profile":["x"],"evidence_mode":"live"})"), another);
  EXPECT_EQ(said_of(R"({"customer_profile":{},"evidence_mode":"live"})"), another);
  EXPECT_EQ(said_of(R"({"customer_profile":{"customer_ref":["x"]},"evidence_mode":"live"})"), another);
  EXPECT_EQ(said_of("{"),
            "R7.1 (customer-live-evidence) has no canonical form, though the seal has its digest" + std::string(mend));
}

}  // namespace
}  // namespace cavra::seal
