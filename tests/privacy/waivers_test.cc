#include "privacy/waivers.h"

#include <gtest/gtest.h>

#include "tests/privacy/sets.h"

namespace cavra::privacy {
namespace {

constexpr std::string_view rules_toml =
    "[[rules]]\nid = \"phone\"\ncategory = \"contact\"\nregex = \"1\"\n"
    "[[rules]]\nid = \"token\"\ncategory = \"secret\"\nregex = \"2\"\n";

const std::string zeros(64, '0');

std::string waiver(std::string_view changed = "", std::string_view with = "") {
  std::string text = "[[waivers]]\n";
  const std::pair<std::string, std::string> fields[] = {
      {"rule", "\"phone\""},     {"gate", "\"R7.10\""},
      {"pointer", "\"/a\""},     {"fingerprint", "\"hmac-sha256:" + zeros + "\""},
      {"reason", "\"hotline\""}, {"approver", "\"evidence://owner/x\""},
      {"expires", "2026-12-31"}};
  for (const auto& [name, value] : fields) {
    if (name != changed)
      text += name + " = " + value + "\n";
    else if (!with.empty())
      text += name + " = " + std::string(with) + "\n";
  }
  return text;
}

class WaiversTest : public testing::Test {
 protected:
  [[nodiscard]] Waivers read(const std::string& toml, bool has_key = true) const {
    auto waivers = Waivers::read(toml, "waivers.toml", rules_, {now_, has_key});
    if (!waivers) throw std::runtime_error(to_text(waivers.error()));
    return std::move(*waivers);
  }
  [[nodiscard]] const Rule& rule(std::size_t i) const { return rules_.rules()[own_rule_count + i]; }

