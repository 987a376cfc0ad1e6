// What the strict profile takes for the result of a gate, embedded in the packet of the next.
#include <gtest/gtest.h>

#include <functional>

#include "cavra/judge.h"
#include "privacy/context.h"
#include "tests/verdict/packets.h"

namespace cavra {
namespace {

/// "CODE pointer", a line a finding.
std::string findings(const Json& packet, const Catalogue& catalogue = Catalogue::builtin(),
                     std::string_view gate = {}) {
  Judge judge(catalogue);
  const std::string bytes = packet.dump();
  const auto verdict = judge.judge(bytes, {.require_live = false, .gate = gate});
  if (!verdict) return to_text(verdict.error());
  std::string out;
  for (std::size_t i = 0; i < verdict->finding_count(); ++i)
    out.append(id(verdict->finding(i).code)).append(" ").append(verdict->finding(i).pointer) += '\n';
  return out;
}

/// The executive rollup with two elements for R7.1. The gate judges the last of two, so that the result in the first,
/// which `edit` changes, is looked at by nothing but the strict profile.
std::string said(const std::function<void(Json& result)>& edit) {
  Json packet = live_examples()[6].packet;
  Json& elements = packet["lifecycle_gates"];
  elements.insert(elements.begin(), elements[0]);
  edit(elements[0]["readiness_result"]);
  const std::string out = findings(packet);
  constexpr std::string_view doubled = "S104 /lifecycle_gates/1/gate_id\n";
  const std::size_t at = out.find(doubled);
  return at == std::string::npos ? "no doubled id, but " + out : std::string(out).erase(at, doubled.size());
}

std::string said(const char* pointer, const Json& value) {
  return said([&](Json& result) { result[Json::json_pointer(pointer)] = value; });
}

constexpr std::string_view no_result = "S108 /lifecycle_gates/0/readiness_result\n";

void set_statuses(Json& result, std::size_t blockers, std::size_t warnings) {
  for (std::size_t i = 0; i != blockers + warnings; ++i)
    result["checks"][i]["status"] = i < blockers ? "blocker" : "warn";
  result["blocker_count"] = blockers;
  result["warning_count"] = warnings;
}

TEST(EmbeddedResult, IsWhatItsGateCouldHaveSaid) {
  EXPECT_EQ(said([](Json&) {}), "");
  EXPECT_EQ(said([](Json& result) {  // as compat says it
              Json& checks = result["checks"];
              checks.erase(checks.begin() + 7, checks.end());
            }),
            "");
  struct Row {
    std::size_t blockers;
    std::size_t warnings;
    const char* mode;
    const char* status;
    bool ready;
    bool is_one;
  };
  const Row rows[] = {
      {0, 0, "live", "ready", true, true},
      {0, 0, "live", "ready", false, false},
      {0, 0, "live", "ready_with_warnings", true, false},
      {0, 0, "live", "blocked", true, false},
      {0, 0, "draft", "ready", false, true},
      {0, 0, "draft", "ready", true, false},
      {0, 1, "live", "ready_with_warnings", false, true},
      {0, 1, "live", "ready_with_warnings", true, false},
      {0, 1, "live", "ready", false, false},
      {0, 2, "sample", "ready_with_warnings", false, true},
      {0, 2, "sample", "blocked", false, false},
      {1, 0, "live", "blocked", false, true},
      {1, 0, "live", "blocked", true, false},
      {1, 0, "live", "ready", false, false},
      {2, 1, "sample", "blocked", false, true},
      {2, 1, "sample", "ready_with_warnings", false, false},
      {10, 0, "live", "blocked", false, true},
  };
  for (const Row& row : rows) {
    const std::string out = said([&row](Json& result) {
      set_statuses(result, row.blockers, row.warnings);
      result["evidence_mode"] = row.mode;
      result["status"] = row.status;
      result["ready_for_customer_live_evidence_intake"] = row.ready;
    });
    EXPECT_EQ(out, row.is_one ? "" : no_result)
        << row.blockers << " " << row.warnings << " " << row.mode << " " << row.status << " " << row.ready;
  }
}

TEST(EmbeddedResult, CountsTheStatusesOfItsChecks) {
  for (const char* key : {"/blocker_count", "/warning_count"})
    for (const Json& value :
         std::vector<Json>{1, -1, 0.0, "0", nullptr, Json::array(), Json::parse("100000000000000000000")})
      EXPECT_EQ(said(key, value), no_result) << key << " " << value;
  // A warning is no blocker, neither here nor there.
  EXPECT_EQ(said([](Json& result) {
              set_statuses(result, 0, 1);
              result["status"] = "ready_with_warnings";
              result["ready_for_customer_live_evidence_intake"] = false;
              std::swap(result["blocker_count"], result["warning_count"]);
            }),
            no_result);
}

TEST(EmbeddedResult, HasTheFieldsOfAResultAndNoOthers) {
  for (const auto& [key, value] : live_examples()[6].packet["lifecycle_gates"][0]["readiness_result"].items())
    EXPECT_EQ(said([&name = key](Json& result) { result.erase(name); }), no_result) << "without " << key;
  EXPECT_EQ(said("/more", 1), no_result);                        // a key that no gate knows
  EXPECT_EQ(said("/title", "Live evidence intake"), no_result);  // and one that this gate's result has not
  EXPECT_EQ(said([](Json& result) {
              result["title"] = result["product"];
              result.erase("product");
            }),
            no_result);
}

TEST(EmbeddedResult, HasValuesOfTheirTypes) {
  struct Row {
    const char* pointer;
    Json value;
  };
  const Row rows[] = {
      {"/schema_version", "cavra.customer-live-evidence.packet.v1"},
      {"/schema_version", "cavra.customer-evidence-room.result.v1"},
      {"/schema_version", 1},
      {"/product", 1},
      {"/product", nullptr},
      {"/evidence_mode", 1},
      {"/status", true},
      {"/ready_for_customer_live_evidence_intake", "true"},
      {"/ready_for_customer_live_evidence_intake", 1},
      {"/checks", Json::object()},
      {"/checks", "none"},
      {"/checks", Json::array()},
      {"/checks/0", "schema_version"},
      {"/checks/0", Json::object()},
      {"/checks/0/name", 1},
      {"/checks/0/message", 1},
      {"/checks/0/status", 1},
      {"/checks/0/status", "ready"},
      {"/checks/0/status", "green"},
      {"/checks/0/more", 1},
      {"/checks/0/name", "evidence_mode"},
      {"/checks/7/name", "reference_hygiene"},
      {"/checks/9/name", "private"},
  };
  for (const Row& row : rows) EXPECT_EQ(said(row.pointer, row.value), no_result) << row.pointer << " " << row.value;
  // Also where the ready key need not be true.
  for (const auto& [key, value] :
       {std::pair<const char*, Json>("ready_for_customer_live_evidence_intake", "no"), {"evidence_mode", 1}})
    EXPECT_EQ(said([&name = key, &other = value](Json& result) {
                set_statuses(result, 0, 1);
                result["status"] = "ready_with_warnings";
                result["ready_for_customer_live_evidence_intake"] = false;
                result[name] = other;
              }),
              no_result)
        << key;
  // What has the checks of the gate is a list of them.
  EXPECT_EQ(said([](Json& result) {
              Json members = Json::object();
              for (const Json& check : result["checks"]) members[check["name"].get<std::string>()] = check;
              result["checks"] = members;
            }),
            no_result);
  // Nothing is asked of a product but that it is a text.
  EXPECT_EQ(said("/product", "Another"), "");
  for (const char* key : {"name", "status", "message"})
    EXPECT_EQ(said([key](Json& result) {
                result["checks"][0].erase(key);
                result["checks"][0]["more"] = "pass";
              }),
              no_result)
        << key;
  // A member of a check holds no others.
  EXPECT_EQ(said("/checks/0/message", Json::array({"a"})), no_result);
}

TEST(EmbeddedResult, HasTheChecksOfItsGateInTheirOrder) {
  for (std::size_t i = 0; i != 10; ++i)
    EXPECT_EQ(said([i](Json& result) { result["checks"].erase(i); }), no_result) << "without check " << i;
  for (std::size_t i = 0; i != 9; ++i)
    EXPECT_EQ(said([i](Json& result) { std::swap(result["checks"][i], result["checks"][i + 1]); }), no_result) << i;
  for (const char* name : {"", "private_values", "structure", "count"})
    EXPECT_EQ(said([name](Json& result) {
                result["checks"].push_back({{"name", name}, {"status", "pass"}, {"message", ""}});
              }),
              no_result)
        << "with another, " << name;
}

TEST(EmbeddedResult, OfAnotherGateIsNone) {
  const Json& other = live_examples()[6].packet["lifecycle_gates"][1]["readiness_result"];
  EXPECT_EQ(said([&other](Json& result) { result = other; }), no_result);
  // What an element holds is the result of the gate that its id names.
  Json packet = live_examples()[6].packet;
  Json& elements = packet["lifecycle_gates"];
  elements.insert(elements.begin(), elements[1]);
  EXPECT_EQ(findings(packet), "S104 /lifecycle_gates/2/gate_id\n");
  // In one of no gate of the list, it is that of the first.
  for (const char* id : {"R7.8", "R7.11"}) {
    packet = live_examples()[6].packet;
    Json more = packet["lifecycle_gates"][0];
    more["gate_id"] = id;
    packet["lifecycle_gates"].push_back(more);
    EXPECT_EQ(findings(packet), "S105 /lifecycle_gates/6/gate_id\n") << id;
  }
}

TEST(EmbeddedResult, IsJudgedOnce) {
  // Where the gate blocks at the result or within it, or where no object is, that is all that is said of it.
  Json packet = live_examples()[6].packet;
  packet["lifecycle_gates"][0]["readiness_result"]["blocker_count"] = 1;
  EXPECT_EQ(findings(packet), "G109 /lifecycle_gates/0/readiness_result/blocker_count\n");
  packet["lifecycle_gates"][0]["readiness_result"] = "ready";
  EXPECT_EQ(findings(packet), "G106 /lifecycle_gates/0/readiness_result\n");
  EXPECT_EQ(said([](Json& result) { result = "ready"; }), "S102 /lifecycle_gates/0/readiness_result\n");
  EXPECT_EQ(said([](Json& result) { result = Json::object(); }), no_result);
  // A blocker behind it is another's.
  packet = live_examples()[6].packet;
  packet["lifecycle_gates"][0]["readiness_result"]["status"] = "blocked";
  packet["lifecycle_gates"][1]["packet_ref"] = "no reference";
  EXPECT_EQ(findings(packet), "G105 /lifecycle_gates/1/packet_ref\nS108 /lifecycle_gates/0/readiness_result\n");
  Json& element = packet["lifecycle_gates"][0];  // and right behind it
  element = {{"gate_id", "R7.1"}, {"readiness_result", element["readiness_result"]}, {"packet_ref", "no reference"}};
  packet["lifecycle_gates"].erase(1);
  packet["lifecycle_gates"].push_back(live_examples()[6].packet["lifecycle_gates"][1]);
  EXPECT_EQ(findings(packet), "G105 /lifecycle_gates/0/packet_ref\nS108 /lifecycle_gates/0/readiness_result\n");
}

TEST(EmbeddedResult, IsScannedButForTheMessagesOfChecksThatPass) {
  const std::string address = "P201 /lifecycle_gates/0/readiness_result/";
  EXPECT_EQ(said("/product", "jo@wexmarph.example"), address + "product\n");
  EXPECT_EQ(said([](Json& result) {  // and where it stands first
              Json changed = {{"product", "jo@wexmarph.example"}};
              result.erase("product");
              changed.update(result);
              result = changed;
            }),
            address + "product\n");
  EXPECT_EQ(said("/checks/0/message", "Ask jo@wexmarph.example."), address + "checks/0/message\n");
  EXPECT_EQ(said("/checks/0/message", "Line\nbreak."), "S107 /lifecycle_gates/0/readiness_result/checks/0/message\n");
  Json packet = live_examples()[7].packet;  // also where the gate only warns
  packet["lifecycle_rollup_result"]["ready_for_customer_lifecycle_executive_rollup"] = "jo@wexmarph.example";
  const std::string ready = "/lifecycle_rollup_result/ready_for_customer_lifecycle_executive_rollup\n";
  EXPECT_EQ(findings(packet), "G108 " + ready + "S108 /lifecycle_rollup_result\nP201 " + ready);
  EXPECT_EQ(said("/more", "Ask jo@wexmarph.example."),
            std::string(no_result) + "P201 /lifecycle_gates/0/readiness_result/{8}\n");
  EXPECT_EQ(said([](Json& result) { result["jo@wexmarph.example"] = 1; }),
            std::string(no_result) + "P201 /lifecycle_gates/0/readiness_result/{8}\n");
}

// The second embeds the result of the first, which repeats a field.
constexpr std::string_view repeating = R"(gate   = "X1"
slug   = "repeats"
title  = "Repeats"
packet = "packet@wexmarph.example"
result = "repeats.result.v1"
ready  = "ready_for_repeats"
repeat = { phase = "R8" }
[[check]]
name = "schema_version"
kind = "schema"
[[check]]
name = "evidence_mode"
kind = "mode"
[[check]]
name  = "no_private_material"
kind  = "private_fields"
names = ["secret"]
)";
constexpr std::string_view embedding = R"(gate   = "X2"
slug   = "embeds"
title  = "Embeds"
packet = "embeds.packet.v1"
result = "embeds.result.v1"
ready  = "ready_for_embeds"
upstream = { gate = "X1", field = "repeats_result" }
[[check]]
name = "schema_version"
kind = "schema"
[[check]]
name = "evidence_mode"
kind = "mode"
[[check]]
name = "repeats_result"
kind = "result"
[[check]]
name  = "no_private_material"
kind  = "private_fields"
names = ["secret"]
)";

