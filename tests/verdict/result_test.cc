// The verdict as JSON, and what it never says.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "cavra/judge.h"
#include "gate/tables.h"
#include "json/parser.h"
#include "tests/verdict/packets.h"

namespace cavra {
namespace {

std::string result_of(const Verdict& verdict, Verdict::Form form, std::string_view source = {},
                      std::size_t indent = 0) {
  std::string out;
  verdict.append_result(out, form, source, indent);
  return out;
}

/// Everything that a verdict says in words.
std::string words(const Verdict& verdict) {
  std::string out = result_of(verdict, Verdict::Form::compact);
  for (std::size_t i = 0; i < verdict.finding_count(); ++i) {
    const Finding finding = verdict.finding(i);
    out += "\n" + finding.pointer + " " + finding.message + " " + finding.hint + " " + finding.owner + " " +
           std::string(finding.check);
  }
  return out;
}

/// The examples, and packets with many faults.
std::vector<std::string> packets() {
  std::vector<std::string> out;
  for (const Example& example : live_examples()) {
    out.push_back(example.bytes);
    Json packet = example.packet;
    packet["product"] = "Z\xC3\xBCrich \xF0\x9F\x98\x80 \"quoted\" \\ \x7F\n\t";
    out.push_back(packet.dump());
    for (auto& [key, value] : packet.items())
      if (key != "schema_version") value = nullptr;
    out.push_back(packet.dump());
    out.push_back("{\"schema_version\":\"" + packet["schema_version"].get<std::string>() + "\"}");
  }
  for (const Example& example : sample_examples()) out.push_back(example.bytes);
  return out;
}

TEST(Result, IsSortedAsciiJsonWithTwoSpacesOfIndentation) {
  Judge judge(Catalogue::builtin());
  for (const std::string& packet : packets()) {
    const auto verdict = judge.judge(packet);
    ASSERT_TRUE(verdict);
    const std::string pretty = result_of(*verdict, Verdict::Form::pretty);
    EXPECT_TRUE(std::all_of(pretty.begin(), pretty.end(), [](char c) { return c == '\n' || c >= 0x20; })) << pretty;
    // nlohmann::json sorts keys, and escapes U+007F, which is ASCII.
    std::string wanted = nlohmann::json::parse(pretty).dump(2, ' ', true) + "\n";
    for (std::size_t i = wanted.find("\\u007f"); i != std::string::npos; i = wanted.find("\\u007f"))
      wanted.replace(i, 6, "\x7F");
    EXPECT_EQ(pretty, wanted);
    const std::string compact = result_of(*verdict, Verdict::Form::compact);
    EXPECT_EQ(nlohmann::json::parse(compact), nlohmann::json::parse(pretty));
    EXPECT_EQ(compact.find('\n'), std::string::npos);
  }
}

TEST(Result, HasExactlyTheKeysOfTheContract) {
  Judge judge(Catalogue::builtin());
  for (const Example& example : live_examples()) {
    const auto verdict = judge.judge(example.bytes);
    ASSERT_TRUE(verdict);
    const Json result = Json::parse(result_of(*verdict, Verdict::Form::pretty));
    std::vector<std::string> keys;
    for (const auto& [key, value] : result.items()) keys.push_back(key);
    EXPECT_EQ(keys, (std::vector<std::string>{"blocker_count", "checks", "evidence_mode", "product",
                                              std::string(verdict->gate().ready), "schema_version", "status",
                                              "warning_count"}));
    EXPECT_EQ(result["schema_version"], std::string(verdict->gate().result));
    EXPECT_EQ(result[std::string(verdict->gate().ready)], true);
    EXPECT_EQ(result["checks"].size(), verdict->check_count());
    for (const Json& check : result["checks"]) {
      EXPECT_EQ(check.size(), 3U);
      EXPECT_EQ(check["status"], "pass");
    }
  }
}

TEST(Result, CountsTheChecksThatBlockAndWarn) {
  Judge judge(Catalogue::builtin());
  for (const std::string& packet : packets()) {
    for (const bool live : {false, true}) {
      const auto verdict = judge.judge(packet, {live});
      ASSERT_TRUE(verdict);
      std::uint32_t blockers = 0, warnings = 0;
      for (std::size_t i = 0; i < verdict->check_count(); ++i) {
        const CheckResult check = verdict->check(i);
        blockers += check.status == Status::blocker ? 1 : 0;
        warnings += check.status == Status::warn ? 1 : 0;
        EXPECT_TRUE(check.message.ends_with(".")) << check.message;
        // A check that does not pass has a finding, and one that passes has none.
        bool found = false;
        for (std::size_t j = 0; j < verdict->finding_count(); ++j)
          found = found || verdict->finding(j).check == check.name;
        EXPECT_EQ(found, check.status != Status::pass) << check.name;
      }
      EXPECT_EQ(verdict->blocker_count(), blockers);
      EXPECT_EQ(verdict->warning_count(), warnings);
      EXPECT_EQ(verdict->status(), blockers > 0 ? "blocked" : warnings > 0 ? "ready_with_warnings" : "ready");
    }
  }
}

TEST(Result, IsTheSameEveryTime) {
  Judge judge(Catalogue::builtin());
  std::vector<std::string> first;
  for (const std::string& packet : packets()) {
    const auto verdict = judge.judge(packet);
    ASSERT_TRUE(verdict);
    first.push_back(words(*verdict));
  }
  for (int round = 0; round < 3; ++round) {
    Judge other(Catalogue::builtin());
    std::size_t i = 0;
    for (const std::string& packet : packets()) {
      const auto again = (round == 0 ? judge : other).judge(packet);
      ASSERT_TRUE(again);
      EXPECT_EQ(words(*again), first[i++]);
    }
  }
}

TEST(Result, NamesItsSourceFirstAndIsIndentedWhereItIsAsked) {
  Judge judge(Catalogue::builtin());
  const auto verdict = judge.judge(live_examples()[9].bytes);
  ASSERT_TRUE(verdict);
  EXPECT_TRUE(result_of(*verdict, Verdict::Form::compact, "a\nb:1")
                  .starts_with("{\"source\":\"a\\nb:1\",\"blocker_count\":0,"));
  const std::string indented = result_of(*verdict, Verdict::Form::pretty, "a", 4);
  EXPECT_TRUE(indented.starts_with("{\n      \"source\": \"a\",\n      \"blocker_count\": 0,\n"));
  EXPECT_TRUE(indented.ends_with("\n    }"));
  // Only what stands alone ends its line.
  EXPECT_TRUE(result_of(*verdict, Verdict::Form::pretty).ends_with("\n}\n"));
  EXPECT_TRUE(result_of(*verdict, Verdict::Form::pretty, "a").ends_with("\n}"));
  EXPECT_TRUE(result_of(*verdict, Verdict::Form::pretty, "", 4).ends_with("\n    }"));
}

// It has no check of its evidence mode, repeats two fields, and warns when one control is missing.
constexpr std::string_view definition = R"(gate   = "X5"
slug   = "repeats"
title  = "Repeats"
packet = "repeats.packet.v1"
result = "repeats.result.v1"
ready  = "ready_for_repeats"
repeat = { phase = "R8", area = "all" }
[[check]]
name = "schema_version"
kind = "schema"
[[check]]
name     = "controls"
kind     = "controls"
required = ["one"]
warn     = ["one"]
)";

TEST(Result, IsReadyWithoutBlockerAndWarningAndWithLiveEvidenceAlone) {
  const auto catalogue = Catalogue::with({{"repeats.toml", std::string(definition)}});
  ASSERT_TRUE(catalogue) << to_text(catalogue.error());
  Judge judge(*catalogue);
  struct Row {
    const char* members;
    bool ready;
    const char* status;
  };
  const Row rows[] = {
      {R"("evidence_mode":"live","controls":{"one":true})", true, "ready"},
      {R"("evidence_mode":"draft","controls":{"one":true})", false, "ready"},
      {R"("controls":{"one":true})", false, "ready"},
      {R"("evidence_mode":"live","controls":{"one":false})", false, "ready_with_warnings"},
      {R"("evidence_mode":"live","controls":1)", false, "blocked"},
  };
  for (const Row& row : rows) {
    const std::string packet = R"({"schema_version":"repeats.packet.v1",)" + std::string(row.members) + "}";
    const auto verdict = judge.judge(packet, {.profile = Profile::compat});
    ASSERT_TRUE(verdict) << row.members;
    EXPECT_EQ(verdict->ready(), row.ready) << row.members;
    EXPECT_EQ(verdict->status(), row.status) << row.members;
  }
}

TEST(Result, RepeatsEachFieldThatItIsTo) {
  const auto catalogue = Catalogue::with({{"repeats.toml", std::string(definition)}});
  ASSERT_TRUE(catalogue);
  Judge judge(*catalogue);
  for (const auto& [members, phase, area] : {std::tuple("", "R8", "all"),
                                             {R"(,"phase":"R9","area":"one")", "R9", "one"},
                                             {R"(,"area":7)", "R8", "unknown"}}) {
    const std::string packet = R"({"schema_version":"repeats.packet.v1")" + std::string(members) + "}";
    const auto verdict = judge.judge(packet, {.profile = Profile::compat});
    ASSERT_TRUE(verdict);
    const Json result = Json::parse(result_of(*verdict, Verdict::Form::compact));
    EXPECT_EQ(result["phase"], phase);
    EXPECT_EQ(result["area"], area);
  }
}

TEST(Findings, NameAnOwnerWhoseReferenceIsClean) {
  Json packet = live_examples()[9].packet;
  packet["completion_statement"] = "Done.";
  const auto owner = [&packet](Profile profile) {
    Judge judge(Catalogue::builtin());
    const std::string bytes = packet.dump();
    const auto verdict = judge.judge(bytes, {true, profile});
    return verdict && verdict->finding_count() > 0 ? verdict->finding(0).owner : "no finding";
  };
  packet["seal_owner_refs"]["communications_owner_ref"] = "evidence://owner/one";
  for (const Profile profile : {Profile::compat, Profile::strict}) EXPECT_EQ(owner(profile), "evidence://owner/one");
  packet["seal_owner_refs"]["communications_owner_ref"] = "evidence://owner/4539578763621486";
  for (const Profile profile : {Profile::compat, Profile::strict}) EXPECT_EQ(owner(profile), "");
}

TEST(Findings, OfADocumentAreThoseOfItsBytes) {
  const gate::Tables& tables = Catalogue::builtin().tables();
  Json packet = live_examples()[9].packet;
  packet["completion_statement"] = "Done.";
  const std::string first = "{}";
  const std::string bytes = packet.dump(2);
  json::Parser parser(tables.names, tables.suspect);
  const auto document = parser.parse(bytes);
  ASSERT_TRUE(document);
  Judge judge(Catalogue::builtin());
  EXPECT_FALSE(judge.judge(first));
  const auto verdict = judge.judge(**document, {.first_line = 40});
  ASSERT_TRUE(verdict);
  ASSERT_EQ(verdict->finding_count(), 1U);
  const auto lines = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bytes.find("Done.")), '\n');
  EXPECT_EQ(verdict->finding(0).line, 40 + lines);
  const std::string none = "{\n}";
  const auto parsed = parser.parse(none);
  ASSERT_TRUE(parsed);
  const auto refused = judge.judge(**parsed, {.first_line = 40});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().line, 40U);
}

