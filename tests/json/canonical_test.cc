// RFC 8785: the published vectors, the million numbers, the refusals, and what holds of any document.
#include "json/canonical.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "tests/json/es6_numbers.h"

namespace cavra::json {
namespace {

std::string form(std::string_view text) {
  const auto canonical = canonical_form(text);
  return canonical ? *canonical
                   : std::string(id(canonical.error().code)) + "@" + std::to_string(canonical.error().offset);
}

std::string printed(double value) {
  std::string out;
  append_number(out, value);
  return out;
}

struct NumberSample {
  std::uint64_t bits;
  const char* text;
};

TEST(CanonicalNumber, PrintsTheSamplesOfRfc8785AppendixB) {
  constexpr NumberSample samples[] = {
      {0x0000000000000000, "0"},
      {0x8000000000000000, "0"},
      {0x0000000000000001, "5e-324"},
      {0x8000000000000001, "-5e-324"},
      {0x7fefffffffffffff, "1.7976931348623157e+308"},
      {0xffefffffffffffff, "-1.7976931348623157e+308"},
      {0x4340000000000000, "9007199254740992"},
      {0xc340000000000000, "-9007199254740992"},
      {0x4430000000000000, "295147905179352830000"},
      {0x44b52d02c7e14af5, "9.999999999999997e+22"},
      {0x44b52d02c7e14af6, "1e+23"},
      {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
      {0x444b1ae4d6e2ef4e, "999999999999999700000"},
      {0x444b1ae4d6e2ef4f, "999999999999999900000"},
      {0x444b1ae4d6e2ef50, "1e+21"},
      {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
      {0x3eb0c6f7a0b5ed8d, "0.000001"},
      {0x41b3de4355555553, "333333333.3333332"},
      {0x41b3de4355555554, "333333333.33333325"},
      {0x41b3de4355555555, "333333333.3333333"},
      {0x41b3de4355555556, "333333333.3333334"},
      {0x41b3de4355555557, "333333333.33333343"},
      {0xbecbf647612f3696, "-0.0000033333333333333333"},
      {0x43143ff3c1cb0959, "1424953923781206.2"},
      {0x4632eec2eb3869af, "1.5e+30"},
  };
  for (const NumberSample& sample : samples) EXPECT_EQ(printed(std::bit_cast<double>(sample.bits)), sample.text);
}

TEST(CanonicalNumber, PrintsTheFirstMillionOfTheEs6NumberTest) {
  EXPECT_EQ(es6_digest(1'000), "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687");
  EXPECT_EQ(es6_digest(1'000'000), "49415fee2c56c77864931bd3624faad425c3c577d6d74e89a83bc725506dad16");
}

TEST(CanonicalForm, IsTheOneOfThePublishedExamples) {
  struct Example {
    const char* text;
    const char* canonical;
  };
  constexpr Example examples[] = {
      // RFC 8785, 3.2.2
      {R"({"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]})",
       "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
       "\"string\":\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"},
      // RFC 8785, 3.2.3
      {R"({"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"})",
       "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\",\"\xc3\xb6\":\"Latin Small Letter O With "
       "Diaeresis\","
       "\"\xe2\x82\xac\":\"Euro Sign\",\"\xf0\x9f\x98\x80\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\"Hebrew Letter "
       "Dalet With Dagesh\"}"},
      {" [ 56 , { \"d\" : true , \"10\" : null , \"1\" : [ ] } ] ", "[56,{\"1\":[],\"10\":null,\"d\":true}]"},
      {R"({"1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ {"e": "yes","E": "no" } ], "A": { } })",
       R"({"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}})"},
      {R"({"Unnormalized Unicode":"A\u030a"})", "{\"Unnormalized Unicode\":\"A\xcc\x8a\"}"},
      {R"({"a":"\b\f\n\r\t\u000b\u001f\u007f\u2028<\/script>"})",
       "{\"a\":\"\\b\\f\\n\\r\\t\\u000b\\u001f\x7f\xe2\x80\xa8</script>\"}"},
      {"null", "null"},
      {"\"a\"", "\"a\""},
      {" -0 ", "0"},
      {"{}", "{}"},
  };
  for (const Example& example : examples) EXPECT_EQ(form(example.text), example.canonical);
}

