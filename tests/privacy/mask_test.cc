#include "privacy/mask.h"

#include <gtest/gtest.h>

#include <utility>

namespace cavra::privacy {
namespace {

TEST(Mask, ShowsTheShapeAlone) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"jane.doe@acme.example", "a***@***"},
      {"4111 1111 1111 1111", "9*** *** *** ***"},
      {"+49 30 1234567", "+9*** *** ***"},
      {"$1.2M", "$9***"},
      {"Zoë", "a***"},
      {"", ""},
      {"https://user:pass@host/a/b/c", "a***:/***:***@***"},
  };
  for (const auto& [value, shape] : cases) EXPECT_EQ(mask(value), shape) << value;
}

TEST(Mask, IsShortWhateverTheValue) {
  EXPECT_LE(mask(std::string(100000, '@')).size(), 24);
  std::string alternating;
  for (int i = 0; i != 1000; ++i) alternating += "@ /";
  EXPECT_LE(mask(alternating).size(), 24);
}

}  // namespace
}  // namespace cavra::privacy
