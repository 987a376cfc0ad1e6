#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "cavra/judge.h"
#include "tests/verdict/packets.h"

namespace cavra {
namespace {

std::string result_of(Judge& judge, const std::string& bytes) {
  const auto verdict = judge.judge(bytes, {true});
  if (!verdict) return to_text(verdict.error());
  std::string out;
  verdict->append_result(out, Verdict::Form::pretty);
  for (std::size_t i = 0; i < verdict->finding_count(); ++i)
    out += verdict->finding(i).message + verdict->finding(i).pointer;
  return out;
}

std::vector<std::string> packets() {
  std::vector<std::string> out = {"{", "[]", "{}"};
  for (const Example& example : live_examples()) out.push_back(example.bytes);
  for (const Example& example : sample_examples()) out.push_back(example.bytes);
  return out;
}

void judge_everywhere(const Catalogue& catalogue) {
  const std::vector<std::string> all = packets();
  std::vector<std::string> wanted;
  Judge alone(catalogue);
  for (const std::string& bytes : all) wanted.push_back(result_of(alone, bytes));
  std::atomic<std::size_t> judged = 0;
  std::atomic<std::size_t> different = 0;
  {
    std::vector<std::jthread> threads;
    for (std::size_t thread = 0; thread < 4; ++thread)
      threads.emplace_back([&, thread] {
        Judge judge(catalogue);
        for (std::size_t i = 0; i < 40 * all.size(); ++i) {
          const std::size_t which = (i * (thread + 1) + thread) % all.size();
          different += result_of(judge, all[which]) == wanted[which] ? 0U : 1U;
          ++judged;
        }
      });
  }
  EXPECT_EQ(judged, 160 * all.size());
  EXPECT_EQ(different, 0U);
}

TEST(Threads, WithOneCatalogueSayTheSame) { judge_everywhere(Catalogue::builtin()); }

TEST(Threads, WithACatalogueReadFromDefinitionsSayTheSame) {
  const auto catalogue = Catalogue::with({});
  ASSERT_TRUE(catalogue);
  judge_everywhere(*catalogue);
}

TEST(Judge, GivesOneVerdictAfterAnother) {
  Judge judge(Catalogue::builtin());
  const std::vector<std::string> all = packets();
  std::vector<std::string> wanted;
  for (const std::string& bytes : all) {
    Judge fresh(Catalogue::builtin());
    wanted.push_back(result_of(fresh, bytes));
  }
  for (std::size_t i = 0; i < 200; ++i) {
    const std::size_t which = i * 7 % all.size();
    EXPECT_EQ(result_of(judge, all[which]), wanted[which]);
  }
  Judge moved = std::move(judge);
  EXPECT_EQ(result_of(moved, all[5]), wanted[5]);
}

TEST(Judge, SaysWhatIsNoPacketWithItsPlace) {
  struct Row {
    std::string_view bytes;
    cavra::Run run;
    std::string_view wanted;
  };
  const Row table[] = {
      {"{\n \"a\": 01}", {}, "J103 2:7: a number begins with a needless 0; write JSON as RFC 8259 has it"},
      {"{\"\xC3\xA9\": \xFF}", {}, "J101 1:7: the bytes are not UTF-8; save it as UTF-8"},
      {"{\"a\":1,\n\"a\":2}", {.first_line = 30}, "J105 31:1: a key stands twice in one object; keep one of the two"},
      {"[]", {}, "J108 1:1: the value is not an object; a packet is one JSON object"},
      {"{}",
       {},
       "J109 1:1: the object has no schema_version; name the gate with --gate, or see `cavra-seal gates` for the "
       "schemas"},
      {"{\"schema_version\":\"x\"}",
       {},
       "J109 1:19: no gate knows this schema_version; name the gate with --gate, or see `cavra-seal gates` for the "
       "schemas"},
      {"{\"schema_version\":\"cavra.customer-evidence-room.result.v1\"}",
       {},
       "J110 1:19: this is a result, not a packet; judge the packet that it was made from"},
      {"{}", {.gate = "R7.99"}, "U301 there is no such gate; `cavra-seal gates` lists them"},
  };
  Judge judge(Catalogue::builtin());
  for (const Row& row : table) {
    const auto verdict = judge.judge(row.bytes, row.run);
    ASSERT_FALSE(verdict) << row.bytes;
    EXPECT_EQ(std::string(id(verdict.error().code)) + " " + to_text(verdict.error()), row.wanted);
  }
}

TEST(Judge, TakesTheGateByIdOrSlugWhateverTheSchemaSays) {
  Judge judge(Catalogue::builtin());
  for (const std::string_view gate : {"R7.10", "customer-lifecycle-final-seal"}) {
    const auto verdict = judge.judge("{\"schema_version\":\"x\"}", {.gate = gate});
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->gate().id, "R7.10");
    EXPECT_EQ(verdict->check(0).status, Status::blocker);
  }
}

}  // namespace
}  // namespace cavra