  RuleSet rules_ = only(rules_toml);
  Time now_ = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
};

TEST_F(WaiversTest, WaivesOneFindingByRuleGatePointerAndFingerprint) {
  const Waivers waivers = read(waiver());
  EXPECT_TRUE(waivers.problems().empty());
  WaiverRun run(waivers);
  EXPECT_EQ(run.waives(rule(0), "R7.9", "/a", Digest{}), nullptr);
  EXPECT_EQ(run.waives(rule(0), "R7.10", "/b", Digest{}), nullptr);
  EXPECT_EQ(run.waives(rule(0), "R7.10", "/a", Digest{1}), nullptr);
  EXPECT_EQ(run.waives(rule(0), "R7.10", "/a", std::nullopt), nullptr);
  EXPECT_EQ(run.waives(rule(1), "R7.10", "/a", Digest{}), nullptr);
  EXPECT_EQ(run.unmatched(), std::vector<std::string>{"waivers.toml:1: the waiver for phone matches no finding"});
  ASSERT_NE(run.waives(rule(0), "R7.10", "/a", Digest{}), nullptr);
  EXPECT_TRUE(run.unmatched().empty());
}

TEST_F(WaiversTest, EndsWithTheDayThatItNames) {
  EXPECT_EQ(read(waiver("expires", "2026-11-23")).in_force().size(), 1);
  EXPECT_EQ(read(waiver("expires", "2026-11-22")).in_force().size(), 0);
  EXPECT_EQ(read(waiver("expires", "2026-11-22")).problems().at(0), "waivers.toml:1: the waiver for phone has expired");
  EXPECT_EQ(read(waiver("expires", "2026-11-23T01:00:00+02:00")).in_force().size(), 0);
  EXPECT_EQ(read(waiver("expires", "2026-11-23T01:00:00Z")).in_force().size(), 1);
  // A moment is over when it is there; one without an offset is UTC.
  for (const char* over : {"2026-11-23T00:00:00Z", "2026-11-23T00:00:00", "2026-11-23T00:01:00+00:01",
                           "2026-11-22T23:59:59Z", "2026-11-22T22:30:00-01:30"})
    EXPECT_EQ(read(waiver("expires", over)).in_force().size(), 0) << over;
  for (const char* ahead : {"2026-11-23T00:00:01Z", "2026-11-23T00:00:01", "2026-11-23T00:02:00+00:01",
                            "2026-11-22T22:30:01-01:30", "2027-01-01"})
    EXPECT_EQ(read(waiver("expires", ahead)).in_force().size(), 1) << ahead;
}

TEST_F(WaiversTest, OfPacketsThatAreKnownGoByTheirPlaceAlone) {
  const auto waivers = Waivers::read(waiver(), "waivers.toml", rules_, {now_, false, true});
  ASSERT_TRUE(waivers);
  EXPECT_TRUE(waivers->problems().empty());
  WaiverRun run(*waivers);
  EXPECT_EQ(run.waives(rule(0), "R7.10", "/b", std::nullopt), nullptr);
  EXPECT_EQ(run.waives(rule(0), "R7.9", "/a", std::nullopt), nullptr);
  EXPECT_EQ(run.waives(rule(1), "R7.10", "/a", std::nullopt), nullptr);
  EXPECT_NE(run.waives(rule(0), "R7.10", "/a", std::nullopt), nullptr);
  EXPECT_NE(run.waives(rule(0), "R7.10", "/a", Digest{1}), nullptr);
}

TEST_F(WaiversTest, AreUsedByOneRunOrTheOther) {
  const Waivers waivers = read(waiver() + waiver("pointer", "\"/b\"") + waiver("pointer", "\"\""));
  ASSERT_EQ(waivers.in_force().size(), 3U);
  WaiverRun one(waivers);
  WaiverRun other(waivers);
  EXPECT_EQ(one.waives(rule(0), "R7.10", "/b", Digest{})->pointer, "/b");
  EXPECT_NE(other.waives(rule(0), "R7.10", "/a", Digest{}), nullptr);
  EXPECT_EQ(one.unmatched().size(), 2U);
  one.add(other);
  EXPECT_EQ(one.unmatched(), std::vector<std::string>{"waivers.toml:17: the waiver for phone matches no finding"});
  other.add(one);
  EXPECT_EQ(other.unmatched().size(), 1U);
}

struct Wrong {
  std::string toml;
  std::string problem;
};

TEST_F(WaiversTest, ReportsAndDoesNotApplyWhatIsWrong) {
  const std::string not_in_force = "the waiver is not in force: ";
  const Wrong cases[] = {
      {waiver("rule"), not_in_force + "it lacks rule"},
      {waiver("gate"), not_in_force + "it lacks gate"},
      {waiver("pointer"), not_in_force + "it lacks pointer"},
      {waiver("fingerprint"), not_in_force + "it lacks fingerprint"},
      {waiver("reason"), not_in_force + "it lacks reason"},
      {waiver("approver"), not_in_force + "it lacks approver"},
      {waiver("expires"), not_in_force + "it lacks expires"},
      {waiver("approver", "\"somebody\""),
       not_in_force + "its approver is no reference, such as evidence://owner/privacy"},
      {waiver("approver", "\"evidence://Owner\""),
       not_in_force + "its approver is no reference, such as evidence://owner/privacy"},
      {waiver("reason", "\"\""), not_in_force + "its reason is empty"},
      {waiver("rule", "7"), not_in_force + "it lacks rule"},
      {waiver("fingerprint", "7"), not_in_force + "its fingerprint is not hmac-sha256: and 64 hexadecimal digits"},
      {waiver("fingerprint", "\"hmac-sha256:" + zeros + "00\""),
       not_in_force + "its fingerprint is not hmac-sha256: and 64 hexadecimal digits"},
      {waiver("pointer", "\"a\""), not_in_force + "its pointer is no JSON Pointer"},
      {waiver("fingerprint", "\"12\""), not_in_force + "its fingerprint is not hmac-sha256: and 64 hexadecimal digits"},
      {waiver("expires", "\"soon\""), not_in_force + "its expires is no date"},
      {waiver("rule", "\"fax\""), not_in_force + "there is no such rule"},
      {waiver("rule", "\"token\""), not_in_force + "findings of its rule cannot be waived"},
      {waiver("rule", "\"scan-incomplete\""), not_in_force + "findings of its rule cannot be waived"},
      {waiver("rule", "\"zero-width-character\""), not_in_force + "findings of its rule cannot be waived"},
      {waiver() + "scope = \"all\"\n", not_in_force + "it has a field that no waiver has"},
      {"waivers = [1]", "a waiver is a table"},
      {"rules = []", "only [[waivers]] belong here"},
  };
  for (const Wrong& c : cases) {
    const Waivers waivers = read(c.toml);
    EXPECT_TRUE(waivers.in_force().empty()) << c.toml;
    ASSERT_EQ(waivers.problems().size(), 1) << c.toml;
    EXPECT_EQ(waivers.problems()[0], "waivers.toml:1: " + c.problem);
  }
}

TEST_F(WaiversTest, AreRefusedWithoutAKey) {
  const Waivers waivers = read(waiver(), false);
  EXPECT_TRUE(waivers.in_force().empty());
  EXPECT_EQ(waivers.problems().at(0),
            "waivers.toml:1: the waiver for phone is not in force: there is no key to compare fingerprints with");
}

TEST_F(WaiversTest, MustBeToml) {
  const auto waivers = Waivers::read("[[", "waivers.toml", rules_, {now_, true});
  ASSERT_FALSE(waivers);
  EXPECT_EQ(to_text(waivers.error()), "waivers.toml:1:3: this is not TOML; write it as docs/rules.md shows");
}

TEST_F(WaiversTest, AreReadOnWhenOneOfThemIsWrong) {
  const Waivers waivers = read("waivers = [1, 2]\nother = 1\n");
  EXPECT_EQ(waivers.problems().size(), 3U);
  const Waivers all = read(waiver("rule", "\"fax\"") + waiver("expires", "2026-11-01") + waiver());
  EXPECT_EQ(all.problems().size(), 2U);
  EXPECT_EQ(all.in_force().size(), 1U);
}

}  // namespace
}  // namespace cavra::privacy
