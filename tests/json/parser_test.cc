#include "json/parser.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/json/cases.h"

namespace cavra::json {
namespace {

std::string outcome(const std::expected<const Document*, ParseError>& parsed) {
  if (parsed) return "accepted";
  return std::string(id(parsed.error().code)) + " at " + std::to_string(parsed.error().offset) + ": " +
         std::string(parsed.error().what);
}

TEST(Parser, RefusesEachTextWithItsCodeOffsetAndWords) {
  Parser parser({});
  for (const Refused& row : refused_texts()) {
    const std::string wanted =
        std::string(id(row.code)) + " at " + std::to_string(row.offset) + ": " + std::string(row.what);
    EXPECT_EQ(outcome(parser.parse(row.text)), wanted) << shown(row.text);
  }
}

TEST(Parser, AcceptsEachTextThatIsAnObject) {
  Parser parser({});
  for (const std::string& text : accepted_texts()) EXPECT_EQ(outcome(parser.parse(text)), "accepted") << shown(text);
}

TEST(Parser, TheTablesHoldMoreThan150TextsOfEachKind) {
  EXPECT_GT(refused_texts().size(), 150U);
  EXPECT_GT(accepted_texts().size(), 150U);
}

TEST(Parser, ATextCutShortIsRefusedAtItsEnd) {
  Parser parser({});
  const std::string_view whole = sample_packet();
  ASSERT_EQ(outcome(parser.parse(whole)), "accepted");
  const std::size_t last_brace = whole.rfind('}');
  for (std::size_t size = 1; size <= last_brace; ++size) {
    const std::string text(whole.substr(0, size));  // of its own, so that a sanitizer sees a read beyond the end
    const auto parsed = parser.parse(text);
    ASSERT_FALSE(parsed) << size;
    ASSERT_EQ(outcome(parser.parse(whole.substr(0, size))), outcome(parsed)) << "before what would make it whole";
    if (parsed.error().code == Code::not_json) {
      EXPECT_EQ(parsed.error().offset, size);
      EXPECT_EQ(std::string(parsed.error().what), "the text ends before the value does");
    } else if (parsed.error().code == Code::not_utf8) {  // within a character
      EXPECT_LT(size - parsed.error().offset, 4U);
      EXPECT_GE(static_cast<unsigned char>(text[parsed.error().offset]), 0xC2U);
    } else {  // between the halves of the surrogate pair
      EXPECT_EQ(parsed.error().code, Code::lone_surrogate);
      EXPECT_EQ(text.substr(parsed.error().offset, 6), "\\ud83d");
    }
  }
}

TEST(Parser, ReadsNothingBeyondTheEnd) {
  // Each text ends within what would make it longer, or whole.
  Parser parser({});
  const std::string_view longer = "{\"a\":12345}  trueulu00e9\xC3\xA9\"}";
  for (std::size_t size = 0; size <= 10; ++size) EXPECT_FALSE(parser.parse(longer.substr(0, size))) << size;
  EXPECT_EQ(outcome(parser.parse(longer.substr(0, 11))), "accepted");
}

TEST(Parser, SaysWhetherEveryByteIsAscii) {
  Parser parser({});
  for (const auto& [text, ascii] : {std::pair(R"({"a":"\u00e9"})", true),
                                    {"{\"a\":\"\xC3\xA9\"}", false},
                                    {R"({"a":1})", true},
                                    {"{\"a\xC3\xA9\":1}", false}}) {
    const auto parsed = parser.parse(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ((*parsed)->is_ascii(), ascii) << text;
  }
}

TEST(Parser, KeepsNothingOfTheTextBefore) {
  Parser parser({});
  ASSERT_FALSE(parser.parse(R"({"a":[{"b":1,"c":[[{"d":"\u0041)"));
  const auto parsed = parser.parse(R"({"b":"\u0042"})");
  ASSERT_TRUE(parsed);
  EXPECT_EQ((*parsed)->size(), 2U);
  EXPECT_EQ((*parsed)->key(1), "b");
  EXPECT_EQ((*parsed)->text(1), "B");
}

/// All that a parser says of a text.
std::string told(const std::expected<const Document*, ParseError>& parsed) {
  std::string out = outcome(parsed);
  if (!parsed) return out;
  const Document& document = **parsed;
  out += document.is_ascii() ? ", ASCII" : ", not ASCII";
  for (NodeId id = 1; id < document.size(); ++id) {
    const Node& node = document[id];
    out += "; " + std::to_string(node.begin) + "-" + std::to_string(node.end);
    if (node.is_member)
      out += " " + std::string(document.key(id)) + " " + std::to_string(node.name) + " " +
             std::to_string(node.key_begin) + "-" + (node.key_escaped ? "?" : std::to_string(node.key_text));
  }
  for (const NodeId id : document.suspects()) out += ", " + std::to_string(id);
  return out;
}

TEST(Parser, ReadsKeysAlikeWhateverItReadBefore) {
  const std::vector<std::string_view> names = {
      "", "a", "ab", "b", "\xC3\xA9", "q\"q", "s\\s", "t\tt", "a_longer_name", "eight_ch", "fourth_of_one_and_twenty"};
  const std::vector<NameId> slots = make_slots(names);
  const std::vector<std::uint8_t> suspect = {0, 0, 0, 1, 0, 0, 0, 0, 1};
  std::vector<std::string> texts = {R"({"a":1,"ab":{"a":1,"b":2},"b":3})",
                                    R"({"a" : 1, "\u0061b":{ "a":1,"a":2}})",
                                    R"({"":1,"a":2})",
                                    "{\"\xC3\xA9\":1,\"a\":2}",
                                    R"({"q\"q":1,"s\\s":2,"t\tt":3})",
                                    R"({"q"q":1})",
                                    R"({xa":1})",
                                    R"({"ax:1})",
                                    R"({"s\s":1})",
                                    "{\"t\tt\":1}",
                                    R"({"a":1,"a_longer_namf":2,"other":[{"a":1},{"a":1}]})",
                                    R"({"a":1,"c":2,"ab":{"b":1},"d":3})",
                                    R"({"a":1,"a_longer_name":{"eight_ch":1},"fourth_of_one_and_twenty":2})"};
  const std::string last = texts.back();
  for (std::size_t size = 0; size != last.size(); ++size) texts.push_back(last.substr(0, size));
  Parser used({names, slots}, suspect);
  for (const std::string& before : texts) {
    for (const std::string& text : texts) {
      (void)used.parse(before);
      Parser fresh({names, slots}, suspect);
      const std::vector<char> own(text.begin(), text.end());  // so that a sanitizer sees a read beyond the end
      const std::string_view exact(own.data(), own.size());
      ASSERT_EQ(told(used.parse(exact)), told(fresh.parse(exact))) << shown(text) << " after " << shown(before);
    }
  }
}

TEST(Parser, ListsMembersWithUnknownOrSuspectNames) {
  const std::vector<std::string_view> names = {"", "status", "email", "Email"};
  const std::vector<NameId> slots = make_slots(names);
  const std::vector<std::uint8_t> suspect = {0, 0, 1, 1};
  Parser parser({names, slots}, suspect);
  const auto parsed = parser.parse(R"({"status":1,"other":{"email":2},"list":[{"Email":3,"\u0065mail":4}],"":5})");
  ASSERT_TRUE(parsed);
  std::vector<std::string> keys;
  for (const NodeId node : (*parsed)->suspects()) keys.emplace_back((*parsed)->key(node));
  EXPECT_EQ(keys, (std::vector<std::string>{"other", "email", "list", "Email", "email", ""}));
  EXPECT_EQ((**parsed)[1].name, 1);
  EXPECT_EQ((**parsed)[2].name, no_name);
  EXPECT_EQ((**parsed)[3].name, 2);
}

}  // namespace
}  // namespace cavra::json
