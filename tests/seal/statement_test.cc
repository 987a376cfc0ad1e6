#include "seal/statement.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "json/canonical.h"
#include "seal/record.h"
#include "tests/seal/seals.h"

namespace cavra::seal {
namespace {

using Json = nlohmann::ordered_json;

Json good() { return Json::parse(good_seal().payload); }

TEST(Statement, ReadsBackWhatItWrote) {
  Statement statement = statement_of(live_files());
  statement.waivers.push_back({"phone-international", "R7.10", "/completion_statement",
                               "hmac-sha256:" + std::string(64, 'a'), "the public \"hotline\", \xC3\xBC",
                               "evidence://owner/privacy", at("2026-12-31")});
  const std::string bytes = write_statement(statement);
  const auto read = parse_statement(bytes, "");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(write_statement(*read), bytes);
  EXPECT_EQ(read->waivers[0].reason, statement.waivers[0].reason);
  EXPECT_EQ(json::canonical_form(bytes), bytes);
  EXPECT_EQ(json::canonical_form(good_seal().payload), good_seal().payload);
}

TEST(Statement, HasTheTenPacketsInTheOrderOfTheGates) {
  const Json json = good();
  EXPECT_EQ(json["_type"], "https://in-toto.io/Statement/v1");
  EXPECT_EQ(json["predicateType"], "urn:cavra:final-release-seal:v1");
  ASSERT_EQ(json["subject"].size(), 10U);
  EXPECT_EQ(json["subject"][0]["name"], "customer-live-evidence.json");
  EXPECT_EQ(json["subject"][9]["name"], "customer-lifecycle-final-seal.json");
  EXPECT_EQ(json["predicate"]["chain"][6]["upstream"].size(), 6U);
  EXPECT_EQ(json["predicate"]["chain"][9]["upstream"][0]["canonical_sha256"],
            json["predicate"]["chain"][8]["canonical_sha256"]);
}

struct Refusal {
  const char* pointer;
  const char* value;  // JSON; null: the member is taken away
  const char* error;  // after "the statement is no seal's: "
};

TEST(Statement, RefusesWhatASealDoesNotSay) {
  const Refusal cases[] = {
      {"/_type", "\"https://in-toto.io/Statement/v0.1\"", "/_type is not https://in-toto.io/Statement/v1"},
      {"/predicateType", "\"urn:cavra:final-release-seal:v2\"",
       "/predicateType is not urn:cavra:final-release-seal:v1"},
      {"/extra", "1", "the object has a member that it must not have: {4}"},
      {"/subject", nullptr, "the object lacks subject"},
      {"/subject/10", "{}", "/subject has not the ten packets"},
      {"/subject/3/name", "\"customer-operating-review\"", "/subject/3/name is not customer-operating-review.json"},
      {"/subject/3/digest/sha256", "\"AB\"",
       "/subject/3/digest/sha256 is not a SHA-256 in 64 small hexadecimal digits"},
      {"/subject/3/digest/sha512", "\"ab\"", "/subject/3/digest has a member that it must not have: {1}"},
      {"/predicate/product", "\"\"", "/predicate/product is empty"},
      {"/predicate/product", "\"a\\u001bb\"", "/predicate/product has a control character"},
      {"/predicate/product", "7", "/predicate/product is no string"},
      {"/predicate/evidence_mode", "\"dead\"", "/predicate/evidence_mode is no word that it may be"},
      {"/predicate/claimed_time", "\"2026-11-23\"", "/predicate/claimed_time is no time such as 2026-11-23T12:00:00Z"},
      {"/predicate/roles/0", "\"owner\"", "/predicate/roles/0 is none of the six roles"},
      {"/predicate/roles/0", "\"archive\"", "/predicate/roles/5 is there twice"},
      {"/predicate/chain/2/result/status", "\"blocked\"",
       "/predicate/chain/2/result is not that of a packet that may be sealed"},
      {"/predicate/chain/2/result/blocker_count", "1",
       "/predicate/chain/2/result is not that of a packet that may be sealed"},
      {"/predicate/chain/2/result/warning_count", "4294967296",
       "/predicate/chain/2/result/warning_count is no number from 0 to 4294967295"},
      {"/predicate/chain/2/result/warning_count", "1.0",
       "/predicate/chain/2/result/warning_count is no number from 0 to 4294967295"},
      {"/predicate/chain/2/upstream", "[]",
       "/predicate/chain/2/upstream does not name the packets that this one is built from"},
      {"/predicate/chain/6/upstream/5/gate", "\"R7.5\"", "/predicate/chain/6/upstream/5/gate is not R7.6"},
      {"/predicate/chain/1/canonical_sha256", "\"0000000000000000000000000000000000000000000000000000000000000000\"",
       "/predicate/chain/2/upstream/0/canonical_sha256 is not the digest of that gate's packet"},
      {"/predicate/policy/rules", "[]", "/predicate/policy/rules is empty"},
      {"/predicate/policy/gates/9/gate", "\"R7.9\"", "/predicate/policy/gates/9/gate is not R7.10"},
      {"/predicate/policy/waivers/0", "{\"rule\": \"x\"}", "/predicate/policy/waivers/0 lacks gate"},
      {"/predicate/tool/version", nullptr, "/predicate/tool lacks version"},
  };
  for (const Refusal& one : cases) {
    SCOPED_TRACE(one.error);
    Json json = good();
    const Json::json_pointer pointer(one.pointer);
    if (one.value != nullptr)
      json[pointer] = Json::parse(one.value);
    else
      json[pointer.parent_pointer()].erase(pointer.back());
    const auto read = parse_statement(json.dump(), "lifecycle.seal");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Code::bad_statement);
    EXPECT_EQ(to_text(read.error()), "lifecycle.seal: the statement is no seal's: " + std::string(one.error) +
                                         "; docs/seal.md has its form; seal the chain again");
  }
}

TEST(Statement, SamplesMayHaveWarningsAndLivePacketsMayNot) {
  const Statement sample = statement_of(sample_files(), true);
  EXPECT_EQ(sample.evidence_mode, "sample");
  EXPECT_EQ(sample.packets[0].status, "ready_with_warnings");
  Json json = Json::parse(write_statement(sample));
  ASSERT_TRUE(parse_statement(json.dump(), ""));
  json["predicate"]["evidence_mode"] = "live";
  EXPECT_EQ(parse_statement(json.dump(), "").error().what,
            "the statement is no seal's: /predicate/chain/0/result/status is not ready, though the evidence is live");
}

TEST(Statement, IsNotMadeOfSamplesUnlessTheyAreAllowed) {
  const auto files = sample_files();
  const chain::Bundle bundle = chain::read_files(files, Catalogue::builtin());
  const SealingOptions options{Profile::strict, false, at(sealed_at)};
  chain::ChainJudge judge(Catalogue::builtin(), Policy::builtin());
  const auto verdict = judge.judge(bundle, judging(options));
  ASSERT_TRUE(verdict);
  const auto statement = make_statement(bundle, judge, *verdict, Catalogue::builtin(), Policy::builtin(), options);
  ASSERT_FALSE(statement);
  EXPECT_EQ(statement.error().code, Code::chain_not_ready);
}

TEST(Record, IsOneSequenceOfBytes) {
  const SealRecord record = make_record("payload", "live", std::vector<std::string>{"b", "a", "b"});
  const std::string bytes = write_record(record);
  // printf payload | sha256sum; printf a | sha256sum; printf b | sha256sum
  EXPECT_EQ(
      bytes,
      R"({"evidence_mode":"live","schema_version":"cavra.seal-record.v1","signatures":[)"
      R"("3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d","ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"],)"
      R"("statement_sha256":"239f59ed55e737c77147cf55ad0c1b030b6d7ee748a7426952f9b852d5a935e5"})");
  const auto read = parse_record(bytes, "");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(*read, record);
  EXPECT_TRUE(read->lists(crypto::sha256("a")));
  EXPECT_FALSE(read->lists(crypto::sha256("c")));
}

TEST(Record, RefusesAnyOtherWriting) {
  const std::string good = write_record(make_record("payload", "live", std::vector<std::string>{"a", "b"}));
  for (std::size_t i = 0; i != good.size(); ++i) {
    std::string changed = good;
    changed.insert(i, " ");
    EXPECT_FALSE(parse_record(changed, "")) << i;
  }
  std::string unsorted = good;
  unsorted.replace(unsorted.find("3e23"), 64, std::string(64, 'f'));
  EXPECT_FALSE(parse_record(unsorted, ""));
  EXPECT_FALSE(parse_record(good + "\n", ""));
}

}  // namespace
}  // namespace cavra::seal
