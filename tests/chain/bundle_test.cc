// What stands in a bundle, before anything is judged.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/chain/bundles.h"

namespace cavra::chain {
namespace {

constexpr std::string_view schema_of_intake = "{\"schema_version\":\"cavra.customer-live-evidence.packet.v1\"}";

TEST(ReadLines, KeepsTheBytesOfALineWithoutItsTerminator) {
  const std::string line(schema_of_intake);
  const Bundle bundle = read_lines(line + "\r\n\n \t\r\n" + line + "\n " + line, "b.ndjson", Catalogue::builtin());
  ASSERT_EQ(bundle.packets.size(), 3U);
  EXPECT_EQ(bundle.packets[0].bytes, line);
  EXPECT_EQ(bundle.packets[0].source, "b.ndjson:1");
  EXPECT_EQ(bundle.packets[1].bytes, line);
  EXPECT_EQ(bundle.packets[1].source, "b.ndjson:4");
  EXPECT_EQ(bundle.packets[2].bytes, " " + line);
  EXPECT_EQ(bundle.packets[2].file, "b.ndjson");
  EXPECT_EQ(bundle.packets[2].line, 5U);
}

TEST(ReadLines, NamesTheLineThatIsNoJson) {
  const Bundle bundle = read_lines("{}\n{\"a\" 1}\n[1, 2]\n{\"a\":1,\"a\":2}\n", "b.ndjson", Catalogue::builtin());
  ASSERT_EQ(bundle.errors.size(), 2U);
  EXPECT_EQ(to_text(bundle.errors[0]).substr(0, 14), "b.ndjson:2:6: ");
  EXPECT_EQ(bundle.errors[1].code, Code::duplicate_key);
  EXPECT_EQ(bundle.packets.size(), 2U);
}

struct File {
  const char* name;
  const char* bytes;
};

TEST(ReadBundle, KnowsWhatAFileIsByWhatIsInIt) {
  MemoryDisk disk;
  constexpr File files[] = {
      {"b/a.json", R"({"schema_version":"cavra.customer-live-evidence.packet.v1"})"},
      {"b/b.json", R"({"schema_version":"cavra.customer-live-evidence.result.v1"})"},
      {"b/c.json", R"({"payload":"","payloadType":"application/vnd.in-toto+json","signatures":[]})"},
      {"b/d.json", R"({"payload":"","payloadType":"","signatures":[],"more":1})"},
      {"b/e.json", R"({"schema_version":7})"},
      {"b/f.json", "[]"},
      {"b/g.json", R"({"schema_version":"cavra.chain-verdict.v1"})"},
      {"b/h.txt", "not looked at"},
      {"b/deep/i.json", "not looked at"},
      {"b/j.json", "{"},
  };
  for (const File& file : files) disk.put(file.name, file.bytes);
  const auto bundle = read_bundle(disk, "b", Catalogue::builtin());
  ASSERT_TRUE(bundle);
  EXPECT_EQ(bundle->results, 2U);
  EXPECT_EQ(bundle->envelopes, 1U);
  ASSERT_EQ(bundle->packets.size(), 4U);
  EXPECT_EQ(bundle->packets[0].gate, 0U);
  EXPECT_EQ(bundle->packets[1].source, "b/d.json");
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(bundle->packets[i].gate, no_gate);
  ASSERT_EQ(bundle->errors.size(), 1U);
  EXPECT_EQ(bundle->errors[0].source, "b/j.json");
}

TEST(ReadBundle, TakesThreeMembersForAnEnvelopeWhenTheyAreItsOwn) {
  for (const char* other : {R"({"a":"","payloadType":"","signatures":[]})", R"({"payload":"","a":"","signatures":[]})",
                            R"({"payload":"","payloadType":"","a":[]})", R"({"a":1,"b":2,"c":3})"})
    EXPECT_EQ(read_files({{"a.json", other}}, Catalogue::builtin()).envelopes, 0U) << other;
}

TEST(ReadBundle, OfLinesEachIsAPacket) {
  const Bundle bundle = read_lines(
      "{\"schema_version\":\"cavra.customer-live-evidence.result.v1\"}\n"
      "{\"payload\":\"\",\"payloadType\":\"\",\"signatures\":[]}\r",
      "b.ndjson", Catalogue::builtin());
  EXPECT_EQ(bundle.results + bundle.envelopes, 0U);
  ASSERT_EQ(bundle.packets.size(), 2U);
  EXPECT_TRUE(bundle.packets[1].bytes.ends_with("}\r"));  // no terminator
}

TEST(ReadBundle, KnowsTheTenGatesAlone) {
  const auto catalogue = Catalogue::with({{"more.toml", R"(gate   = "X1"
slug   = "one-more"
title  = "One more"
packet = "one-more.packet.v1"
result = "one-more.result.v1"
ready  = "ready_for_more"
[[check]]
name = "schema_version"
kind = "schema"
)"}});
  ASSERT_TRUE(catalogue) << to_text(catalogue.error());
  const Bundle bundle = read_files({{"a.json", R"({"schema_version":"one-more.packet.v1"})"},
                                    {"b.json", R"({"schema_version":"one-more.result.v1"})"},
                                    {"c.json", "{}"}},
                                   *catalogue);
  EXPECT_EQ(bundle.results, 1U);
  ASSERT_EQ(bundle.packets.size(), 2U);
  EXPECT_EQ(bundle.packets[0].gate, no_gate);
  EXPECT_EQ(bundle.packets[0].source, "a.json");
  EXPECT_EQ(bundle.packets[1].line, 1U);
}

TEST(ReadBundle, GoesByTheNameOfAFileOrByWhatItIs) {
  MemoryDisk disk;
  const std::string line(schema_of_intake);
  for (const char* path : {"b.ndjson", "b.jsonl", "b.txt", "c.json/a.json", "d/e.json/a.json", "d/a.json"})
    disk.put(path, line + "\n");
  for (const char* path : {"b.ndjson", "b.jsonl", "b.txt"}) {
    const auto bundle = read_bundle(disk, path, Catalogue::builtin());
    ASSERT_TRUE(bundle) << path;
    EXPECT_TRUE(bundle->ndjson) << path;
    EXPECT_EQ(bundle->packets[0].source, std::string(path) + ":1");
  }
  for (const char* path : {"c.json", "d", "d/"}) {  // where e.json is a folder
    const auto bundle = read_bundle(disk, path, Catalogue::builtin());
    ASSERT_TRUE(bundle) << path;
    EXPECT_FALSE(bundle->ndjson) << path;
    EXPECT_TRUE(bundle->errors.empty()) << path;
    ASSERT_EQ(bundle->packets.size(), 1U) << path;
    EXPECT_EQ(bundle->packets[0].source, (path[0] == 'c' ? "c.json" : "d") + std::string("/a.json"));
  }
}

TEST(ReadBundle, OfLinesHasRoomForSixteenOfTheLargest) {
  MemoryDisk disk;
  std::string lines;
  for (int i = 0; i < 53; ++i) lines += "{}\n";
  disk.put("b.ndjson", lines + "\n");
  disk.put("c.ndjson", lines + "\n\n");
  disk.put("d.ndjson", "{\n");
  const auto most = read_bundle(disk, "b.ndjson", Catalogue::builtin(), 10);
  ASSERT_TRUE(most) << to_text(most.error());
  EXPECT_EQ(most->packets.size(), 53U);
  const auto more = read_bundle(disk, "c.ndjson", Catalogue::builtin(), 10);
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().code, Code::too_large);
  const auto none = read_bundle(disk, "d.ndjson", Catalogue::builtin());
  ASSERT_TRUE(none);
  EXPECT_EQ(none->errors.size(), 1U);
}

TEST(ReadBundle, SaysWhatCannotBeOne) {
  MemoryDisk disk;
  disk.put("empty/notes.txt", "");
  disk.put("one.json", "{}");
  disk.put("none.ndjson", "\n\n");
  const std::pair<const char*, Code> cases[] = {{"nowhere", Code::no_such_file},
                                                {"empty", Code::nothing_to_judge},
                                                {"one.json", Code::bad_usage},
                                                {"none.ndjson", Code::nothing_to_judge},
                                                {"nowhere.ndjson", Code::no_such_file}};
  for (const auto& [path, code] : cases) {
    const auto bundle = read_bundle(disk, path, Catalogue::builtin());
    ASSERT_FALSE(bundle) << path;
    EXPECT_EQ(bundle.error().code, code) << path;
  }
}

TEST(ReadBundle, RefusesPacketsThatAreTooLarge) {
  MemoryDisk disk;
  disk.put("b/a.json", "{\"a\":\"" + std::string(200, 'x') + "\"}");
  const auto bundle = read_bundle(disk, "b", Catalogue::builtin(), 100);
  ASSERT_TRUE(bundle);
  ASSERT_EQ(bundle->errors.size(), 1U);
  EXPECT_EQ(bundle->errors[0].code, Code::too_large);
}

TEST(Chain, NeedsEveryPacketRead) {
  Bundle bundle = folder_of(live_packets());
  bundle.errors.push_back({Code::not_json, "it is no JSON", "", "b/x.json", 0, 1, 1});
  const auto verdict = judge_chain(bundle);
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.error().source, "b/x.json");
}

TEST(Chain, SaysOfAWholePacketThatItBlocksAndWhere) {
  Packets packets = live_packets();
  packets[3] = nullptr;
  packets.push_back(Json::object());
  const Bundle bundle = lines_of(packets);
  const ChainVerdict verdict = verdict_on(bundle);
  ASSERT_EQ(verdict.faults.size(), 2U);
  for (const cavra::chain::Fault& fault : verdict.faults) {
    EXPECT_EQ(fault.finding.severity, Status::blocker);
    EXPECT_EQ(fault.finding.check, "packets");
    EXPECT_EQ(fault.finding.offset, 0U);
  }
  EXPECT_EQ(verdict.faults[0].finding.line, 10U);
  EXPECT_EQ(verdict.faults[0].finding.end, 2U);
  EXPECT_EQ(verdict.faults[1].finding.line, 0U);
  EXPECT_EQ(verdict.checks[0].status, Status::blocker);
  EXPECT_EQ(verdict.checks[0].message, "2 findings.");
}

TEST(Chain, MovesAsFewLinesAsCanBe) {
  Packets packets = live_packets();
  std::rotate(packets.begin(), packets.begin() + 1, packets.end());  // R7.1 at the end
  const Bundle bundle = lines_of(packets);
  const ChainVerdict verdict = verdict_on(bundle);
  EXPECT_EQ(path_of(verdict), "move R7.1\n");
  EXPECT_EQ(faults_of(verdict), "R7.1 C104 \n");
}

TEST(Chain, SaysNothingPrivate) {
  Packets packets = live_packets();
  packets[8]["public_status_sections"][0]["summary"] = "Acme renewed, ask jane.doe@acme.example about it.";
  packets[0]["product"] = "jane.doe@acme.example";
  packets[4]["customer_profile_ref"] = "evidence://customer/jane.doe@acme.example";
  packets[5]["expansion_outcomes"][0]["candidate_id"] = "jane.doe@acme.example";
  const Bundle bundle = folder_of(packets);
  const ChainVerdict verdict = verdict_on(bundle);
  std::string all = verdict.because + verdict.product + verdict.customer;
  const auto add = [&all](const cavra::chain::Fault& fault) {
    all += fault.finding.message + fault.finding.hint + fault.finding.pointer + fault.finding.owner;
  };
  for (const GateVerdict& gate : verdict.gates) {
    all += gate.product + gate.evidence_mode + gate.customer;
    for (const auto& fault : gate.faults) add(fault);
  }
  for (const auto& fault : verdict.faults) add(fault);
  for (const OwnerChanges& owner : verdict.path)
    for (const Change& change : owner.changes) all += owner.owner + change.what + change.hint + change.pointer;
  EXPECT_EQ(all.find("jane"), std::string::npos);
  EXPECT_EQ(all.find("acme"), std::string::npos);
  EXPECT_FALSE(verdict.passes);
}

}  // namespace
}  // namespace cavra::chain
