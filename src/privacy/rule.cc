#include "privacy/rule.h"

#include <algorithm>
#include <array>

#include "privacy/literals.h"

namespace cavra::privacy {
namespace {

constexpr std::array<std::string_view, category_count> category_names = {
    "contact", "identity", "commercial", "legal", "secret", "raw_evidence", "private_note", "disguise"};

bool contains_folded(std::string_view text, std::string_view keyword) {
  const char first = keyword.front();
  if (keyword.size() == 1 && (first < 'a' || first > 'z')) return text.find(first) != std::string_view::npos;
  const auto same = [](char a, char b) { return lower(a) == b; };
  return std::search(text.begin(), text.end(), keyword.begin(), keyword.end(), same) != text.end();
}

}  // namespace

std::string_view name(Category category) { return category_names[static_cast<std::size_t>(category)]; }

std::optional<Category> category(std::string_view name) {
  const auto found = std::find(category_names.begin(), category_names.end(), name);
  if (found == category_names.end()) return std::nullopt;
  return static_cast<Category>(found - category_names.begin());
}

std::string_view name(Severity severity) { return severity == Severity::blocker ? "blocker" : "warn"; }

bool has_context(const Rule& rule, std::string_view text) {
  if (rule.digits != 0) {
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits < static_cast<std::ptrdiff_t>(rule.digits)) return false;
  }
  return rule.keywords.empty() || std::any_of(rule.keywords.begin(), rule.keywords.end(),
                                              [&](std::string_view keyword) { return contains_folded(text, keyword); });
}

}  // namespace cavra::privacy
