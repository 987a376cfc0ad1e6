// The parser beside a slow and plain one: they accept the same texts and read the same values.
#include <gtest/gtest.h>

#include <random>

#include "tests/json/cases.h"
#include "tests/json/oracle.h"

namespace cavra::json {
namespace {

void compare(Parser& parser, const std::string& text) { ASSERT_EQ(disagreement(parser, text), "") << shown(text); }

TEST(Oracle, AgreesOnTheTables) {
  Parser parser({});
  for (const std::string& text : accepted_texts()) compare(parser, text);
  for (const Refused& row : refused_texts()) compare(parser, row.text);
}

class Mutator {
 public:
  explicit Mutator(std::uint32_t seed) : random_(seed) {}

  std::string operator()(std::string text) {
    for (std::size_t changes = 1 + below(3); changes > 0; --changes) change(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  void change(std::string& text) {
    constexpr std::string_view pieces[] = {"{",    "}",         "[",       "]", ",",  ":",    "\"",   "\\",
                                           "\\u",  "\\ud83d",   "\\ude00", "0", "-",  ".",    "e",    "1e5",
                                           "null", "true",      "false",   " ", "\n", "\xC3", "\xA9", "\xED\xA0\x80",
                                           "\x1F", "{\"a\":1}", "[]"};
    const std::size_t at = text.empty() ? 0 : below(text.size());
    const std::size_t length = std::min(below(6), text.size() - at);
    switch (below(5)) {
      case 0:
        text.insert(at, pieces[below(std::size(pieces))]);
        return;
      case 1:
        text.erase(at, length);
        return;
      case 2:
        text.insert(text.empty() ? 0 : below(text.size()), text.substr(at, length * 8));
        return;
      case 3:
        if (!text.empty()) text[at] = static_cast<char>(1 + below(255));
        return;
      default:
        text.replace(at, length, pieces[below(std::size(pieces))]);
        return;
    }
  }

  std::mt19937 random_;
};

TEST(Oracle, AgreesOnAPacketWithChanges) {
  Parser parser({});
  const std::string packet(sample_packet());
  Mutator mutate(20'240'601);
  for (int i = 0; i < 20'000; ++i) {
    compare(parser, mutate(packet));
    if (HasFatalFailure()) return;
  }
}

TEST(Oracle, AgreesOnSmallTextsWithChanges) {
  Parser parser({});
  const std::vector<std::string> seeds = accepted_texts();
  Mutator mutate(7);
  for (std::size_t i = 0; i < 60'000; ++i) {
    const std::string& seed = seeds[i % seeds.size()];
    if (seed.size() > 1000) continue;
    compare(parser, mutate(seed));
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace cavra::json
