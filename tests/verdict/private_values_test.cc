// What strict says of private material, in words and in the result, and what a waiver changes.
#include <gtest/gtest.h>

#include "cavra/judge.h"
#include "privacy/context.h"

namespace cavra {
namespace {

constexpr std::string_view definition = R"(gate   = "X4"
slug   = "private-values"
title  = "Private values"
packet = "private.packet.v1"
result = "private.result.v1"
ready  = "ready_for_private"
fields = { note = "text" }
additional_fields = ["open"]

[[check]]
name = "schema_version"
kind = "schema"
[[check]]
name  = "no_private_material"
kind  = "private_fields"
names = ["secret", "customer_name"]
)";

const Catalogue& catalogue() {
  static const Catalogue made = *Catalogue::with({{"private.toml", std::string(definition)}});
  return made;
}

std::string packet(const std::string& members) {
  return R"({"schema_version":"private.packet.v1")" + std::string(members.empty() ? "" : ",") + members + "}";
}

/// "CODE check pointer: message", a line a finding; before it "warns" or "waived" where it does or is.
std::string said(const std::string& members, const Policy& policy = Policy::builtin()) {
  Judge judge(catalogue(), policy);
  const std::string bytes = packet(members);
  const auto verdict = judge.judge(bytes, {.gate = "X4"});
  if (!verdict) return to_text(verdict.error());
  std::string out;
  for (std::size_t i = 0; i < verdict->finding_count(); ++i) {
    const Finding finding = verdict->finding(i);
    if (finding.severity == Status::warn) out += "warns ";
    if (finding.material && finding.material->waived) out += "waived ";
    out.append(id(finding.code)).append(" ").append(finding.check).append(" ").append(finding.pointer);
    out.append(": ").append(finding.message) += '\n';
  }
  return out;
}

/// Of the check private_values: its message.
std::string message(const std::string& members, const Policy& policy) {
  Judge judge(catalogue(), policy);
  const std::string bytes = packet(members);
  const auto verdict = judge.judge(bytes, {.gate = "X4"});
  for (std::size_t i = 0; verdict && i + 1 < verdict->check_count(); ++i)
    EXPECT_EQ(verdict->check(i).message.find("Waivers"), std::string::npos) << verdict->check(i).name;
  return verdict ? verdict->check(verdict->check_count() - 1).message : to_text(verdict.error());
}

TEST(PrivateValues, AreSaidOfAValueAndOfAName) {
  EXPECT_EQ(said(R"("note":"Ask jo@wexmarph.example.")"),
            "P201 private_values /note: private material in note: an e-mail address (a***@***)\n");
  EXPECT_EQ(said(R"("open":{"jo@wexmarph.example":1})"),
            "P201 private_values /open/{0}: private material in the name of member 0 of open: an e-mail address "
            "(a***@***)\n");
  const std::string one = "P201 private_values /note: private material in note: an e-mail address (a***@***)\n";
  EXPECT_EQ(said(R"("note":"a@wexmarph.example or b@wexmarph.example")"), one + one);
}

TEST(PrivateValues, AreInNamesThatOnlyLookOtherThanAPrivateOne) {
  for (const char* name : {"customerName", "CUSTOMER_NAMES", "Customer-Name", "\\u0063ustomer__name"})
    EXPECT_EQ(said(R"("open":[{"note":1,")" + std::string(name) + R"(":1}])"),
              "G115 private_values /open/0/{1}: a field is called customer_name, which is private\n")
        << name;
  EXPECT_EQ(said(R"("open":{"Notes":1,"customerNames2":2,"Secretary":"secrets"})"), "");
  EXPECT_EQ(said(R"("open":{"secret":1})"),
            "G115 no_private_material /open/secret: a field is called secret, which is private\n");
}

TEST(PrivateValues, OfANameStandAtTheName) {
  const std::string bytes = packet(R"("open":{"Secrets":1,"list":[{"\u0053ecrets":2}],"jo@wexmarph.example":3})");
  Judge judge(catalogue());
  const auto verdict = judge.judge(bytes, {.gate = "X4"});
  ASSERT_TRUE(verdict);
  ASSERT_EQ(verdict->finding_count(), 3U);
  const char* names[] = {"\"Secrets\"", "\"", "\"jo@wexmarph.example\""};  // of one with escapes, its first byte
  const char* hints[] = {"take the field out; refer to where it is kept by a reference",
                         "take the field out; refer to where it is kept by a reference", "say it without the address"};
  for (std::size_t i = 0; i < 3; ++i) {
    const Finding finding = verdict->finding(i);
    EXPECT_EQ(bytes.substr(finding.offset, finding.end - finding.offset), names[i]);
    EXPECT_EQ(finding.hint, hints[i]);
    EXPECT_EQ(finding.material.has_value(), i == 2);
  }
}

TEST(PrivateValues, AreInTheFoldedSpellingOfAName) {
  auto policy = Policy::load({{}, PolicyFile{"roster.txt", "Wexmarph Korvjulk\n"}, {}, {}, {}});
  ASSERT_TRUE(policy) << to_text(policy.error());
  EXPECT_EQ(said(R"("open":{"wexmarphKorvjulk":1,"wexmarph korvjulk":2,"wexmarphs":3})", *policy),
            "P202 private_values /open/{0}: private material in the name of member 0 of open: a name on the customer "
            "roster (a***)\n"
            "P202 private_values /open/{1}: private material in the name of member 1 of open: a name on the customer "
            "roster (a*** ***)\n");
  EXPECT_EQ(said(R"("open":{"wexmarphsKorvjulks":1})", *policy),
            "P202 private_values /open/{0}: private material in the name of member 0 of open: a name on the customer "
            "roster (a***)\n");
  // With a key, which tells values apart and so what is waived, each value is one.
  auto keyed = Policy::load({{}, PolicyFile{"roster.txt", "Wexmarph Korvjulk\n"}, {}, std::string(32, 'k'), {}});
  ASSERT_TRUE(keyed) << to_text(keyed.error());
  const std::string said_twice = said(R"("open":{"a@wexmarph.example and b@wexmarph.example":1})", *keyed);
  EXPECT_EQ(std::count(said_twice.begin(), said_twice.end(), '\n'), 2) << said_twice;
  EXPECT_EQ(said(R"("open":{"A@wexmarph.example":1})", *keyed),
            "P201 private_values /open/{0}: private material in the name of member 0 of open: an e-mail address "
            "(a***@***)\n");
}

TEST(PrivateValues, WarnWhereTheirRuleDoes) {
  const auto policy = Policy::load({{{"rules.toml", R"([[rules]]
id          = "code-word"
category    = "private_note"
description = "a code word"
remedy      = "use another"
severity    = "warn"
regex       = "bluebird"
keywords    = ["bluebird"]
samples     = { match = ["bluebird", "a bluebird"], pass = ["blackbird", "blue"] }
)"}},
                                    {},
                                    {},
                                    {},
                                    {}});
  ASSERT_TRUE(policy) << to_text(policy.error());
  EXPECT_EQ(said(R"("note":"bluebird")", *policy),
            "warns P207 private_values /note: private material in note: a code word (a***)\n");
}

/// The product and the mode as the result has them.
std::string repeated(Judge& judge, const std::string& members, Profile profile) {
  const std::string bytes = packet(members);
  const auto verdict = judge.judge(bytes, {.profile = profile, .gate = "X4"});
  return verdict ? std::string(verdict->product()) + "/" + std::string(verdict->evidence_mode())
                 : to_text(verdict.error());
}

TEST(PrivateValues, AreNotRepeatedInTheResult) {
  Judge judge(catalogue());
  const std::string both = R"("product":"jo@wexmarph.example","evidence_mode":"ask jo@wexmarph.example")";
  EXPECT_EQ(repeated(judge, both, Profile::strict), "unknown/unknown");
  EXPECT_EQ(repeated(judge, both, Profile::compat), "jo@wexmarph.example/ask jo@wexmarph.example");
  EXPECT_EQ(repeated(judge, R"("product":"Wexmarph","evidence_mode":"live")", Profile::strict), "Wexmarph/live");
  EXPECT_EQ(repeated(judge, R"("note":"45395787","product":"63621486")", Profile::strict), "unknown/unknown");
  EXPECT_EQ(repeated(judge, R"("note":"mail jo@wexmarph.example","product":"Wexmarph")", Profile::strict),
            "Wexmarph/unknown");
  // What crosses from one value to the next is found before what is within the next.
  EXPECT_EQ(
      repeated(judge, R"("note":"45395787","product":"63621486","open":["ask jo@wexmarph.example"])", Profile::strict),
      "unknown/unknown");
}

TEST(PrivateValues, AreCountedAsTheyAreLookedAt) {
  Judge judge(catalogue());
  EXPECT_EQ(judge.usage().use().tally.leaves, 0U);
  const std::string bytes =
      packet(R"("note":"a","product":"b","open":{"unheard":["c"],"note":1},"outlying":1,"title":1)");
  ASSERT_TRUE(judge.judge(bytes, {.gate = "X4"}));
  Usage usage = judge.usage();
  EXPECT_EQ(usage.use().tally.leaves, 5U);
  EXPECT_EQ(usage.use().tally.keys, 2U);
}

constexpr const char* five = R"("open":["a@wexmarph.example","b@wexmarph.example","c@wexmarph.example",)"
                             R"("d@wexmarph.example","e@wexmarph.example")";

TEST(PrivateValues, OfOneCheckAreNamedUpToFive) {
  const std::string said_of_five = message(std::string(five) + "]", Policy::builtin());
  EXPECT_EQ(std::count(said_of_five.begin(), said_of_five.end(), ';'), 4);
  EXPECT_EQ(said_of_five.substr(said_of_five.size() - 2), ").");
  for (const auto& [more, end] : {std::pair(",\"f@wexmarph.example\"]", "; and 1 more."),
                                  {",\"f@wexmarph.example\",\"g@wexmarph.example\"]", "; and 2 more."}}) {
    const std::string text = message(five + std::string(more), Policy::builtin());
    EXPECT_TRUE(text.ends_with(end)) << text;
    EXPECT_EQ(text.substr(0, text.size() - std::string_view(end).size()),
              said_of_five.substr(0, said_of_five.size() - 1));
  }
}

std::string waiver(const std::string& pointer, const std::string& rule = "email-address",
                   const std::string& gate = "X4") {
  return "[[waivers]]\nrule = \"" + rule + "\"\ngate = \"" + gate + "\"\npointer = \"" + pointer +
         "\"\nfingerprint = \"hmac-sha256:" + std::string(64, '0') +
         "\"\nreason = \"agreed\"\napprover = \"evidence://owner/privacy\"\nexpires = 2026-11-23\n";
}

/// The built-in rules with these waivers, judged at that day.
Policy waiving(const std::string& waivers,
               std::chrono::sys_days day = std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 1)) {
  auto policy = Policy::builtin().with_waivers({"waivers.toml", waivers}, day);
  if (!policy) throw std::runtime_error(to_text(policy.error()));
  return std::move(*policy);
}

TEST(Waivers, WaiveWhatTheyNameAndAreCounted) {
  const std::string members = R"("note":"Ask a@wexmarph.example.","open":["b@wexmarph.example",{"Secrets":1}])";
  const Policy none = waiving("");
  const Policy one = waiving(waiver("/note"));
  const Policy two = waiving(waiver("/note") + waiver("/open/0"));
  EXPECT_EQ(said(members, one),
            "G115 private_values /open/1/{0}: a field is called secret, which is private\n"
            "waived P201 private_values /note: private material in note: an e-mail address (a***@***)\n"
            "P201 private_values /open/0: private material in element 0 of open: an e-mail address (a***@***)\n");
  const std::string address = R"("note":"Ask a@wexmarph.example.")";
  EXPECT_EQ(message(address, none), "private material in note: an e-mail address (a***@***).");
  EXPECT_EQ(message(address, one), "1 finding is waived; nothing else was found.");
  const std::string both = address + R"(,"open":["b@wexmarph.example"])";
  EXPECT_EQ(message(both, two), "2 findings are waived; nothing else was found.");
  EXPECT_EQ(message(both, one),
            "private material in element 0 of open: an e-mail address (a***@***). 1 finding is waived.");
  EXPECT_EQ(message("", two), "Nothing private was found in any name, value or reference.");
  // No field's name is waived, wherever a waiver points, and nothing of another rule or gate.
  const Policy other = waiving(waiver("/open/1/{0}") + waiver("/note", "phone-international") +
                               waiver("/open/0", "email-address", "X5"));
  EXPECT_EQ(said(members, other).find("waived"), std::string::npos);
  const Policy both_places = waiving(waiver("/note") + waiver("/open/0/{0}"));
  const std::string bytes = packet(address + R"(,"open":[{"Secrets":1}])");
  Judge judge(catalogue(), both_places);
  const auto verdict = judge.judge(bytes, {.gate = "X4"});
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->status(), "blocked");
}

TEST(Waivers, SayWhenTheClockWasSet) {
  auto policy = Policy::load({{}, {}, {}, {}, "2026-11-23"});
  ASSERT_TRUE(policy);
  EXPECT_EQ(message("", *policy),
            "Nothing private was found in any name, value or reference. Waivers are judged as of 2026-11-23, which was "
            "set by hand.");
}

}  // namespace
}  // namespace cavra
