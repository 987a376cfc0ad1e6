// What a scan finds in JSON and in text, where it says that it stands, and what it shows of the way there.
#include "cavra/scan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "privacy/context.h"

namespace cavra {
namespace {

std::string all(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& finding : findings) {
    if (finding.severity == Status::warn) out += "warns ";
    if (finding.material->waived) out += "waived ";
    out.append(id(finding.code)).append(" ").append(finding.pointer) += '\n';
  }
  return out;
}

std::vector<Finding> in_json(Scan& scan, std::string_view bytes) {
  std::vector<Finding> findings;
  const auto done = scan.json(bytes, 1, findings);
  EXPECT_TRUE(done) << to_text(done.error());
  return findings;
}

std::string said(std::string_view bytes, const Policy& policy = Policy::builtin()) {
  Scan scan(policy);
  return all(in_json(scan, bytes));
}

std::string said_of_text(std::string_view bytes, const Policy& policy = Policy::builtin()) {
  Scan scan(policy);
  std::vector<Finding> findings;
  const auto done = scan.text(bytes, 1, findings);
  return done ? all(findings) : to_text(done.error());
}

Policy loaded(PolicyFiles files) {
  auto policy = Policy::load(std::move(files));
  if (!policy) throw std::runtime_error(to_text(policy.error()));
  return std::move(*policy);
}

struct Row {
  std::string json;
  const char* said;
};

TEST(Scan, LooksAtEveryStringAndEveryKey) {
  const Row rows[] = {
      {R"("jo@wexmarph.example")", "P201 \n"},
      {R"({"note":"Ask jo@wexmarph.example."})", "P201 /note\n"},
      {R"([1,["a",["jo@wexmarph.example"]],null])", "P201 /1/1/0\n"},
      {R"({"a":{"jo@wexmarph.example":1}})", "P201 /a/{0}\n"},
      {R"({"jo@wexmarph.example":["b@wexmarph.example"]})", "P201 /{0}\nP201 /{0}/0\n"},
      {R"({"a":1,"b":[true,null,{}]})", ""},
      {"7", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(said(row.json), row.said) << row.json;
}

TEST(Scan, JoinsTheStringsOfOneContainerAndNoKeys) {
  const Row rows[] = {
      {R"(["45395787","63621486"])", "P202 /0\n"}, {R"({"a":"45395787","b":"63621486"})", "P202 /a\n"},
      {R"([["45395787"],["63621486"]])", ""},      {R"({"45395787":1,"63621486":2})", ""},
      {R"({"45395787":"63621486"})", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(said(row.json), row.said) << row.json;
}

TEST(Scan, ShowsAKeyThatIsPlainAndShort) {
  const auto pointer_of = [](const std::string& key) { return said("{\"" + key + "\":[\"jo@wexmarph.example\"]}"); };
  for (const std::string& key :
       {std::string("A"), std::string("Z"), std::string("a"), std::string("z"), std::string("0"), std::string("9"),
        std::string("_"), std::string("."), std::string("-"), std::string("seal_ref-2.B"), std::string(64, 'a')})
    EXPECT_EQ(pointer_of(key), "P201 /" + key + "/0\n");
  for (const std::string& key :
       {std::string("@"), std::string("["), std::string("`"), std::string("{"), std::string("/"), std::string(":"),
        std::string("~"), std::string("a b"), std::string("\u00E4"), std::string(), std::string(65, 'a')})
    EXPECT_EQ(pointer_of(key), "P201 /{0}/0\n") << key;
}

TEST(Scan, ShowsNoKeyThatIsPrivateAndFindsItsSpellingsOnce) {
  const Policy policy = loaded({{}, PolicyFile{"roster.txt", "Wexmarph Korvjulk\nBlumjakk\n"}, {}, {}, {}});
  EXPECT_EQ(said(R"({"a":{"Blumjakk":["jo@wexmarph.example"],"wexmarphKorvjulk":"jo@wexmarph.example"}})", policy),
            "P202 /a/{0}\nP201 /a/{0}/0\nP202 /a/{1}\nP201 /a/{1}\n");
  EXPECT_EQ(said(R"({"wexmarph korvjulk":1})", policy), "P202 /{0}\n");
}

TEST(Scan, NamesEachValueOfAKeyWhereOneCanBeWaived) {
  const std::string key(32, 'k');
  const Policy policy = loaded({{}, {}, {}, key, {}});
  constexpr std::string_view two = R"({"a@wexmarph.example or b@wexmarph.example":1})";
  Scan scan(policy);
  const std::vector<Finding> found = in_json(scan, two);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NE(found[0].material->fingerprint, found[1].material->fingerprint);
  const std::string waiver =
      "[[waivers]]\nrule = \"email-address\"\ngate = \"scan\"\npointer = \"/{0}\"\nfingerprint = \"" +
      found[0].material->fingerprint +
      "\"\nreason = \"agreed\"\napprover = \"evidence://owner/privacy\"\nexpires = 2026-11-23\n";
  const Policy waiving = loaded({{}, {}, PolicyFile{"waivers.toml", waiver}, key, "2026-11-01"});
  EXPECT_EQ(said(two, waiving), "waived P201 /{0}\nP201 /{0}\n");
}

TEST(Scan, WaivesAtAPointerOrInTextAtNone) {
  const auto waiving = [](const std::string& pointer, const std::string& gate) {
    auto policy = Policy::builtin().with_waivers(
        {"waivers.toml",
         "[[waivers]]\nrule = \"email-address\"\ngate = \"" + gate + "\"\npointer = \"" + pointer +
             "\"\nfingerprint = \"hmac-sha256:" + std::string(64, '0') +
             "\"\nreason = \"agreed\"\napprover = \"evidence://owner/privacy\"\nexpires = 2026-11-23\n"},
        std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 1));
    if (!policy) throw std::runtime_error(to_text(policy.error()));
    return std::move(*policy);
  };
  constexpr std::string_view json = R"({"note":"jo@wexmarph.example"})";
  EXPECT_EQ(said(json, waiving("/note", "scan")), "waived P201 /note\n");
  EXPECT_EQ(said(json, waiving("/note", "R7.1")), "P201 /note\n");
  EXPECT_EQ(said(json, waiving("", "scan")), "P201 /note\n");
  EXPECT_EQ(said_of_text("jo@wexmarph.example", waiving("", "scan")), "waived P201 \n");
  const Policy policy = waiving("/note", "scan");
  Scan scan(policy);
  EXPECT_EQ(scan.usage().unmatched_waivers().size(), 1U);
  EXPECT_EQ(in_json(scan, json).size(), 1U);
  EXPECT_TRUE(scan.usage().unmatched_waivers().empty());
}

TEST(Scan, GoesByTheKindAndTheSeverityOfARule) {
  const auto rule = [](const std::string& kind, const std::string& severity) {
    return "[[rules]]\nid = \"in-" + kind + "\"\ncategory = \"" + (kind == "text" ? "legal" : "secret") +
           "\"\ndescription = \"a code word\"\nremedy = \"use another\"\nseverity = \"" + severity +
           "\"\nregex = \"bluebird\"\nkeywords = [\"bluebird\"]\nkinds = [\"" + kind +
           "\"]\nsamples = { match = [\"bluebird\", \"a bluebird\"], pass = [\"blackbird\", \"blue\"] }\n";
  };
  const Policy policy = loaded({{{"rules.toml", rule("text", "warn") + rule("reference", "blocker")}}, {}, {}, {}, {}});
  EXPECT_EQ(said(R"(["a bluebird","git://bluebird",{"bluebird":1}])", policy), "warns P204 /0\nP205 /1\n");
  EXPECT_EQ(said_of_text("git://bluebird\n", policy), "warns P204 \n");
}

TEST(Scan, SaysWhereAValueStandsInJson) {
  const std::string bytes = "{\n  \"\u00E4\": \"b@wexmarph.example\",\n  \"jo@wexmarph.example\": 1}";
  Scan scan(Policy::builtin());
  std::vector<Finding> findings;
  ASSERT_TRUE(scan.json(bytes, 40, findings));
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(bytes.substr(findings[0].offset, findings[0].end - findings[0].offset), "\"b@wexmarph.example\"");
  EXPECT_EQ(findings[0].line, 41U);
  EXPECT_EQ(findings[0].column, 8U);
  EXPECT_EQ(bytes.substr(findings[1].offset, findings[1].end - findings[1].offset), "\"");  // of a key, where it begins
  EXPECT_EQ(findings[1].line, 42U);
  EXPECT_EQ(findings[1].column, 3U);
  EXPECT_EQ(findings[1].message, "private material: an e-mail address");
  EXPECT_EQ(findings[1].hint, "say it without the address");
}

TEST(Scan, SaysWhereAValueStandsInText) {
  const std::string bytes = "\u00E4 jo@wexmarph.example\r\n\nmail b@wexmarph.example";
  Scan scan(Policy::builtin());
  std::vector<Finding> findings;
  ASSERT_TRUE(scan.text(bytes, 40, findings));
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(bytes.substr(findings[0].offset, findings[0].end - findings[0].offset), "jo@wexmarph.example");
  EXPECT_EQ(findings[0].line, 40U);
  EXPECT_EQ(findings[0].column, 3U);
  EXPECT_EQ(bytes.substr(findings[1].offset, findings[1].end - findings[1].offset), "b@wexmarph.example");
  EXPECT_EQ(findings[1].line, 42U);
  EXPECT_EQ(findings[1].column, 6U);
}

TEST(Scan, TakesEachLineOfATextByItself) {
  EXPECT_EQ(said_of_text("45395787\n63621486\n"), "");
  EXPECT_EQ(said_of_text("plain\r\n\r\nplain\r"), "");
  EXPECT_EQ(said_of_text(""), "");
  EXPECT_EQ(said_of_text("a\u200Bb\u200Bc\n"), "P208 \n");
}

TEST(Scan, RefusesWhatItCannotRead) {
  Scan scan(Policy::builtin(), 20);
  std::vector<Finding> findings;
  const auto no_json = scan.json("{\n \"a\" 1}", 40, findings);
  ASSERT_FALSE(no_json);
  EXPECT_EQ(no_json.error().code, Code::not_json);
  EXPECT_EQ(no_json.error().offset, 7U);
  EXPECT_EQ(no_json.error().line, 41U);
  EXPECT_EQ(no_json.error().column, 6U);
  const auto too_large = scan.json(R"(["jo@wexmarph.example"])", 1, findings);
  ASSERT_FALSE(too_large);
  EXPECT_EQ(too_large.error().code, Code::too_large);
  const auto no_text = scan.text("jo@wexmarph.example\na\xFF", 40, findings);
  ASSERT_FALSE(no_text);
  EXPECT_EQ(no_text.error().code, Code::not_utf8);
  EXPECT_EQ(no_text.error().offset, 21U);
  EXPECT_EQ(no_text.error().line, 41U);
  EXPECT_EQ(no_text.error().column, 2U);
  EXPECT_TRUE(findings.empty());
}

TEST(Scan, KeepsNothingOfWhatItScannedBefore) {
  Scan scan(Policy::builtin());
  EXPECT_EQ(in_json(scan, R"([{"jo@wexmarph.example":["b@wexmarph.example"]}])").size(), 2U);
  EXPECT_EQ(all(in_json(scan, R"([{"a":["b@wexmarph.example"]}])")), "P201 /0/a/0\n");
  std::vector<Finding> findings;
  EXPECT_TRUE(in_json(scan, R"({"a":1})").empty());
  EXPECT_TRUE(scan.text("a@wexmarph.example or b@wexmarph.example\n", 1, findings));
  EXPECT_EQ(all(findings), "P201 \nP201 \n");
  EXPECT_EQ(all(in_json(scan, "[]")), "");
  Usage usage = scan.usage();
  EXPECT_EQ(usage.use().tally.leaves, 7U);  // a key in two spellings and a value; two; one; one
  EXPECT_EQ(usage.use().tally.findings, 5U);
}

}  // namespace
}  // namespace cavra
