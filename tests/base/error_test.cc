#include "cavra/error.h"

#include <gtest/gtest.h>

#include <set>

namespace cavra {
namespace {

TEST(Error, IsOneLineThatSaysWhereWhatAndWhatToDo) {
  const std::pair<Error, std::string_view> table[] = {
      {{Code::not_json, "what", "todo", "seal.json", 9, 3, 7}, "seal.json:3:7: what; todo"},
      {{Code::not_json, "what", "", "seal.json", 9, 3, 7}, "seal.json:3:7: what"},
      {{Code::no_such_file, "what", "todo", "seal.json", 0, 0, 0}, "seal.json: what; todo"},
      {{Code::not_json, "what", "todo", "", 9, 3, 7}, "3:7: what; todo"},
      {{Code::bad_usage, "what", "todo", "", 0, 0, 0}, "what; todo"},
      {{Code::bad_usage, "what", "", "-", 0, 0, 0}, "-: what"},
  };
  for (const auto& [error, wanted] : table) EXPECT_EQ(to_text(error), wanted);
}

TEST(Error, CodesAreALetterAndThreeDigitsAndDistinct) {
  const std::vector<std::string_view> ids = {
#define CAVRA_CODE(letter, number, name) id(Code::name),
#include "cavra/codes.inc"
#undef CAVRA_CODE
  };
  EXPECT_EQ(std::set<std::string_view>(ids.begin(), ids.end()).size(), ids.size());
  for (const std::string_view id : ids) {
    ASSERT_EQ(id.size(), 4U);
    EXPECT_TRUE(id[0] >= 'A' && id[0] <= 'Z') << id;
    EXPECT_EQ(id.find_first_not_of("0123456789", 1), std::string_view::npos) << id;
  }
}

TEST(Error, CodesKeepTheirNumbers) {
  EXPECT_EQ(id(Code::not_utf8), "J101");
  EXPECT_EQ(id(Code::duplicate_key), "J105");
  EXPECT_EQ(id(Code::is_a_result), "J110");
  EXPECT_EQ(id(Code::no_such_file), "F201");
  EXPECT_EQ(id(Code::bad_usage), "U301");
  EXPECT_EQ(id(Code::bad_definition), "D401");
  EXPECT_EQ(id(Code::lacks), "G104");
  EXPECT_EQ(id(Code::private_field), "G115");
}

}  // namespace
}  // namespace cavra
