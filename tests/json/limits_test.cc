// The exact limits of the intake.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <set>

#include "json/parser.h"

namespace cavra::json {
namespace {

/// An object within `levels` - 1 others, or arrays when `open` is "[".
std::string nested(std::string_view open, std::string_view close, std::size_t levels) {
  std::string text = "{\"a\":";
  for (std::size_t i = 1; i < levels; ++i) text += open;
  text += "1";
  for (std::size_t i = 1; i < levels; ++i) text += close;
  return text + "}";
}

std::string numbered_keys(std::size_t count, std::size_t repeated, std::size_t repeated_as) {
  std::string text = "{";
  for (std::size_t i = 0; i < count; ++i)
    text += std::string(i > 0 ? "," : "") + "\"k" + std::to_string(i == repeated ? repeated_as : i) + "\":0";
  return text + "}";
}

TEST(Depth, SixtyFourLevelsAreReadAndSixtyFiveAreNot) {
  Parser parser({});
  EXPECT_TRUE(parser.parse(nested("[", "]", 64)));
  EXPECT_TRUE(parser.parse(nested("{\"a\":", "}", 64)));
  EXPECT_TRUE(parser.parse(nested("[{\"a\":", "}]", 32)));  // 1 + 2 * 31
  for (const auto& [open, close] : {std::pair("[", "]"), std::pair("{\"a\":", "}")}) {
    const auto parsed = parser.parse(nested(open, close, 65));
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, Code::too_deep);
    EXPECT_EQ(parsed.error().offset, 5 + 63 * std::string_view(open).size());
    EXPECT_EQ(parsed.error().what, "arrays and objects are nested too deep");
  }
}

TEST(Depth, EmptyContainersCountAsALevel) {
  Parser parser({});
  const std::string inner(63, '[');
  const std::string closed(63, ']');
  EXPECT_TRUE(parser.parse("{\"a\":" + inner + closed + "}"));
  EXPECT_FALSE(parser.parse("{\"a\":" + inner + "[]" + closed + "}"));
  EXPECT_FALSE(parser.parse("{\"a\":" + inner + "{}" + closed + "}"));
}

TEST(Depth, LevelsSideBySideAreNotAddedUp) {
  Parser parser({});
  std::string text = "{\"a\":[";
  for (int i = 0; i < 1000; ++i) text += "[[]],{},";
  EXPECT_TRUE(parser.parse(text + "[]]}"));
}

TEST(Depth, MillionsOfBracketsEndAtTheSixtyFifth) {
  Parser parser({});
  std::string brackets;
  brackets.resize(10'000'000, '[');
  const auto parsed = parser.parse(brackets);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, Code::too_deep);
  EXPECT_EQ(parsed.error().offset, 64U);
}

TEST(Size, ATextOfTheLimitIsReadAndOneByteMoreIsNot) {
  Parser parser({}, {}, {.bytes = 20});
  const std::string text = R"({"a":"0123456789"} )" + std::string(1, ' ');
  ASSERT_EQ(text.size(), 20U);
  EXPECT_TRUE(parser.parse(text));
  const auto parsed = parser.parse(text + " ");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, Code::too_large);
  EXPECT_EQ(parsed.error().offset, 0U);
  EXPECT_EQ(parsed.error().what, "the packet is too large");
}

TEST(Size, TheUsualLimitIsSixteenMebibytes) {
  Parser parser({});
  std::string text = "{\"a\":\"";
  text.append((std::size_t{16} << 20) - text.size() - 2, 'x');
  text += "\"}";
  ASSERT_EQ(text.size(), std::size_t{16} << 20);
  EXPECT_TRUE(parser.parse(text));
  text.push_back('\n');
  ASSERT_FALSE(parser.parse(text));
}

TEST(Size, TooLargeIsSaidBeforeAnythingElse) {
  Parser parser({}, {}, {.bytes = 3});
  const auto parsed = parser.parse("\xEF\xBB\xBF[");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, Code::too_large);
}