TEST(Findings, AreTheSameWhateverWasJudgedBefore) {
  std::vector<std::string> all;
  for (const char* more : {R"("a":1,"b":[1,{"c":2}])", R"("a":[[1],2],"b":{"c":1,"d":2})", R"("z":[1,2,{"y":[]}])"})
    all.push_back(R"({"schema_version":"cavra.customer-evidence-room.index.v1",)" + std::string(more) + "}");
  Judge used(Catalogue::builtin());
  for (const std::string& before : all) {
    for (const std::string& bytes : all) {
      const auto first = used.judge(before);
      ASSERT_TRUE(first);
      (void)words(*first);
      Judge fresh(Catalogue::builtin());
      const auto one = used.judge(bytes);
      const auto other = fresh.judge(bytes);
      ASSERT_TRUE(one && other);
      EXPECT_EQ(words(*one), words(*other)) << bytes << " after " << before;
    }
  }
}

TEST(Result, ProductAndModeAreThePacketsOwnOrTheirDefaults) {
  Judge judge(Catalogue::builtin());
  const auto result = [&judge](const std::string& members) {
    const std::string packet = "{\"schema_version\":\"cavra.customer-evidence-room.index.v1\"" + members + "}";
    const auto verdict = judge.judge(packet, {false, Profile::compat});
    EXPECT_TRUE(verdict);
    const Json json = Json::parse(result_of(*verdict, Verdict::Form::compact));
    return json["product"].get<std::string>() + "/" + json["evidence_mode"].get<std::string>();
  };
  EXPECT_EQ(result(""), "CAVRA/unknown");
  EXPECT_EQ(result(R"(,"product":"Other","evidence_mode":"live")"), "Other/live");
  EXPECT_EQ(result(R"(,"product":"","evidence_mode":"draft")"), "/draft");
  EXPECT_EQ(result(R"(,"product":7,"evidence_mode":["live"])"), "unknown/unknown");
}

