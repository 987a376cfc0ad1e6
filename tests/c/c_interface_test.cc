#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "cavra_seal.h"

namespace {

struct Free {
  void operator()(cavra_error* p) const { cavra_error_free(p); }
  void operator()(cavra_options* p) const { cavra_options_free(p); }
  void operator()(cavra_judge* p) const { cavra_judge_free(p); }
  void operator()(cavra_verdict* p) const { cavra_verdict_free(p); }
  void operator()(cavra_scanner* p) const { cavra_scanner_free(p); }
  void operator()(cavra_findings* p) const { cavra_findings_free(p); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

std::string live_seal() {
  std::ifstream file(
      CAVRA_SOURCE "/examples/customer-lifecycle-final-seal/customer-lifecycle-final-seal.live.sanitized.example.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

Owned<cavra_judge> builtin_judge() { return Owned<cavra_judge>(cavra_judge_new(nullptr, nullptr)); }

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(CJudge, AReadyPacketIsReady) {
  const Owned<cavra_judge> judge = builtin_judge();
  const std::string packet = live_seal();
  const Owned<cavra_verdict> verdict(
      cavra_judge_packet(judge.get(), packet.data(), packet.size(), CAVRA_REQUIRE_LIVE, nullptr, nullptr));
  ASSERT_TRUE(verdict);
  EXPECT_EQ(cavra_verdict_ready(verdict.get()), 1);
  EXPECT_STREQ(cavra_verdict_status(verdict.get()), "ready");
  EXPECT_STREQ(cavra_verdict_gate(verdict.get()), "R7.10");
  EXPECT_STREQ(cavra_verdict_slug(verdict.get()), "customer-lifecycle-final-seal");
  EXPECT_EQ(cavra_verdict_checks(verdict.get()), 14u);
  EXPECT_STREQ(cavra_verdict_check_name(verdict.get(), 0), "schema_version");
  EXPECT_STREQ(cavra_verdict_check_status(verdict.get(), 0), "pass");
  EXPECT_STREQ(cavra_verdict_check_name(verdict.get(), 14), "");
  EXPECT_EQ(cavra_findings_count(cavra_verdict_findings(verdict.get())), 0u);
  EXPECT_NE(std::string(cavra_verdict_result(verdict.get())).find("\"status\": \"ready\""), std::string::npos);
}

TEST(CJudge, AVerdictOutlivesItsJudgeAndItsPacket) {
  Owned<cavra_judge> judge = builtin_judge();
  std::string packet = replaced(live_seal(), "\"release_owner_ref\"", "\"release_owner\"");
  const Owned<cavra_verdict> verdict(
      cavra_judge_packet(judge.get(), packet.data(), packet.size(), 0, nullptr, nullptr));
  judge.reset();
  packet.assign(packet.size(), 'x');
  ASSERT_TRUE(verdict);
  EXPECT_STREQ(cavra_verdict_status(verdict.get()), "blocked");
  const cavra_findings* findings = cavra_verdict_findings(verdict.get());
  ASSERT_EQ(cavra_findings_count(findings), 2u);  // what it lacks, and a field that the gate does not define
  EXPECT_STREQ(cavra_finding_code(findings, 0), "G104");
  EXPECT_STREQ(cavra_finding_severity(findings, 0), "blocker");
  EXPECT_STREQ(cavra_finding_check(findings, 0), "seal_owner_refs");
  EXPECT_STREQ(cavra_finding_pointer(findings, 0), "/seal_owner_refs");
  EXPECT_STREQ(cavra_finding_message(findings, 0), "seal_owner_refs lacks release_owner_ref");
  EXPECT_GT(cavra_finding_line(findings, 0), 1u);
  EXPECT_STREQ(cavra_finding_code(findings, 1), "S101");
  EXPECT_STREQ(cavra_finding_code(findings, 2), "");
  EXPECT_EQ(cavra_finding_line(findings, 2), 0u);
}

TEST(CJudge, CompatLeavesOutTheFurtherChecks) {
  const Owned<cavra_judge> judge = builtin_judge();
  const std::string packet = live_seal();
  const Owned<cavra_verdict> verdict(
      cavra_judge_packet(judge.get(), packet.data(), packet.size(), CAVRA_COMPAT, "R7.10", nullptr));
  ASSERT_TRUE(verdict);
  EXPECT_EQ(cavra_verdict_checks(verdict.get()), 11u);
}

TEST(CJudge, SaysWhatIsNoPacket) {
  const Owned<cavra_judge> judge = builtin_judge();
  const std::string twice = "{\"a\": 1,\n \"a\": 2}";
  cavra_error* error = nullptr;
  EXPECT_EQ(cavra_judge_packet(judge.get(), twice.data(), twice.size(), 0, nullptr, &error), nullptr);
  const Owned<cavra_error> owned(error);
  ASSERT_TRUE(owned);
  EXPECT_STREQ(cavra_error_code(error), "J105");
  EXPECT_EQ(cavra_error_line(error), 2u);
  EXPECT_EQ(cavra_error_column(error), 2u);
  EXPECT_EQ(cavra_error_offset(error), 10u);
  EXPECT_NE(std::string(cavra_error_text(error)), "");
}

TEST(CJudge, AnErrorThatNobodyWantsIsNoFault) {
  const Owned<cavra_judge> judge = builtin_judge();
  EXPECT_EQ(cavra_judge_packet(judge.get(), "[", 1, 0, nullptr, nullptr), nullptr);
  EXPECT_EQ(cavra_judge_packet(nullptr, "[", 1, 0, nullptr, nullptr), nullptr);
  EXPECT_EQ(cavra_judge_packet(judge.get(), nullptr, 0, 0, nullptr, nullptr), nullptr);
}

TEST(CJudge, EveryFreeAndEveryGetterTakesNull) {
  cavra_error_free(nullptr);
  cavra_options_free(nullptr);
  cavra_judge_free(nullptr);
  cavra_verdict_free(nullptr);
  cavra_scanner_free(nullptr);
  cavra_findings_free(nullptr);
  cavra_options_set_now(nullptr, "2026-01-01");
  EXPECT_STREQ(cavra_error_text(nullptr), "");
  EXPECT_STREQ(cavra_verdict_status(nullptr), "");
  EXPECT_EQ(cavra_verdict_findings(nullptr), nullptr);
  EXPECT_EQ(cavra_findings_count(nullptr), 0u);
  EXPECT_STREQ(cavra_finding_rule(nullptr, 0), "");
}

TEST(COptions, AWrongFileIsSaidByTheJudge) {
  const Owned<cavra_options> options(cavra_options_new());
  const std::string toml = "gate = 1";
  cavra_options_add_gate(options.get(), "mine.toml", toml.data(), toml.size());
  cavra_error* error = nullptr;
  EXPECT_EQ(cavra_judge_new(options.get(), &error), nullptr);
  const Owned<cavra_error> owned(error);
  EXPECT_STREQ(cavra_error_code(error), "D401");
  EXPECT_EQ(std::string(cavra_error_text(error)).substr(0, 10), "mine.toml:");
}

TEST(COptions, ALimitHolds) {
  const Owned<cavra_options> options(cavra_options_new());
  cavra_options_set_max_size(options.get(), 100);
  const Owned<cavra_judge> judge(cavra_judge_new(options.get(), nullptr));
  const std::string packet = live_seal();
  cavra_error* error = nullptr;
  EXPECT_EQ(cavra_judge_packet(judge.get(), packet.data(), packet.size(), 0, nullptr, &error), nullptr);
  const Owned<cavra_error> owned(error);
  EXPECT_STREQ(cavra_error_code(error), "J107");
}

TEST(CScan, FindsInTextAndJson) {
  const Owned<cavra_options> options(cavra_options_new());
  const std::string key(32, 'k');
  cavra_options_set_key(options.get(), key.data(), key.size());
  const std::string names = "Acme Rockets\n";
  cavra_options_set_roster(options.get(), "roster.txt", names.data(), names.size());
  const Owned<cavra_scanner> scanner(cavra_scanner_new(options.get(), nullptr));
  ASSERT_TRUE(scanner);
  const std::string text = "nothing here\nask jane.doe@acme.example\n";
  const Owned<cavra_findings> in_text(cavra_scan_text(scanner.get(), text.data(), text.size(), nullptr));
  ASSERT_EQ(cavra_findings_count(in_text.get()), 1u);
  EXPECT_STREQ(cavra_finding_rule(in_text.get(), 0), "email-address");
  EXPECT_STREQ(cavra_finding_category(in_text.get(), 0), "contact");
  EXPECT_EQ(cavra_finding_line(in_text.get(), 0), 2u);
  EXPECT_EQ(std::string(cavra_finding_mask(in_text.get(), 0)).find("jane"), std::string::npos);
  EXPECT_NE(std::string(cavra_finding_fingerprint(in_text.get(), 0)), "");
  EXPECT_EQ(cavra_finding_waived(in_text.get(), 0), 0);
  const std::string json = "{\"summary\": \"for acme rockets\"}";
  const Owned<cavra_findings> in_json(cavra_scan_json(scanner.get(), json.data(), json.size(), nullptr));
  ASSERT_EQ(cavra_findings_count(in_json.get()), 1u);
  EXPECT_STREQ(cavra_finding_pointer(in_json.get(), 0), "/summary");
  cavra_error* error = nullptr;
  EXPECT_EQ(cavra_scan_json(scanner.get(), "{", 1, &error), nullptr);
  const Owned<cavra_error> owned(error);
  EXPECT_STREQ(cavra_error_code(error), "J103");
}

TEST(CInterface, SaysItsVersion) {
  EXPECT_EQ(cavra_interface_version(), static_cast<std::uint32_t>(CAVRA_INTERFACE_VERSION));
  EXPECT_NE(std::string(cavra_version()), "");
}

}  // namespace
