#include "json/document.h"

#include <gtest/gtest.h>

#include "json/parser.h"

namespace cavra::json {
namespace {

/// The document of {"a":VALUE}, whose node 1 is the value.
class Value {
 public:
  explicit Value(std::string_view value) : text_("{\"a\":" + std::string(value) + "}"), parser_({}) {
    const auto parsed = parser_.parse(text_);
    if (parsed) document_ = *parsed;
  }
  const Document& operator*() const { return *document_; }
  explicit operator bool() const { return document_ != nullptr; }

 private:
  std::string text_;
  Parser parser_;
  const Document* document_ = nullptr;
};

TEST(Document, GivesTextsWithTheirEscapesResolved) {
  using namespace std::string_view_literals;
  const std::pair<std::string_view, std::string_view> table[] = {
      {R"("")", ""},
      {R"("plain")", "plain"},
      {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
      {R"("\u0041\u00e9\u20AC")", "A\xC3\xA9\xE2\x82\xAC"},
      {R"("\ud83d\ude00")", "\xF0\x9F\x98\x80"},
      {R"("\uD800\uDC00")", "\xF0\x90\x80\x80"},
      {R"("\udbff\udfff")", "\xF4\x8F\xBF\xBF"},
      {R"("\u0000")", "\0"sv},
      {R"("a\u0000b")", "a\0b"sv},
      {R"("\\u0041")", "\\u0041"},
      {R"("\\\\n")", "\\\\n"},
      {R"("x\ty")", "x\ty"},
      {"\"\xC3\xA9\\n\"", "\xC3\xA9\n"},
  };
  for (const auto& [written, meant] : table) {
    const Value value(written);
    ASSERT_TRUE(value) << written;
    EXPECT_EQ((*value).text(1), meant) << written;
    EXPECT_EQ((*value).raw(1), written);
    const Value key("{" + std::string(written) + ":0}");
    ASSERT_TRUE(key) << written;
    EXPECT_EQ((*key).key(2), meant) << written;
  }
}

TEST(Document, KnowsWhereEveryKeyAndValueStands) {
  Parser parser({});
  const std::string_view text = R"({ "a" : [ 1, "x\n" ], "\u0062":{"c":null}})";
  const auto parsed = parser.parse(text);
  ASSERT_TRUE(parsed);
  const Document& document = **parsed;
  ASSERT_EQ(document.size(), 6U);
  EXPECT_EQ(document.raw(0), text);
  EXPECT_EQ(document.raw(1), R"([ 1, "x\n" ])");
  EXPECT_EQ(document.raw(2), "1");
  EXPECT_EQ(document.raw(3), R"("x\n")");
  EXPECT_EQ(document.raw(4), R"({"c":null})");
  EXPECT_EQ(document.raw(5), "null");
  EXPECT_EQ(document[1].key_begin, text.find("\"a\""));
  EXPECT_EQ(document[4].key_begin, text.find("\"\\u0062\""));
  EXPECT_EQ(document[5].key_begin, text.find("\"c\""));
  EXPECT_EQ(document.key(4), "b");
  EXPECT_FALSE(document[2].is_member);
  EXPECT_TRUE(document[5].is_member);
}

TEST(Document, LinksParentsChildrenAndSiblings) {
  Parser parser({});
  const auto parsed = parser.parse(R"({"a":[[],{"b":1}],"c":{},"d":"e"})");
  ASSERT_TRUE(parsed);
  const Document& document = **parsed;
  ASSERT_EQ(document.size(), 7U);
  const std::vector<NodeId> parents = {no_node, 0, 1, 1, 3, 0, 0};
  const std::vector<NodeId> after = {7, 5, 3, 5, 5, 6, 7};
  for (NodeId node = 0; node < document.size(); ++node) {
    EXPECT_EQ(document[node].parent, parents[node]) << node;
    EXPECT_EQ(document.after(node), after[node]) << node;
  }
}

TEST(Document, FindsMembersOfAnObjectAndNotThoseBelowIt) {
  const std::vector<std::string_view> names = {"", "a", "b"};
  const std::vector<NameId> slots = make_slots(names);
  Parser parser({names, slots});
  const auto parsed = parser.parse(R"({"x":{"b":1},"a":{"a":[{"b":2}]},"z":0})");
  ASSERT_TRUE(parsed);
  const Document& document = **parsed;
  EXPECT_EQ(document.find(0, 1), 3U);
  EXPECT_EQ(document.find(0, 2), no_node);
  EXPECT_EQ(document.find(1, 2), 2U);
  EXPECT_EQ(document.find(3, 1), 4U);
  EXPECT_EQ(document.find(4, 1), no_node);  // an array
}

TEST(Document, SaysWhatIsEmpty) {
  for (const char* empty :
       {"null", "false", "0", "-0", "0.0", "-0.00", "0e5", "0.0E-7", "\"\"", "[]", "{}", "[ ]", "{\n}"}) {
    const Value value(empty);
    ASSERT_TRUE(value) << empty;
    EXPECT_TRUE(is_empty(*value, 1)) << empty;
  }
  for (const char* full : {"true", "1", "-1", "0.1", "1e-400", "10", "0.001e-999", "\" \"", "\"0\"", "\"\\u0000\"",
                           "[0]", "[null]", "{\"b\":null}"}) {
    const Value value(full);
    ASSERT_TRUE(value) << full;
    EXPECT_FALSE(is_empty(*value, 1)) << full;
  }
  EXPECT_TRUE(is_empty(*Value("1"), no_node));
}

TEST(Document, SaysWhatIsAnIntegerAndWhatIsZero) {
  struct Row {
    std::string_view value;
    bool integer;
    bool zero;
  };
  const Row table[] = {
      {"0", true, true},
      {"-0", true, true},
      {"1", true, false},
      {"-7", true, false},
      {"0.0", false, true},
      {"1.0", false, false},
      {"0e1", false, true},
      {"1e2", false, false},
      {"1E2", false, false},
      {"100", true, false},
      {"123456789012345678901234567890", true, false},
      {"\"0\"", false, false},
      {"true", false, false},
      {"null", false, false},
      {"[]", false, false},
  };
  for (const Row& row : table) {
    const Value value(row.value);
    ASSERT_TRUE(value) << row.value;
    EXPECT_EQ(is_integer(*value, 1), row.integer) << row.value;
    EXPECT_EQ(is_zero(*value, 1), row.zero) << row.value;
  }
}

}  // namespace
}  // namespace cavra::json
