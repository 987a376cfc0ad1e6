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
