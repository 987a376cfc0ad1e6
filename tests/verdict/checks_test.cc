// What each kind of check says of each fault: the place, the words, who answers.
#include <gtest/gtest.h>

#include <algorithm>

#include "cavra/judge.h"

namespace cavra {
namespace {

// A gate with a check of every kind.
constexpr std::string_view definition = R"(gate   = "X1"
slug   = "every-kind"
title  = "Every kind"
packet = "every.packet.v1"
result = "every.result.v1"
ready  = "ready_for_every"

[upstream]
gate  = ["R7.9", "R7.10"]
field = "gates"

[[check]]
name = "schema_version"
kind = "schema"
[[check]]
name = "evidence_mode"
kind = "mode"
[[check]]
name     = "refs"
kind     = "references"
required = ["a_ref", "b_ref"]
[[check]]
name          = "few"
kind          = "references"
required      = ["a_ref"]
only_required = true
[[check]]
name = "sections"
kind = "reference_groups"
[check.groups]
first  = ["a_ref", "b_ref"]
second = ["c_ref"]
[[check]]
name = "list"
kind = { reference_list = 2 }
[[check]]
name     = "controls"
kind     = "controls"
required = ["one", "two", "three"]
warn     = ["two", "three"]
[check.owners]
two = "/refs/a_ref"
[[check]]
name     = "items"
kind     = "records"
id       = "item_id"
required = ["x", "y"]
closed   = true
fields   = { level = { one_of = ["P0", "P1"] }, owner_ref = "reference" }
[[check]]
name   = "rows"
kind   = "records"
fields = { note = { text = 3 }, done = "flag" }
[[check]]
name   = "pairs"
kind   = "records"
count  = 2
fields = { note = "text" }
[[check]]
name = "statement"
kind = { text = 5 }
[[check]]
name = "lines"
kind = { texts = { count = 2, length = 3 } }
[[check]]
name = "plan"
kind = { object = { lead = "reference", size = "integer", inner = { object = { sure = "true", name = "id" } } } }
[[check]]
name = "gates"
kind = "results"
id   = "gate_id"
[check.fields]
packet_ref = "reference"
outcome    = "result"
[[check]]
name  = "no_private_material"
kind  = "private_fields"
names = ["secret"]
)";

// A member of the packet a line, so that a line can be put in the place of another.
const std::vector<std::string> good = {
    R"("schema_version":"every.packet.v1")",
    R"("evidence_mode":"live")",
    R"("sanitized":true)",
    R"("refs":{"a_ref":"git://a","b_ref":"git://b"})",
    R"("few":{"a_ref":"git://a","other":5})",
    R"("sections":{"first":{"a_ref":"git://a","b_ref":"git://b"},"second":{"c_ref":"git://c"}})",
    R"("list":["git://a","git://b"])",
    R"("controls":{"one":true,"two":true,"three":true})",
    R"("items":[{"item_id":"x","level":"P0","owner_ref":"git://a"},{"item_id":"y","level":"P1","owner_ref":"git://a"}])",
    R"("rows":[{"note":"abc","done":false}])",
    R"("pairs":[{"note":"a"},{"note":"b"}])",
    R"("statement":"abcde")",
    R"("lines":["abc","def"])",
    R"("plan":{"lead":"git://a","size":3,"inner":{"sure":true,"name":"n"}})",
    R"("gates":[{"gate_id":"R7.9","packet_ref":"git://a","outcome":{"ready_for_customer_lifecycle_public_status":true,"blocker_count":0,"warning_count":0}},
        {"gate_id":"R7.10","packet_ref":"git://a","outcome":{"ready_for_customer_lifecycle_final_release_seal":true,"blocker_count":0,"warning_count":0}}])",
};