constexpr std::string_view canary = "Canary 4711 <c@example.com>";

void replace_strings(const Json& node, Json& packet, Json& place, const std::function<void(const Json&)>& visit) {
  if (node.is_string()) {
    const Json before = place;
    place = canary;
    visit(packet);
    place = before;
    return;
  }
  if (!node.is_structured()) return;
  for (std::size_t i = 0; i < node.size(); ++i) {
    auto child = node.begin();
    auto copy = place.begin();
    std::advance(child, static_cast<std::ptrdiff_t>(i));
    std::advance(copy, static_cast<std::ptrdiff_t>(i));
    replace_strings(*child, packet, *copy, visit);
  }
  if (node.is_object()) {
    place[std::string(canary)] =
        Json::array({canary, Json::object({{std::string(canary), Json::object({{"Password", canary}})}})});
    visit(packet);
    place.erase(std::string(canary));
  }
}

TEST(Result, RepeatsNoValueAndNoUnknownKeyOfThePacket) {
  Judge judge(Catalogue::builtin());
  std::size_t packets = 0;
  for (const Example& example : live_examples()) {
    Json copy = example.packet;
    replace_strings(example.packet, copy, copy, [&](const Json& packet) {
      ++packets;
      const std::string bytes = packet.dump();
      for (const Profile profile : {Profile::compat, Profile::strict}) {
        const auto verdict = judge.judge(bytes, {true, profile, example.slug});
        ASSERT_TRUE(verdict);
        Json result = Json::parse(result_of(*verdict, Verdict::Form::compact));
        result.erase("product");  // these two are the packet's
        result.erase("evidence_mode");
        std::string said = result.dump();
        for (std::size_t i = 0; i < verdict->finding_count(); ++i) {
          const Finding finding = verdict->finding(i);
          said += finding.pointer + finding.message + finding.hint + finding.owner;
        }
        EXPECT_EQ(said.find("4711"), std::string::npos) << example.slug << ": " << said;
      }
    });
  }
  EXPECT_GT(packets, 1000U);
}

TEST(Findings, StandWhereTheirPointerLeads) {
  Judge judge(Catalogue::builtin());
  for (const std::string& bytes : packets()) {
    const auto verdict = judge.judge(bytes);
    ASSERT_TRUE(verdict);
    const Json packet = Json::parse(bytes);
    for (std::size_t i = 0; i < verdict->finding_count(); ++i) {
      const Finding finding = verdict->finding(i);
      ASSERT_LE(finding.end, bytes.size());
      ASSERT_LT(finding.offset, finding.end);
      const std::string text = bytes.substr(finding.offset, finding.end - finding.offset);
      EXPECT_EQ(Json::parse(text), packet.at(Json::json_pointer(finding.pointer))) << finding.pointer;
      const auto lines = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(finding.offset), '\n');
      EXPECT_EQ(finding.line, lines + 1);
      EXPECT_FALSE(finding.message.empty());
      EXPECT_FALSE(finding.hint.empty()) << finding.message;
    }
  }
}

}  // namespace
}  // namespace cavra