TEST(CanonicalForm, ReadsNumbersThatAreWrittenInAnyWay) {
  struct Example {
    const char* text;
    const char* canonical;
  };
  constexpr Example examples[] = {
      {"-0", "0"},
      {"-0.0", "0"},
      {"0e99999999999999999999", "0"},
      {"1.0", "1"},
      {"1e2", "100"},
      {"100000000000000000000", "100000000000000000000"},
      {"9007199254740992", "9007199254740992"},
      {"9007199254740993.0", "9007199254740992"},
      {"1e-400", "0"},
      {"-1e-400", "0"},
      {"1e-99999999999999999999", "0"},
      {"0.00000001e-320", "0"},
      {"5e-324", "5e-324"},
      {"123456789012345678901e-1", "12345678901234567000"},
      {"1.7976931348623157e308", "1.7976931348623157e+308"},
      {"0.000001", "0.000001"},
      {"1e-7", "1e-7"},
      {"2.2250738585072011e-308", "2.225073858507201e-308"},
  };
  for (const Example& example : examples) EXPECT_EQ(form(example.text), example.canonical) << example.text;
  const std::string many(400, '0');
  EXPECT_EQ(form("0." + many + "1"), "0");
  EXPECT_EQ(form("0." + many + "1e401"), "1");
  EXPECT_EQ(form("1" + many + "e-400"), "1");
  EXPECT_EQ(form("0." + many + many + "1e+400"), "0");
  EXPECT_EQ(form("-0." + many + "1"), "0");
}

TEST(CanonicalForm, RefusesWhatItWouldChangeOrCannotHold) {
  struct Refused {
    const char* text;
    const char* code;
  };
  constexpr Refused refused[] = {
      {"[1, 9007199254740993]", "N102@4"},
      {"12345678901234567", "N102@0"},
      {"-9007199254740993", "N102@0"},
      {"1000000000000000000000", "N102@0"},  // ECMAScript writes 1e+21
      {"{\"a\": 1e400}", "N101@6"},
      {"-1e400", "N101@0"},
      {"1e99999999999999999999", "N101@0"},
      {"1.7976931348623159e308", "N101@0"},
      {R"({"a":1,"\u0061":2})", "J105@7"},
      {R"(["\ud800"])", "J104@2"},
      {"[1,]", "J103@3"},
      {"\"\xff\"", "J101@1"},
  };
  for (const Refused& one : refused) EXPECT_EQ(form(one.text), one.code) << one.text;
  const std::string many(400, '0');
  EXPECT_EQ(form("1" + many), "N101@0");
  EXPECT_EQ(form("-1" + many), "N101@0");
  EXPECT_EQ(form("0." + many + many + "1e+1300"), "N101@0");
  EXPECT_EQ(form("1" + many + ".5e-1"), "N101@0");
}

using Json = nlohmann::json;

rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(rc::gen::oneOf(
                          rc::gen::inRange<std::uint32_t>(0, 0x80), rc::gen::inRange<std::uint32_t>(0x80, 0xD800),
                          rc::gen::inRange<std::uint32_t>(0xE000, 0x110000))),
                      [](const std::vector<std::uint32_t>& points) {
                        std::string text;
                        for (const std::uint32_t point : points) append_utf8(text, point);
                        return text;
                      });
}

Json any_value(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 7 : 5)) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2: {
      const double value = std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>());
      return std::isfinite(value) ? value : 0.5;
    }
    case 3:
      return *rc::gen::inRange<std::int64_t>(-(std::int64_t{1} << 53), std::int64_t{1} << 53);
    case 4:
      return *any_text();
    case 5: {
      Json list = Json::array();
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) list.push_back(any_value(depth - 1));
      return list;
    }
    default: {
      Json object = Json::object();
      for (int i = *rc::gen::inRange(0, 5); i > 0; --i) object[*any_text()] = any_value(depth - 1);
      return object;
    }
  }
}