/// The good packet, in which `line` takes the place of the member that it names, and stands where that stood. A line
/// that is a key alone takes the member away.
std::string packet(std::string_view line) {
  std::string out;
  bool placed = line.empty();
  const std::string_view key = line.substr(0, line.find('"', 1) + 1);
  for (const std::string& member : good) {
    const bool here = !key.empty() && member.starts_with(std::string(key) + ":");
    placed = placed || here;
    const std::string_view text = here ? (line == key ? std::string_view() : line) : std::string_view(member);
    if (!text.empty()) out.append(out.empty() ? "{" : ",").append(text);
  }
  return placed ? out + "}" : out + "," + std::string(line) + "}";
}

/// "CODE severity pointer bytes: message", a line a finding, with the first bytes of the place; what an owner answers
/// for ends with him.
std::string said(std::string_view line, bool require_live) {
  static const Catalogue catalogue = *Catalogue::with({{"every.toml", std::string(definition)}});
  Judge judge(catalogue);
  const std::string bytes = packet(line);
  const auto verdict = judge.judge(bytes, {.require_live = require_live, .profile = Profile::compat, .gate = "X1"});
  if (!verdict) return to_text(verdict.error());
  std::string out;
  for (std::size_t i = 0; i < verdict->finding_count(); ++i) {
    const Finding finding = verdict->finding(i);
    out.append(id(finding.code)).append(finding.severity == Status::warn ? " warns " : " ").append(finding.pointer);
    out.append(" ").append(
        std::string_view(bytes).substr(finding.offset, std::min<std::uint64_t>(finding.end - finding.offset, 12)));
    out.append(": ")
        .append(finding.message)
        .append(finding.owner.empty() ? "" : " <" + std::string(finding.owner) + ">") += '\n';
  }
  return out;
}

struct Case {
  std::string_view line;
  bool live;
  std::string_view said;
};