TEST(DuplicateKeys, AreFoundInObjectsOfAnySizeAtTheEarliestRepetition) {
  // Small objects are compared each with each, large ones are sorted: the border is somewhere between.
  Parser parser({});
  for (std::size_t count = 2; count < 60; ++count) {
    EXPECT_TRUE(parser.parse(numbered_keys(count, count, 0))) << count;
    for (std::size_t repeated = 1; repeated < count; repeated += 7) {
      const std::string text = numbered_keys(count, repeated, repeated / 2);
      const auto parsed = parser.parse(text);
      ASSERT_FALSE(parsed) << text;
      EXPECT_EQ(parsed.error().code, Code::duplicate_key);
      const std::string key = "\"k" + std::to_string(repeated / 2) + "\"";
      EXPECT_EQ(parsed.error().offset, text.find(key, text.find(key) + 1)) << text;
    }
  }
}

TEST(DuplicateKeys, OfSeveralInALargeObjectTheEarliestRepetitionIsNamed) {
  Parser parser({});
  for (const std::size_t count : {std::size_t{10}, std::size_t{100}}) {
    std::string text = "{";
    for (std::size_t i = 0; i < count; ++i) text += "\"k" + std::to_string(i) + "\":0,";
    const std::size_t first = text.size();
    text += R"("k7":0,"\u006b3":0,"k7":0,"k1":0})";
    const auto parsed = parser.parse(text);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().offset, first);
  }
}

/// Two keys of which nothing but their text tells that they differ: no bit of what a large object is sorted by.
std::pair<std::string, std::string> keys_of_one_hash() {
  std::map<std::uint32_t, std::string> seen;
  for (int i = 0;; ++i) {
    std::string key = "k" + std::to_string(i);
    const std::uint64_t hash = hash_of(key);
    const auto [at, fresh] = seen.try_emplace(static_cast<std::uint32_t>(hash ^ hash >> 32) | 0x10000, key);
    if (!fresh) return {at->second, std::move(key)};
  }
}

TEST(DuplicateKeys, AreFoundAmongKeysOfOneHash) {
  Parser parser({});
  const auto [a, b] = keys_of_one_hash();
  for (const std::size_t count : {std::size_t{0}, std::size_t{100}}) {
    const auto text = [&](const std::vector<std::string>& keys) {
      std::string out = "{";
      for (const std::string& key : keys) out += "\"" + key + "\":0,";
      for (std::size_t i = 0; i < count; ++i) out += "\"x" + std::to_string(i) + "\":0,";
      return out + "\"last\":0}";
    };
    EXPECT_TRUE(parser.parse(text({a, b})));
    EXPECT_TRUE(parser.parse(text({b, a})));
    for (const std::vector<std::string>& keys :
         {std::vector{a, b, a}, {b, a, b}, {a, a, b}, {b, a, a}, {a, b, b, a}, {b, a, a, b}}) {
      const std::string doubled = text(keys);
      const auto parsed = parser.parse(doubled);
      ASSERT_FALSE(parsed) << doubled;
      std::set<std::string> before;
      std::size_t offset = 1;
      for (auto key = keys.begin(); before.insert(*key).second; ++key) offset += key->size() + 5;
      EXPECT_EQ(parsed.error().offset, offset) << doubled;
    }
  }
}

/// The least of this thread's own seconds that five looks at so many keys took, the last of which stands twice.
double seconds_of_a_look(std::size_t count) {
  Parser parser({});
  const std::string text = numbered_keys(count, count - 1, 1);
  const auto now = [] {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  double least = 1e9;
  for (int i = 0; i < 5; ++i) {
    const double begin = now();
    const auto parsed = parser.parse(text);
    least = std::min(least, now() - begin);
    EXPECT_TRUE(!parsed && parsed.error().code == Code::duplicate_key);
  }
  return least;
}

TEST(DuplicateKeys, TenThousandsOfKeysTakeNoSquareOfTime) {
  EXPECT_LT(seconds_of_a_look(40'000), 10 * seconds_of_a_look(10'000));  // a square of it is 16 times
}

}  // namespace
}  // namespace cavra::json