/// The same value with its members in another order, other white space and other escapes.
std::string written_otherwise(const Json& value) {
  const auto space = [] {
    return std::string(*rc::gen::elementOf(std::vector<std::string>{"", " ", "\n", "\t\r\n "}));
  };
  if (value.is_array()) {
    std::string out = "[" + space();
    for (std::size_t i = 0; i < value.size(); ++i)
      out += (i > 0 ? "," + space() : "") + written_otherwise(value[i]) + space();
    return out + "]";
  }
  if (value.is_object()) {
    std::vector<std::string> members;
    for (const auto& [key, of] : value.items())
      members.push_back(Json(key).dump(-1, ' ', *rc::gen::arbitrary<bool>()) + space() + ":" + space() +
                        written_otherwise(of));
    for (std::size_t i = members.size(); i > 1; --i)
      std::swap(members[i - 1], members[*rc::gen::inRange<std::size_t>(0, i)]);
    std::string out = "{" + space();
    for (std::size_t i = 0; i < members.size(); ++i) out += (i > 0 ? "," + space() : "") + members[i] + space();
    return out + "}";
  }
  return value.dump(-1, ' ', *rc::gen::arbitrary<bool>());
}

TEST(CanonicalForm, IsTheSameForAnyOrderOfKeysWhiteSpaceAndEscapes) {
  EXPECT_TRUE(rc::check([] {
    const Json value = any_value(3);
    const std::string canonical = form(written_otherwise(value));
    RC_ASSERT(canonical == form(written_otherwise(value)));
    RC_ASSERT(canonical == form(canonical));
    RC_ASSERT(Json::parse(canonical) == value);
  }));
}

TEST(Utf16Less, PutsWhatIsAboveTheBasicPlaneBeforeTheEndOfThat) {
  // In the order of UTF-16: of each kind the first and the last, by their first bytes in UTF-8.
  const std::string_view ordered[] = {"",
                                      "a",
                                      "aa",
                                      "\xED\x9F\xBF",
                                      "\xF0\x90\x80\x80",
                                      "\xF0\xBF\xBF\xBF",
                                      "\xF4\x8F\xBF\xBF",
                                      "\xEE\x80\x80",
                                      "\xEF\xBF\xBF"};
  for (const std::string_view& a : ordered)
    for (const std::string_view& b : ordered) EXPECT_EQ(utf16_less(a, b), &a < &b) << a << " " << b;
}

TEST(Utf16Less, OrdersAsUtf16CodeUnitsDo) {
  EXPECT_TRUE(rc::check([] {
    const auto points = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::oneOf(
        rc::gen::inRange<std::uint32_t>(0xD700, 0xD800), rc::gen::inRange<std::uint32_t>(0xE000, 0x10100),
        rc::gen::elementOf(std::vector<std::uint32_t>{0, 'a', 0x10FFFF})));
    const std::size_t cut = points.empty() ? 0 : *rc::gen::inRange<std::size_t>(0, points.size());
    std::string a, b;
    std::u16string wide_a, wide_b;
    for (std::size_t i = 0; i < points.size(); ++i) {
      append_utf8(i < cut ? a : b, points[i]);
      std::u16string& wide = i < cut ? wide_a : wide_b;
      const auto point = static_cast<char32_t>(points[i]);
      if (point < 0x10000)
        wide.push_back(static_cast<char16_t>(point));
      else
        wide.append({static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10)),
                     static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF))});
    }
    RC_ASSERT(utf16_less(a, b) == (wide_a < wide_b));
    RC_ASSERT(utf16_less(b, a) == (wide_b < wide_a));
  }));
}

}  // namespace
}  // namespace cavra::json