TEST(Checks, SayOfEachFaultWhatItIsAndWhere) {
  const Case cases[] = {
      {"", true, ""},
      {"", false, ""},
      {R"("schema_version":"other")", false, "G101 /schema_version \"other\": schema_version is not every.packet.v1\n"},
      {R"("schema_version":7)", false, "G101 /schema_version 7: schema_version is not every.packet.v1\n"},
      {R"("evidence_mode":"sample")", false,
       "G102 warns /evidence_mode \"sample\": evidence_mode is sample, which shows the shape only\n"},
      {R"("evidence_mode":"sample")", true, "G102 /evidence_mode \"sample\": evidence_mode is not live\n"},
      {R"("evidence_mode":"x")", false, "G102 /evidence_mode \"x\": evidence_mode is not live\n"},
      {R"("evidence_mode")", false, "G104  {\"schema_ver: the packet lacks evidence_mode\n"},
      {R"("sanitized":"true")", false, "G103 /sanitized \"true\": sanitized is not true\n"},
      {R"("sanitized")", false, "G104  {\"schema_ver: the packet lacks sanitized\n"},
      {R"("refs")", false, "G104  {\"schema_ver: the packet lacks refs\n"},
      {R"("refs":[])", false, "G106 /refs []: refs is no object\n"},
      {R"("refs":{"a_ref":"git://a"},"b_ref":"git://b")", false, "G104 /refs {\"a_ref\":\"gi: refs lacks b_ref\n"},
      {R"("refs":{"a_ref":"git:/a","b_ref":5,"c":"x","d":"","e":{}})", false,
       "G105 /refs/a_ref \"git:/a\": a_ref of refs is no reference\n"
       "G105 /refs/b_ref 5: b_ref of refs is no reference\n"
       "G105 /refs/{2} \"x\": member 2 of refs is no reference\n"},
      {R"("few":{"a_ref":null})", false, "G105 /few/a_ref null: a_ref of few is no reference\n"},
      {R"("sections":[])", false, "G106 /sections []: sections is no object\n"},
      {R"("sections":{"first":{"a_ref":"git://a"},"third":{}})", false,
       "G104 /sections/first {\"a_ref\":\"gi: first in sections lacks b_ref\n"
       "G104 /sections {\"first\":{\"a: sections lacks second\n"},
      {R"("sections":{"first":5,"second":{"c_ref":"x"}})", false,
       "G106 /sections/first 5: first in sections is no object\n"
       "G105 /sections/second/c_ref \"x\": c_ref of second in sections is no reference\n"},
      {R"("list":["git://a"])", false, "G113 /list [\"git://a\"]: list holds fewer than 2\n"},
      {R"("list":["git://a",5,"x"])", false,
       "G105 /list/1 5: element 1 of list is no reference\n"
       "G105 /list/2 \"x\": element 2 of list is no reference\n"},
      {R"("list":{})", false, "G106 /list {}: list is no array\n"},
      {R"("controls":[])", false, "G106 /controls []: controls is no object\n"},
      {R"("controls":{"one":true,"two":false,"three":"true"})", false,
       "G107 warns /controls/two false: two of controls is not true <git://a>\n"
       "G107 warns /controls/three \"true\": three of controls is not true\n"},
      {R"("controls":{"one":true,"two":false,"three":"true"})", true,
       "G107 /controls/two false: two of controls is not true <git://a>\n"
       "G107 /controls/three \"true\": three of controls is not true\n"},
      {R"("controls":{"one":1,"two":true},"three":true)", false,
       "G107 /controls/one 1: one of controls is not true\n"
       "G104 /controls {\"one\":1,\"tw: controls lacks three\n"},
      {R"("items":{})", false, "G106 /items {}: items is no array\n"},
      {R"("items":[])", false,
       "G111 /items []: items lacks x\n"
       "G111 /items []: items lacks y\n"},
      {R"("items":[{"item_id":"y","level":"P2","owner_ref":"git://a"},{"item_id":"x","level":"P2","owner_ref":"x"},5,{"item_id":"x","owner_ref":"git://a"}])",
       false,
       "G112 /items/0/level \"P2\": level of y in items is not P0 or P1\n"
       "G104 /items/3 {\"item_id\":\": x in items lacks level\n"},
      {R"("items":[{"item_id":"x","level":"P0","owner_ref":"git://a"},{"item_id":"y","level":"P1","owner_ref":"git://a"},{"item_id":"z","level":"P1"},{"level":"P0"},{"item_id":5}])",
       false,
       "G116 /items/2/item_id \"z\": element 2 of items has no item_id of the list\n"
       "G104 /items/2 {\"item_id\":\": element 2 of items lacks owner_ref\n"
       "G116 /items/3 {\"level\":\"P0: element 3 of items has no item_id of the list\n"
       "G104 /items/3 {\"level\":\"P0: element 3 of items lacks owner_ref\n"
       "G106 /items/4/item_id 5: item_id of element 4 of items is no text\n"
       "G104 /items/4 {\"item_id\":5: element 4 of items lacks level\n"
       "G104 /items/4 {\"item_id\":5: element 4 of items lacks owner_ref\n"},
      {R"("rows":[])", false, "G113 /rows []: rows holds nothing\n"},
      {R"("rows":[{"note":"ab","done":1},5,{"note":"abc"}])", false,
       "G106 /rows/0/done 1: done of element 0 of rows is no true or false\n"
       "G114 /rows/0/note \"ab\": note of element 0 of rows is shorter than 3 characters\n"
       "G106 /rows/1 5: element 1 of rows is no object\n"
       "G104 /rows/2 {\"note\":\"abc: element 2 of rows lacks done\n"},
      {R"("rows":5)", false, "G106 /rows 5: rows is no array\n"},
      {R"("statement":"abcd")", false, "G114 /statement \"abcd\": statement is shorter than 5 characters\n"},
      {R"("statement":" abcd ")", false, "G114 /statement \" abcd \": statement is shorter than 5 characters\n"},
      {R"("statement":["abcde"])", false, "G106 /statement [\"abcde\"]: statement is no text\n"},
      {R"("lines":["abc"])", false, "G113 /lines [\"abc\"]: lines holds fewer than 2\n"},
      {R"("lines":["ab",5,"abcd"])", false,
       "G114 /lines/0 \"ab\": element 0 of lines is shorter than 3 characters\n"
       "G106 /lines/1 5: element 1 of lines is no text\n"},
      {R"("lines":{})", false, "G106 /lines {}: lines is no array\n"},
      {R"("plan":5)", false, "G106 /plan 5: plan is no object\n"},
      {R"("plan":{"size":1.5,"lead":"x","inner":{"sure":false,"name":""}})", false,
       "G114 /plan/inner/name \"\": name of inner in plan is empty\n"
       "G107 /plan/inner/sure false: sure of inner in plan is not true\n"
       "G105 /plan/lead \"x\": lead of plan is no reference\n"
       "G106 /plan/size 1.5: size of plan is no integer\n"},
      {R"("plan":{"size":1,"inner":5,"lead":"git://a"})", false, "G106 /plan/inner 5: inner of plan is no object\n"},
      {R"("plan":{"size":1,"inner":{"name":7},"lead":"git://a"})", false,
       "G106 /plan/inner/name 7: name of inner in plan is no text\n"
       "G104 /plan/inner {\"name\":7}: inner in plan lacks sure\n"},
      {R"("gates":{})", false, "G106 /gates {}: gates is no array\n"},
      {R"("gates":[])", false,
       "G111 /gates []: gates lacks R7.9\n"
       "G111 /gates []: gates lacks R7.10\n"},
      {R"("gates":[{"gate_id":"R7.9","packet_ref":5,"outcome":[]},{"gate_id":"R7.10","packet_ref":"git://a"},{"gate_id":5},5])",
       false,
       "G106 /gates/2/gate_id 5: gate_id of element 2 of gates is no text\n"
       "G106 /gates/0/outcome []: outcome of R7.9 in gates is no object\n"
       "G105 /gates/0/packet_ref 5: packet_ref of R7.9 in gates is no reference\n"
       "G104 /gates/1 {\"gate_id\":\": R7.10 in gates lacks outcome\n"},
      {R"("gates":[{"gate_id":"R7.9","packet_ref":"git://a","outcome":{"ready_for_customer_lifecycle_public_status":false,"blocker_count":0}},{"gate_id":"R7.10","packet_ref":"git://a","outcome":{"blocker_count":0,"warning_count":2}}])",
       false,
       "G108 warns /gates/0/outcome/ready_for_customer_lifecycle_public_status false: outcome of R7.9 in gates does "
       "not say that R7.9 is ready\n"
       "G108 warns /gates/1/outcome {\"blocker_co: outcome of R7.10 in gates does not say that R7.10 is ready\n"},
      {R"("gates":[{"gate_id":"R7.9","packet_ref":"git://a","outcome":{"ready_for_customer_lifecycle_public_status":true,"blocker_count":0}},{"gate_id":"R7.10","packet_ref":"git://a","outcome":{"ready_for_customer_lifecycle_final_release_seal":true,"blocker_count":0,"warning_count":2}}])",
       true,
       "G110 /gates/0/outcome {\"ready_for_: outcome of R7.9 in gates does not say that it has no warning\n"
       "G110 /gates/1/outcome/warning_count 2: outcome of R7.10 in gates does not say that it has no warning\n"},
      {R"("gates":[{"gate_id":"R7.9","packet_ref":"git://a","outcome":{"ready_for_customer_lifecycle_public_status":true,"blocker_count":1}},{"gate_id":"R7.10","packet_ref":"git://a","outcome":{"warning_count":"0"}}])",
       false,
       "G109 /gates/0/outcome/blocker_count 1: outcome of R7.9 in gates does not say that it has no blocker\n"
       "G106 /gates/1/outcome/warning_count \"0\": warning_count of R7.10 in gates is no integer\n"},
      {R"("gates":[{"gate_id":"R7.9","packet_ref":"git://a","outcome":{"ready_for_customer_lifecycle_public_status":true}},{"gate_id":"R7.10","packet_ref":"git://a","outcome":{"blocker_count":0.0}}])",
       false,
       "G109 /gates/0/outcome {\"ready_for_: outcome of R7.9 in gates does not say that it has no blocker\n"
       "G106 /gates/1/outcome/blocker_count 0.0: blocker_count of R7.10 in gates is no integer\n"},
      {R"("rows":[{"note":"abc","done":true,"secret":1,"x":{"SECRET":2}}])", false,
       "G115 /rows/0/secret \"secret\": a field is called secret, which is private\n"
       "G115 /rows/0/x/{0} \"SECRET\": a field is called secret, which is private\n"},
      {R"("secret":{"secret":""})", false,
       "G115 /secret \"secret\": a field is called secret, which is private\n"
       "G115 /secret/secret \"secret\": a field is called secret, which is private\n"},
      {R"("pairs":[{"note":"a"}])", false, "G113 /pairs [{\"note\":\"a\": pairs holds fewer than 2\n"},
      {R"("items":[{"item_id":"x","level":"P0","owner_ref":"git://a"},{"item_id":"y","level":"P1","owner_ref":"git://a"},{"item_id":"refs","level":"P0","owner_ref":"git://a"}])",
       false, "G116 /items/2/item_id \"refs\": element 2 of items has no item_id of the list\n"},
      {R"("items":[{"item_id":"x","level":"P0","owner_ref":"git://a"},{"item_id":"y","level":"P1","owner_ref":"git://a"},{"item_id":5},{"item_id":5,"level":"P0"}])",
       false,
       "G106 /items/2/item_id 5: item_id of element 2 of items is no text\n"
       "G104 /items/2 {\"item_id\":5: element 2 of items lacks level\n"
       "G104 /items/2 {\"item_id\":5: element 2 of items lacks owner_ref\n"
       "G106 /items/3/item_id 5: item_id of element 3 of items is no text\n"
       "G104 /items/3 {\"item_id\":5: element 3 of items lacks owner_ref\n"},
      {R"("gates":[{"gate_id":5}])", false,
       "G106 /gates/0/gate_id 5: gate_id of element 0 of gates is no text\n"
       "G111 /gates [{\"gate_id\":: gates lacks R7.9\n"
       "G111 /gates [{\"gate_id\":: gates lacks R7.10\n"},
      {R"("gates":[{"gate_id":"R7.9","packet_ref":"git://a","outcome":{"ready_for_customer_lifecycle_public_status":true,"blocker_count":0}}])",
       false, "G111 /gates [{\"gate_id\":: gates lacks R7.10\n"},
      {R"("gates":[{"gate_id":"R7.9","packet_ref":"git://a","outcome":{"ready_for_customer_lifecycle_public_status":false,"blocker_count":0}},{"gate_id":"R7.10","packet_ref":"git://a","outcome":{"blocker_count":0}}])",
       true,
       "G108 /gates/0/outcome/ready_for_customer_lifecycle_public_status false: outcome of R7.9 in gates does not say "
       "that R7.9 is ready\n"
       "G108 /gates/1/outcome {\"blocker_co: outcome of R7.10 in gates does not say that R7.10 is ready\n"},
      {R"("items":[{"item_id":"x","level":"P0","owner_ref":"git://a"},{"item_id":"y","level":"P1","owner_ref":"git://a"},{"level":"P9"},{"level":"P1","owner_ref":"git://a"}])",
       false, "G116 /items/3 {\"level\":\"P1: element 3 of items has no item_id of the list\n"},
      {R"("refs":{"a_ref":"git://a","b_ref":"git://b","one":"","two":"x"})", false,
       "G105 /refs/two \"x\": two of refs is no reference\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(said(one.line, one.live), one.said) << one.line << (one.live ? " live" : "");
}

}  // namespace
}  // namespace cavra
