#include "report/record.h"

#include <gtest/gtest.h>

#include "report/formats.h"

namespace cavra::report {
namespace {

Subject subject(std::string source, State state, std::vector<Rank> faults) {
  Subject of;
  of.source = of.file = std::move(source);
  of.gate = "R7.10";
  of.title = "Final release seal";
  of.state = state;
  for (const Rank rank : faults) {
    Fault fault;
    fault.rank = rank;
    fault.code = Code::lacks;
    fault.source = fault.file = of.source;
    fault.message = "it lacks something";
    fault.region = {1, 1, 1, 2};
    of.faults.push_back(std::move(fault));
  }
  return of;
}

std::uint64_t found(const Record& record, Rank rank) { return record.found[static_cast<std::size_t>(rank)]; }

TEST(Record, TellsTheWorstFirstAndElseKeepsTheOrder) {
  Record record(Catalogue::builtin());
  record.add(subject("a", State::warned, {Rank::warn, Rank::waived}));
  record.add(subject("b", State::blocked, {Rank::warn, Rank::blocker}));
  record.add(subject("c", State::blocked, {Rank::blocker}));
  record.add(subject("d", State::failed, {Rank::failed}));
  std::string order;
  for (const Fault* fault : record.worst_first())
    order += fault->source + std::string(to_text(fault->rank)).substr(0, 1) + " ";
  EXPECT_EQ(order, "de bb cb aw bw aw ");
  EXPECT_EQ(record.state(), State::failed);
  EXPECT_EQ(record.gates.back().state(), State::failed);
  EXPECT_EQ(record.gates.front().state(), State::not_judged);
}

TEST(Record, JoinsToWhatOneWouldHave) {
  Record all(Catalogue::builtin());
  Record first(Catalogue::builtin());
  Record second(Catalogue::builtin());
  for (int i = 0; i < 7; ++i) {
    const Subject one = subject(std::to_string(i), i % 2 == 0 ? State::ready : State::blocked,
                                i % 2 == 0 ? std::vector<Rank>{} : std::vector<Rank>{Rank::blocker});
    all.add(one);
    (i < 3 ? first : second).add(one);
  }
  first.join(std::move(second));
  for (const Format format : {Format::sarif, Format::markdown, Format::html, Format::github}) {
    std::string a;
    std::string b;
    append_whole(a, format, all, {});
    append_whole(b, format, first, {});
    EXPECT_EQ(a, b);
  }
}

TEST(Record, CountsWhatItDoesNotKeep) {
  Record record(Catalogue::builtin());
  const Subject many = subject("many", State::blocked, std::vector<Rank>(10'000, Rank::blocker));
  for (int i = 0; i < 3; ++i) record.add(many);
  record.add(subject("one", State::failed, {Rank::failed}));
  EXPECT_EQ(found(record, Rank::blocker), 30'000U);
  EXPECT_EQ(record.worst_first().size(), Record::most + 1);
  EXPECT_EQ(record.packets[static_cast<std::size_t>(State::blocked)], 3U);
  Record later(Catalogue::builtin());
  for (int i = 0; i < 3; ++i) later.add(many);
  record.join(std::move(later));
  EXPECT_EQ(found(record, Rank::blocker), 60'000U);
  EXPECT_EQ(record.gates.back().packets[static_cast<std::size_t>(State::blocked)], 6U);
  std::string out;
  append_sarif(out, record, {});
  std::size_t results = 0;
  for (std::size_t at = 0; (at = out.find("\"ruleIndex\"", at)) != std::string::npos; ++at) ++results;
  EXPECT_EQ(results, 25'000U);
  EXPECT_NE(out.find("This file has the first 25000 of 60001 findings, the worst first"), std::string::npos);
}

TEST(Headline, TellsTheWorstThatWasJudgedFirst) {
  Record record(Catalogue::builtin());
  EXPECT_EQ(headline(record), "Nothing was judged.");
  record.add(subject("a", State::ready, {}));
  EXPECT_EQ(headline(record), "The packet is ready.");
  record.add(subject("b", State::ready, {}));
  EXPECT_EQ(headline(record), "All 2 packets are ready.");
  record.add(subject("c", State::failed, {Rank::failed}));
  record.add(subject("d", State::blocked, {Rank::blocker}));
  record.add(subject("e", State::blocked, {Rank::blocker}));
  EXPECT_EQ(headline(record), "2 of 5 packets are blocked, 1 could not be judged.");
}

}  // namespace
}  // namespace cavra::report
