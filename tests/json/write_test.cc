#include "json/write.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/utf8.h"
#include "json/parser.h"

namespace cavra::json {
namespace {

std::string json_of(std::string_view text) {
  std::string out;
  append_string(out, text);
  return out;
}

TEST(AppendString, WritesAsciiOnly) {
  using namespace std::string_view_literals;
  const std::pair<std::string_view, std::string_view> table[] = {
      {"", R"("")"},
      {"plain /text", R"("plain /text")"},
      {"\"\\", R"("\"\\")"},
      {"\b\f\n\r\t", R"("\b\f\n\r\t")"},
      {"\0\x01\x1F"sv, R"("\u0000\u0001\u001f")"},
      {"\x7F", "\"\x7F\""},
      {"\xC2\x80\xC3\xA9", R"("\u0080\u00e9")"},
      {"\xE2\x82\xAC\xEF\xBF\xBF", R"("\u20ac\uffff")"},
      {"\xF0\x9F\x98\x80", R"("\ud83d\ude00")"},
      {"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", R"("\ud800\udc00\udbff\udfff")"},
      {"a\xFFz", R"("a\ufffdz")"},
      {"\xE2\x82", R"("\ufffd\ufffd")"},
      {"\xED\xA0\x80", R"("\ufffd\ufffd\ufffd")"},
      {"sixteen bytes...\xC3\xA9sixteen bytes...\n", R"("sixteen bytes...\u00e9sixteen bytes...\n")"},
  };
  for (const auto& [text, wanted] : table) EXPECT_EQ(json_of(text), wanted);
}

TEST(AppendString, AppendsToWhatIsThere) {
  std::string out = "{";
  append_string(out, "a");
  append_string(out, "b");
  EXPECT_EQ(out, R"({"a""b")");
}

RC_GTEST_PROP(AppendString, IsReadBackAsItWas, (const std::vector<std::uint32_t>& numbers)) {
  std::string text;
  for (const std::uint32_t number : numbers) {
    const std::uint32_t code_point = number % 3 == 0 ? number % 0x80 : number % 0x110000;
    if (code_point < 0xD800 || code_point > 0xDFFF) append_utf8(text, code_point);
  }
  const std::string json = "{\"a\":" + json_of(text) + "}";
  RC_ASSERT(std::all_of(json.begin(), json.end(), [](char c) { return c >= 0x20; }));
  Parser parser({});
  const auto parsed = parser.parse(json);
  RC_ASSERT(parsed.has_value());
  RC_ASSERT((*parsed)->text(1) == text);
}

RC_GTEST_PROP(AppendString, MakesJsonOfAnyBytes, (const std::vector<std::uint8_t>& bytes)) {
  const std::string json = "{\"a\":" + json_of(std::string(bytes.begin(), bytes.end())) + "}";
  Parser parser({});
  RC_ASSERT(parser.parse(json).has_value());
}

}  // namespace
}  // namespace cavra::json
