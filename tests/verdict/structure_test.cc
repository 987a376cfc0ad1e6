// What the strict profile says of a packet's structure and references, at its limits.
#include <gtest/gtest.h>

#include <algorithm>

#include "cavra/judge.h"

namespace cavra {
namespace {

constexpr std::string_view definition = R"(gate   = "X2"
slug   = "strict-kinds"
title  = "Strict kinds"
packet = "strict.packet.v1"
result = "strict.result.v1"
ready  = "ready_for_strict"
fields = { plan_id = "id", note = "text", proof_ref = "reference" }
additional_fields = ["open"]

[[check]]
name = "schema_version"
kind = "schema"
[[check]]
name = "evidence_mode"
kind = "mode"
[[check]]
name     = "refs"
kind     = "references"
required = ["a_ref"]
[[check]]
name     = "controls"
kind     = "controls"
required = ["one"]
[[check]]
name     = "items"
kind     = "records"
id       = "item_id"
required = ["x"]
fields   = { done = "flag" }
optional = { level = { one_of = ["low", "high"] } }
[[check]]
name   = "rows"
kind   = "records"
fields = { note = "text" }
[[check]]
name = "plan"
kind = { object = { size = "integer" } }
[[check]]
name  = "no_private_material"
kind  = "private_fields"
names = ["secret"]
)";

constexpr std::string_view good =
    R"({"schema_version":"strict.packet.v1","evidence_mode":"live","sanitized":true,"refs":{"a_ref":"git://a"},)"
    R"("controls":{"one":true},"items":[{"item_id":"x","done":true}],"rows":[{"note":"a"}],"plan":{"size":1})";

/// "CODE pointer: message" of what is said of the good packet with one member more, or with another text in the place
/// of one.
std::string said(std::string_view what, std::string_view with) {
  static const Catalogue catalogue = *Catalogue::with({{"strict.toml", std::string(definition)}});
  std::string bytes(good);
  if (what.empty())
    bytes.append(with.empty() ? "" : ",").append(with);
  else
    bytes.replace(bytes.find(what), what.size(), with);
  bytes += '}';
  Judge judge(catalogue);
  const auto verdict = judge.judge(bytes, {.require_live = true, .gate = "X2"});
  if (!verdict) return to_text(verdict.error());
  std::string out;
  for (std::size_t i = 0; i < verdict->finding_count(); ++i) {
    const Finding finding = verdict->finding(i);
    if (finding.check != "private_values")
      out.append(id(finding.code)).append(" ").append(finding.pointer).append(": ").append(finding.message) += '\n';
  }
  return out;
}

std::string of_id(const std::string& text) { return said("", "\"plan_id\":\"" + text + "\""); }
std::string of_note(const std::string& text) { return said("", "\"note\":\"" + text + "\""); }
std::string of_reference(const std::string& text) { return said("", "\"proof_ref\":\"" + text + "\""); }

TEST(Structure, TakesIdsOfLowerCaseLettersDigitsAndThreeSigns) {
  for (const std::string& text : {std::string("a"), std::string("z"), std::string("0"), std::string("9"),
                                  std::string("a.b_c-d"), std::string(128, 'a')})
    EXPECT_EQ(of_id(text), "") << text;
  for (const std::string& text :
       {std::string("A"), std::string("`"), std::string("{"), std::string("/"), std::string(":"), std::string(".a"),
        std::string("_"), std::string("-a"), std::string("a b"), std::string("a:"), std::string("a/"),
        std::string("a\u00E4"), std::string(), std::string(129, 'a')})
    EXPECT_NE(of_id(text), "") << text;
}

TEST(Structure, TakesTextsOfOneLineAndAThousandCharacters) {
  EXPECT_EQ(of_note(std::string(1000, 'a')), "");
  std::string wide;
  for (int i = 0; i != 1000; ++i) wide += "\u00E4";
  EXPECT_EQ(of_note(wide), "");
  EXPECT_NE(of_note(std::string(1001, 'a')), "");
  EXPECT_NE(of_note(wide + "a"), "");
  for (const char* text :
       {"a\\tb", "\\u0009", "\u0084", "\u0086", "\u00A0", "\u2027", "\u202A", "\u00E2\u0080", "\\u000e"})
    EXPECT_EQ(of_note(text), "") << text;
  for (const char* text :
       {"\\na", "a\\n", "a\\u000bb", "\\f", "a\\rb", "a\u0085", "\u0085b", "\u2028", "\u2028b", "a\u2029b"})
    EXPECT_NE(of_note(text), "") << text;
}

TEST(Structure, TakesReferencesOfCleanSegments) {
  EXPECT_EQ(of_reference("git://" + std::string(250, 'a')), "");
  EXPECT_NE(of_reference("git://" + std::string(251, 'a')), "");
  for (const char* text : {"git://a/b", "git://0~x/9.b_c-d", "evidence://z"}) EXPECT_EQ(of_reference(text), "") << text;
  for (const char* text : {"git://", "git:///a", "git://~a", "git://a//b", "git://a/.b", "git://a/-b", "git://A",
                           "git://a b", "git://a?b", "git://a:b", "http://a"})
    EXPECT_NE(of_reference(text), "") << text;
}

struct Case {
  std::string_view what;
  std::string_view with;
  std::string_view said;
};

TEST(Structure, HasOnlyWhatIsDeclared) {
  const Case cases[] = {
      {"", "", ""},
      {"", R"("open":{"a":[1,{"b":null}]})", ""},
      {"", R"("product":"p")", ""},
      {R"()", R"("plan_id":5)", "S102 /plan_id: plan_id has not the type that the gate gives it\n"},
      {R"()", R"("note":[])", "S102 /note: note has not the type that the gate gives it\n"},
      {R"()", R"("proof_ref":{})", "S102 /proof_ref: proof_ref has not the type that the gate gives it\n"},
      {R"()", R"("extra":1)", "S101 /{8}: the gate does not define member 8 of the packet\n"},
      {R"()", R"("product":1)", "S102 /product: product has not the type that the gate gives it\n"},
      {R"("size":1)", R"("size":1,"more":2)", "S101 /plan/{1}: the gate does not define member 1 of plan\n"},
      {R"("a_ref":"git://a")", R"("a_ref":"git://a","b_ref":"git://b")",
       "S101 /refs/{1}: the gate does not define member 1 of refs\n"},
      {R"("one":true)", R"("one":true,"two":true)",
       "S101 /controls/{1}: the gate does not define member 1 of controls\n"},
      {R"("one":true)", R"("one":true,"two":1)", "S101 /controls/{1}: the gate does not define member 1 of controls\n"},
      {R"("done":true)", R"("done":true,"level":"low")", ""},
      {R"("done":true)", R"("done":true,"level":"mid")",
       "S102 /items/0/level: level has not the type that the gate gives it\n"},
      {R"("done":true)", R"("done":true,"level":5)",
       "S102 /items/0/level: level has not the type that the gate gives it\n"},
      {R"("done":true)", R"("done":true,"more":1)",
       "S101 /items/0/{2}: the gate does not define member 2 of element 0 of items\n"},
      {R"([{"item_id":"x","done":true}])", R"([{"item_id":"x","done":true},{"item_id":"x","done":true}])",
       "S104 /items/1/item_id: item_id stands twice in its list\n"},
      {R"([{"item_id":"x","done":true}])", R"([{"item_id":"x","done":true},{"item_id":"y","done":true}])",
       "S105 /items/1/item_id: item_id is not on the gate's list\n"},
      {R"([{"item_id":"x","done":true}])", R"([{"item_id":"x","done":true},{"item_id":"one","done":true}])",
       "S105 /items/1/item_id: item_id is not on the gate's list\n"},
      {R"([{"item_id":"x","done":true}])", R"([{"item_id":"x","done":true},5])",
       "S106 /items/1: element 1 of items is no object\n"},
      {R"("size":1)", R"("size":1,"done":true)", "S101 /plan/done: the gate does not define a field done here\n"},
      {R"("one":true)", R"("one":true,"size":true)",
       "S101 /controls/size: the gate does not define a field size here\n"},
      {R"("done":true)", R"("done":true,"size":1)", "S101 /items/0/size: the gate does not define a field size here\n"},
      {R"("plan":{"size":1})", R"("plan":{"size":1},"size":1)",
       "S101 /size: the gate does not define a field size here\n"},
      {R"("rows":[{"note":"a"}])", R"("rows":[{"note":"a","y":"same"},{"note":"b","y":"same"}])",
       "S101 /rows/0/{1}: the gate does not define member 1 of element 0 of rows\n"
       "S101 /rows/1/{1}: the gate does not define member 1 of element 1 of rows\n"},
      {"", R"("note":["a",
              "b"])",
       "S102 /note: note has not the type that the gate gives it\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(said(one.what, one.with), one.said) << one.with;
}

TEST(Structure, NamesWhatStandsTwiceInTheOrderOfTheText) {
  EXPECT_EQ(said(R"([{"item_id":"x","done":true}])",
                 R"([{"item_id":"z","done":true},{"item_id":"x","done":true},{"item_id":"z","done":true},)"
                 R"({"item_id":"x","done":true},{"item_id":"x","done":true}])"),
            "S105 /items/0/item_id: item_id is not on the gate's list\n"
            "S105 /items/2/item_id: item_id is not on the gate's list\n"
            "S104 /items/2/item_id: item_id stands twice in its list\n"
            "S104 /items/3/item_id: item_id stands twice in its list\n"
            "S104 /items/4/item_id: item_id stands twice in its list\n");
}

TEST(Structure, PassesOverWhatTheGateBlocksInWhateverOrderItStands) {
  const auto catalogue = Catalogue::with({{"strict.toml", std::string(definition)}});
  ASSERT_TRUE(catalogue);
  Judge judge(*catalogue);
  const auto verdict =
      judge.judge(R"({"plan":5,"items":5,"controls":5,"refs":5,"sanitized":true,"evidence_mode":5,"schema_version":5})",
                  {.require_live = true, .gate = "X2"});
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->finding_count(), 7U);
  for (std::size_t i = 0; i < verdict->finding_count(); ++i)
    EXPECT_TRUE(id(verdict->finding(i).code).starts_with("G")) << verdict->finding(i).message;
}

}  // namespace
}  // namespace cavra
