// rules-check FILE...: loads rule files as the built-in ones are and says what is wrong with them.

#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "privacy/rule_file.h"

int main(int count, char** arguments) {
  int wrong = 0;
  std::map<std::string, std::string, std::less<>> seen;
  std::map<std::string_view, int> categories;
  for (int i = 1; i < count; ++i) {
    std::ifstream stream(arguments[i], std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    if (!stream) {
      std::fprintf(stderr, "%s: cannot be read\n", arguments[i]);
      ++wrong;
      continue;
    }
    const auto file = cavra::privacy::read_rule_file(bytes, arguments[i], cavra::privacy::RuleSource::builtin);
    if (!file) {
      std::fprintf(stderr, "%s\n", cavra::to_text(file.error()).c_str());
      ++wrong;
      continue;
    }
    for (const auto& rule : file->rules) {
      ++categories[name(rule.category)];
      const auto [other, fresh] = seen.emplace(rule.id, arguments[i]);
      if (fresh) continue;
      std::fprintf(stderr, "%s: rule %s is in %s already\n", arguments[i], other->first.c_str(), other->second.c_str());
      ++wrong;
    }
  }
  for (const auto& [category, rules] : categories)
    std::printf("%-14.*s %d\n", static_cast<int>(category.size()), category.data(), rules);
  std::printf("%zu rules\n", seen.size());
  return wrong == 0 ? 0 : 1;
}