TEST(EmbeddedResult, HasWhatItsGateRepeatsAsATextAndItsOwnMessagesAreNotScanned) {
  const auto catalogue = Catalogue::with({{"a.toml", std::string(repeating)}, {"b.toml", std::string(embedding)}});
  ASSERT_TRUE(catalogue);
  Judge judge(*catalogue);
  const auto verdict = judge.judge(
      R"({"schema_version":"packet@wexmarph.example","evidence_mode":"live","sanitized":true})", {.gate = "X1"});
  ASSERT_TRUE(verdict);
  std::string result;
  verdict->append_result(result, Verdict::Form::compact);
  Json packet = {{"schema_version", "embeds.packet.v1"}, {"evidence_mode", "live"}, {"sanitized", true}};
  packet["repeats_result"] = Json::parse(result);
  EXPECT_EQ(packet["repeats_result"]["phase"], "R8");
  EXPECT_EQ(findings(packet, *catalogue, "X2"), "");
  // What its gate says is not scanned, wherever else the same words would be found.
  const Json message = packet["repeats_result"]["checks"][0]["message"];
  packet["repeats_result"]["product"] = message;
  EXPECT_EQ(findings(packet, *catalogue, "X2"), "P201 /repeats_result/product\n") << message;
  packet["repeats_result"]["product"] = "CAVRA";
  Judge other(*catalogue);
  const std::string bytes = packet.dump();
  ASSERT_TRUE(other.judge(bytes, {.gate = "X2"}));
  Usage usage = other.usage();
  EXPECT_EQ(usage.use().tally.keys, 0U);
  packet["repeats_result"]["phase"] = "R9";
  EXPECT_EQ(findings(packet, *catalogue, "X2"), "");
  packet["repeats_result"]["phase"] = 8;
  EXPECT_EQ(findings(packet, *catalogue, "X2"), "S108 /repeats_result\n");
  packet["repeats_result"].erase("phase");
  EXPECT_EQ(findings(packet, *catalogue, "X2"), "S108 /repeats_result\n");
}

}  // namespace
}  // namespace cavra
