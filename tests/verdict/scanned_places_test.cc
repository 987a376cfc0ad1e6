// Which places of a packet the strict profile gives to the scan of private values.
#include <gtest/gtest.h>

#include "cavra/judge.h"

namespace cavra {
namespace {

constexpr std::string_view definition = R"(gate   = "X3"
slug   = "scanned-places"
title  = "Scanned places"
packet = "scanned.packet.v1"
result = "scanned.result.v1"
ready  = "ready_for_scanned"
fields = { plan_id = "id", note = "text", proof_ref = "reference", at = { object = { size = "integer", when = "text" } } }
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
warn     = ["one"]
[[check]]
name = "list"
kind = { reference_list = 1 }
[[check]]
name = "lines"
kind = { texts = { count = 1, length = 1 } }
[[check]]
name     = "items"
kind     = "records"
id       = "item_id"
required = ["x"]
fields   = { note = "text" }
optional = { level = { one_of = ["low", "internal only"] } }
[[check]]
name  = "no_private_material"
kind  = "private_fields"
names = ["secret"]
)";

// A member of the packet each. The run is not live, so that what says that the evidence is a sample warns, and nothing
// else is asked of `sanitized`.
const std::vector<std::string> good = {
    R"("schema_version":"scanned.packet.v1")",
    R"("evidence_mode":"sample")",
    R"("sanitized":false)",
    R"("refs":{"a_ref":"git://a"})",
    R"("controls":{"one":true})",
    R"("list":["git://a"])",
    R"("lines":["a"])",
    R"("items":[{"item_id":"x","note":"a"}])",
};

/// "CODE pointer", a line a finding that blocks, of the good packet, in which `member` takes the place of the member
/// that it names, or is one more.
std::string said(const std::string& member) {
  static const Catalogue catalogue = *Catalogue::with({{"scanned.toml", std::string(definition)}});
  std::string bytes = "{";
  bool placed = false;
  for (const std::string& one : good) {
    const bool here = one.substr(0, one.find(':')) == member.substr(0, member.find(':'));
    bytes.append(bytes.size() > 1 ? "," : "").append(here ? member : one);
    placed = placed || here;
  }
  if (!placed && !member.empty()) bytes.append(",").append(member);
  bytes += "}";
  Judge judge(catalogue);
  const auto verdict = judge.judge(bytes, {.require_live = false, .gate = "X3"});
  if (!verdict) return to_text(verdict.error());
  std::string out;
  for (std::size_t i = 0; i < verdict->finding_count(); ++i) {
    const Finding finding = verdict->finding(i);
    if (finding.severity == Status::blocker) out.append(id(finding.code)).append(" ").append(finding.pointer) += '\n';
  }
  return out;
}

struct Place {
  const char* member;
  const char* said;
};

constexpr const char* address = "Ask jo@wexmarph.example.";
constexpr const char* card = "4539578763621486";

/// The member with an address for @ and the number of a payment card for #.
std::string filled(std::string_view member) {
  std::string out;
  for (const char c : member) {
    if (c == '@')
      out += address;
    else if (c == '#')
      out += card;
    else
      out += c;
  }
  return out;
}

TEST(ScannedPlaces, AreEveryTextReferenceIdAndKey) {
  const Place places[] = {
      {"", ""},
      {R"("product":"@")", "P201 /product\n"},
      {R"("note":"@")", "P201 /note\n"},
      {R"("plan_id":"#")", "P202 /plan_id\n"},
      {R"("proof_ref":"git://#")", "P202 /proof_ref\n"},
      {R"("at":{"when":"@"})", "P201 /at/when\n"},
      {R"("open":"@")", "P201 /open\n"},
      {R"("open":[{"list":["@"]}])", "P201 /open/0/list/0\n"},
      {R"("open":[{"@":1}])", "P201 /open/0/{0}\n"},
      {R"("open":{"@":["@"]})", "P201 /open/{0}\nP201 /open/{0}/0\n"},
      {R"("open":1)", ""},
      {R"("open":{"Ones":1,"A-Refs":2})", ""},  // which look like names of the gate's, but of no private field
      {R"("refs":{"a_ref":"git://#"})", "P202 /refs/a_ref\n"},
      {R"("list":["git://a","git://#"])", "P202 /list/1\n"},
      {R"("lines":["a","@"])", "P201 /lines/1\n"},
      {R"("items":[{"item_id":"x","note":"@"}])", "P201 /items/0/note\n"},
      // What a gate knows is the product's own word, as a value and as a key.
      {R"("note":"Internal only.")", "P207 /note\n"},
      {R"("note":"internal only")", ""},
      {R"("items":[{"item_id":"x","note":"a","level":"internal only"}])", ""},
      {R"("open":{"Internal only":1})", "P207 /open/{0}\n"},
      {R"("open":{"internal only":1})", ""},
  };
  for (const Place& place : places) EXPECT_EQ(said(filled(place.member)), place.said) << place.member;
}

TEST(ScannedPlaces, AreAlsoInWhatIsOfTheWrongType) {
  const Place places[] = {
      {R"("product":["@"])", "S102 /product\nP201 /product/0\n"},
      {R"("product":"a\nb")", "S107 /product\n"},
      {R"("sanitized":"yes")", "S102 /sanitized\n"},
      {R"("sanitized":{"@":"@"})", "S102 /sanitized\nP201 /sanitized/{0}\nP201 /sanitized/{0}\n"},
      {R"("note":{"@":1})", "S102 /note\nP201 /note/{0}\n"},
      {R"("plan_id":["@"])", "S102 /plan_id\nP201 /plan_id/0\n"},
      {R"("proof_ref":["@"])", "S102 /proof_ref\nP201 /proof_ref/0\n"},
      {R"("at":["@"])", "S102 /at\nP201 /at/0\n"},
      {R"("at":{"size":["@"]})", "S102 /at/size\nP201 /at/size/0\n"},
      {R"("at":{"size":0.5})", "S102 /at/size\n"},
      {R"("refs":["@"])", "G106 /refs\nP201 /refs/0\n"},
      {R"("refs":{"a_ref":["@"]})", "G105 /refs/a_ref\nP201 /refs/a_ref/0\n"},
      {R"("controls":["@"])", "G106 /controls\nP201 /controls/0\n"},
      {R"("controls":{"one":["@"]})", "S102 /controls/one\nP201 /controls/one/0\n"},
      {R"("list":{"@":1})", "G106 /list\nP201 /list/{0}\n"},
      {R"("list":["git://a",["@"]])", "G105 /list/1\nP201 /list/1/0\n"},
      {R"("lines":{"@":1})", "G106 /lines\nP201 /lines/{0}\n"},
      {R"("lines":["a",["@"]])", "G106 /lines/1\nP201 /lines/1/0\n"},
      {R"("items":{"@":1})", "G106 /items\nP201 /items/{0}\n"},
      {R"("items":[{"item_id":"x","note":"a"},["@"]])", "S106 /items/1\nP201 /items/1/0\n"},
      {R"("items":[{"item_id":"x","note":["@"]}])", "G106 /items/0/note\nP201 /items/0/note/0\n"},
      {R"("items":[{"item_id":"x","note":"a"},{"item_id":["@"],"note":"a"}])",
       "G106 /items/1/item_id\nP201 /items/1/item_id/0\n"},
      {R"("items":[{"item_id":"x","note":"a","level":["@"]}])", "S102 /items/0/level\nP201 /items/0/level/0\n"},
  };
  for (const Place& place : places) EXPECT_EQ(said(filled(place.member)), place.said) << place.member;
}

TEST(ScannedPlaces, AreAlsoInWhatTheGateDoesNotDefine) {
  const Place places[] = {
      {R"("@":1)", "S101 /{8}\n"},
      {R"("@":"@")", "S101 /{8}\n"},
      {R"("extra":["@"])", "S101 /{8}\nP201 /{8}/0\n"},
      {R"("title":["@"])", "S101 /title\nP201 /title/0\n"},
      {R"("at":{"extra":["@"]})", "S101 /at/{0}\nP201 /at/{0}/0\n"},
      {R"("refs":{"a_ref":"git://a","b_ref":["@"]})", "G105 /refs/{1}\nP201 /refs/{1}/0\n"},
      {R"("controls":{"one":true,"two":["@"]})", "S101 /controls/{1}\nP201 /controls/{1}/0\n"},
      // An id that is not on the list is joined with what stands beside it.
      {R"("items":[{"item_id":"x","note":"a"},{"note":"45395787","item_id":"63621486"}])",
       "S105 /items/1/item_id\nP202 /items/1/note\n"},
      {R"("items":[{"item_id":"x","note":"a","more":{"@":1}}])", "S101 /items/0/{2}\nP201 /items/0/{2}/{0}\n"},
  };
  for (const Place& place : places) EXPECT_EQ(said(filled(place.member)), place.said) << place.member;
}

}  // namespace
}  // namespace cavra
