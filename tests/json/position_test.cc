#include "json/position.h"

#include <gtest/gtest.h>

#include "json/parser.h"
#include "tests/json/cases.h"

namespace cavra::json {
namespace {

std::string at(Positions& positions, std::uint64_t offset) {
  const Position position = positions.at(offset);
  return std::to_string(position.line) + ":" + std::to_string(position.column);
}

TEST(Positions, CountLinesFromOneAndColumnsInCodePoints) {
  const std::string_view text =
      "a\nb\xC3\xA9"
      "c\r\n\n\xF0\x9F\x98\x80"
      "d";
  const std::pair<std::size_t, std::string_view> table[] = {
      {0, "1:1"}, {1, "1:2"}, {2, "2:1"}, {3, "2:2"},  {5, "2:3"},  {6, "2:4"},
      {7, "2:5"}, {8, "3:1"}, {9, "4:1"}, {13, "4:2"}, {14, "4:3"},
  };
  Positions positions(text);
  for (const auto& [offset, wanted] : table) EXPECT_EQ(at(positions, offset), wanted) << offset;
}

TEST(Positions, AreTheSameInAnyOrder) {
  const std::string_view text = sample_packet();
  Positions ascending(text);
  std::vector<std::string> wanted;
  for (std::size_t offset = 0; offset <= text.size(); ++offset) wanted.push_back(at(ascending, offset));
  Positions any(text);
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const std::size_t offset = i * 7919 % (text.size() + 1);
    EXPECT_EQ(at(any, offset), wanted[offset]);
  }
}

TEST(Positions, BeginAtTheLineThatTheyAreTold) {
  Positions positions("x\ny", 40);
  EXPECT_EQ(at(positions, 0), "40:1");
  EXPECT_EQ(at(positions, 2), "41:1");
}

TEST(Positions, OfAnOffsetBeyondTheEndAreThoseOfTheEnd) {
  Positions positions("ab\n");
  EXPECT_EQ(at(positions, 99), "2:1");
  Positions none("");
  EXPECT_EQ(at(none, 5), "1:1");
}

class PointersTest : public testing::Test {
 protected:
  PointersTest()
      : names_({"", "known", "deep~er", "a/b", "list"}), slots_(make_slots(names_)), parser_({names_, slots_}) {}

  std::vector<std::string> pointers(std::string_view text) {
    const auto parsed = parser_.parse(text);
    EXPECT_TRUE(parsed);
    Pointers pointers(**parsed, {names_, slots_});
    std::vector<std::string> out((*parsed)->size());
    for (NodeId node = 0; node < out.size(); ++node) pointers.append(out[node], node);
    return out;
  }

  std::vector<std::string_view> names_;
  std::vector<NameId> slots_;
  Parser parser_;
};

TEST_F(PointersTest, NameKnownKeysAndCountTheOthers) {
  EXPECT_EQ(
      pointers(R"({"x":1,"known":{"y":2,"known":3,"z":{"known":4}},"list":[5,[6,7],{"q":8}]})"),
      (std::vector<std::string>{"", "/{0}", "/known", "/known/{0}", "/known/known", "/known/{2}", "/known/{2}/known",
                                "/list", "/list/0", "/list/1", "/list/1/0", "/list/1/1", "/list/2", "/list/2/{0}"}));
}

TEST_F(PointersTest, EscapeTildesAndSlashes) {
  EXPECT_EQ(pointers(R"({"deep~er":{"a/b":1},"a\/b":2})"),
            (std::vector<std::string>{"", "/deep~0er", "/deep~0er/a~1b", "/a~1b"}));
}

TEST_F(PointersTest, NeverShowAnUnknownKeyThatLooksLikeAnIndexOrAPointer) {
  EXPECT_EQ(pointers(R"({"0":1,"{7}":2,"~0":3,"KNOWN":4,"":5})"),
            (std::vector<std::string>{"", "/{0}", "/{1}", "/{2}", "/{3}", "/{4}"}));
}

TEST_F(PointersTest, KnowAKeyThatIsWrittenWithEscapes) { EXPECT_EQ(pointers(R"({"\u006bnown":1})")[1], "/known"); }

TEST_F(PointersTest, AreTheSameInAnyOrder) {
  const std::string_view text = R"({"list":[{"a":1},{"known":[1,2,3]},[],{"b":{"c":[[0],1]}}],"x":{"known":1,"y":2}})";
  const std::vector<std::string> wanted = pointers(text);
  const auto parsed = parser_.parse(text);
  ASSERT_TRUE(parsed);
  Pointers any(**parsed, {names_, slots_});
  for (std::size_t i = 0; i < 10 * wanted.size(); ++i) {
    const auto node = static_cast<NodeId>(i * 17 % wanted.size());
    std::string pointer;
    any.append(pointer, node);
    EXPECT_EQ(pointer, wanted[node]);
  }
}

TEST_F(PointersTest, ReachTheDeepestLevel) {
  std::string text = "{\"known\":", wanted = "/known";
  for (int i = 0; i < 63; ++i) text += "[0,", wanted += "/1";
  text += "1" + std::string(63, ']') + "}";
  EXPECT_EQ(pointers(text).back(), wanted);
}

TEST(PointerToken, EscapesWhatRfc6901Does) {
  std::string out = "/";
  append_pointer_token(out, "~a/b~1");
  EXPECT_EQ(out, "/~0a~1b~01");
}

}  // namespace
}  // namespace cavra::json
