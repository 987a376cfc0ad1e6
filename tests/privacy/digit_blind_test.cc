#include "privacy/digit_blind.h"

#include <gtest/gtest.h>

#include <string_view>

namespace cavra::privacy {
namespace {

struct Case {
  std::string_view regex;
  std::string_view blind;  // empty: none
};

TEST(BlindToDigits, TakesEveryDigitForEveryOther) {
  const Case cases[] = {
      {"abc", "abc"},
      {R"(\d{2,3}\w[0-9a-f])", R"(\d{2,3}\w[0-9a-f])"},
      {"s3a?", R"(s\da?)"},
      {"4{2}1{3,}", R"(\d{2}\d{3,})"},
      {"{12}x{a1}", R"({12}x{a\d})"},
      {"[1-9]x", R"([\d1-9]x)"},
      {"[3a-]", R"([\d3a-])"},
      {R"([+-5])", R"([\d+-5])"},
      {R"([!-~]\x27[\x21-\x7e])", R"([!-~]\x27[\x21-\x7e])"},
      {R"([\x31-\x32])", R"([\d\x31-\x32])"},
      {R"(\x35\xff)", R"(\d\xff)"},
      {R"([^0-9a-z][^\d][^\s]\.)", R"([^0-9a-z][^\d][^\s]\.)"},
      {R"([]\]1])", ""},
      {"[^1]", ""},
      {"[[:alpha:]]", ""},
      {R"(\1)", ""},
      {"[1", ""},
      {"(?P<n1>a)(?i:7)", R"((?P<n1>a)(?i:\d))"},
  };
  for (const Case& one : cases) EXPECT_EQ(blind_to_digits(one.regex).value_or(""), one.blind) << one.regex;
}

}  // namespace
}  // namespace cavra::privacy
