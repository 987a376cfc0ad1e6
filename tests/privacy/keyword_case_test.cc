#include "privacy/keyword_case.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cavra::privacy {
namespace {

using Cases = std::vector<std::string>;

TEST(KeywordCases, AreOneForAscii) {
  EXPECT_EQ(keyword_cases("acme"), Cases{"acme"});
  EXPECT_EQ(keyword_cases("ACME: "), Cases{"acme: "});
}

TEST(KeywordCases, AreTwoForOneLetterBeyondAscii) {
  EXPECT_EQ(keyword_cases("höhere"), (Cases{"höhere", "hÖhere"}));
  EXPECT_EQ(keyword_cases("OÜ"), (Cases{"oÜ"}));
  EXPECT_EQ(keyword_cases("oü"), (Cases{"oü", "oÜ"}));
  EXPECT_EQ(keyword_cases("zł"), (Cases{"zł", "zŁ"}));
}

TEST(KeywordCases, AreThreeForAWordOfOtherLetters) {
  EXPECT_EQ(keyword_cases("тайна"), (Cases{"тайна", "Тайна", "ТАЙНА"}));
  EXPECT_EQ(keyword_cases("ёлка"), (Cases{"ёлка", "Ёлка", "ЁЛКА"}));
  EXPECT_EQ(keyword_cases("ύλης"), (Cases{"ύλης", "Ύλης", "ΎΛΗς"}));
}

TEST(KeywordCases, LeaveLettersWithoutCaseAlone) {
  EXPECT_EQ(keyword_cases("機密"), Cases{"機密"});
  EXPECT_EQ(keyword_cases("ß÷ı"), Cases{"ß÷ı"});
}

}  // namespace
}  // namespace cavra::privacy
