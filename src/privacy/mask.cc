#include "privacy/mask.h"

namespace cavra::privacy {
namespace {

constexpr std::string_view separators = "@$:/+(){}[]<>=%#| ";
constexpr std::size_t most_words = 4;

}  // namespace

std::string mask(std::string_view value) {
  std::string shape;
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : value) {
    if (separators.find(c) != std::string_view::npos) {
      if (words == most_words) break;
      if (!shape.empty() && shape.back() == c) continue;
      if (shape.size() >= 20) break;
      shape += c;
      in_word = false;
      continue;
    }
    if (in_word) continue;
    in_word = true;
    if (words == 0) shape += c >= '0' && c <= '9' ? '9' : 'a';
    shape += "***";
    ++words;
  }
  return shape;
}

}  // namespace cavra::privacy
