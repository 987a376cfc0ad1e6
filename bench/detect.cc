// bench-detect [--misses] FILE...: how many of a labelled corpus' positives the detectors find, and how many of its
// negatives they leave alone, for each category. See tests/corpus/README.md for the lines.
//
// A positive counts as found when anything of its category is found, or, of a disguised one, the disguise. A negative
// is a false positive of each category that is found in it. Packets are scanned as their strings and keys.

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <deque>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "privacy/rule_set.h"
#include "privacy/scanner.h"

namespace {

using cavra::privacy::Category;
using cavra::privacy::Kind;
using Json = nlohmann::ordered_json;

struct Count {
  int positives = 0;
  int found = 0;
  int negatives = 0;  // that tempt the category
  int wrong = 0;      // findings of the category in any negative
};

/// The strings and keys of a value, in the order of the document.
class Leaves {
 public:
  void add(std::string_view text, Kind kind, std::uint32_t container) {
    texts_.emplace_back(text);
    leaves_.push_back({texts_.back(), kind, static_cast<std::uint32_t>(leaves_.size()), container});
  }

  void add(const Json& json) {
    const std::uint32_t container = ++containers_;
    for (auto member = json.begin(); member != json.end(); ++member) {
      if (json.is_object()) add(member.key(), Kind::key, container);
      if (member->is_structured()) add(*member);
      if (!member->is_string()) continue;
      const auto& text = member->get_ref<const std::string&>();
      add(text, text.find("://") != std::string::npos ? Kind::reference : Kind::text, container);
    }
  }

  [[nodiscard]] std::span<const cavra::privacy::Leaf> get() const { return leaves_; }

 private:
  std::deque<std::string> texts_;
  std::vector<cavra::privacy::Leaf> leaves_;
  std::uint32_t containers_ = 0;
};

Leaves leaves_of(const Json& line) {
  Leaves leaves;
  const Json& value = line["value"];
  const std::string where = line["where"];
  if (value.is_structured()) {
    leaves.add(value);
  } else if (where == "packet") {
    leaves.add(Json::parse(value.get<std::string>()));
  } else {
    leaves.add(value.get<std::string>(),
               where == "reference" ? Kind::reference
               : where == "key"     ? Kind::key
                                    : Kind::text,
               0);
  }
  return leaves;
}

class Detection {
 public:
  Detection(const cavra::privacy::RuleSet& rules, bool misses)
      : rules_(rules), scanner_({.rules = &rules}), misses_(misses) {}

  void take(const Json& line) {
    const auto category = cavra::privacy::category(line["category"].get<std::string>());
    if (!category) return;
    const Leaves leaves = leaves_of(line);
    std::vector<cavra::privacy::Finding> findings;
    scanner_.scan(leaves.get(), findings);
    std::set<Category> found;
    for (const auto& finding : findings) found.insert(rules_.rules()[finding.rule].category);
    if (line["label"] == "positive")
      positive(line, *category, found);
    else
      negative(line, *category, found, findings);
  }

  void print() const {
    std::printf("%-14s %9s %6s %8s %9s %6s %10s\n", "category", "positives", "found", "recall", "negatives", "wrong",
                "precision");
    for (std::size_t i = 0; i != counts_.size(); ++i) {
      const Count& count = counts_[i];
      const double reported = count.found + count.wrong;
      std::printf("%-14s %9d %6d %8.4f %9d %6d %10.4f\n", std::string(name(static_cast<Category>(i))).c_str(),
                  count.positives, count.found,
                  count.positives == 0 ? 1 : count.found / static_cast<double>(count.positives), count.negatives,
                  count.wrong, reported == 0 ? 1 : count.found / reported);
    }
  }

 private:
  void positive(const Json& line, Category category, const std::set<Category>& found) {
    Count& count = counts_[static_cast<std::size_t>(category)];
    ++count.positives;
    const bool disguised = line.value("disguise", "none") != "none";
    if (found.contains(category) || (disguised && found.contains(Category::disguise)))
      ++count.found;
    else if (misses_)
      say("missed", category, line, "");
  }

  void negative(const Json& line, Category category, const std::set<Category>& found,
                const std::vector<cavra::privacy::Finding>& findings) {
    ++counts_[static_cast<std::size_t>(category)].negatives;
    for (const Category reported : found) {
      ++counts_[static_cast<std::size_t>(reported)].wrong;
      if (!misses_) continue;
      for (const auto& finding : findings) {
        const auto& rule = rules_.rules()[finding.rule];
        if (rule.category == reported) say("wrong", reported, line, rule.id);
      }
    }
  }

  static void say(const char* what, Category category, const Json& line, std::string_view rule) {
    std::printf("%s %s %s %.*s: %s\n", what, std::string(name(category)).c_str(), line["id"].get<std::string>().c_str(),
                static_cast<int>(rule.size()), rule.data(), line["value"].dump().c_str());
  }

  const cavra::privacy::RuleSet& rules_;
  cavra::privacy::Scanner scanner_;
  bool misses_;
  std::array<Count, cavra::privacy::category_count> counts_{};
};

}  // namespace

int main(int count, char** arguments) {
  const auto rules = cavra::privacy::RuleSet::with({});
  if (!rules) return 2;
  const bool misses =
      std::any_of(arguments + 1, arguments + count, [](const char* a) { return std::strcmp(a, "--misses") == 0; });
  Detection detection(*rules, misses);
  for (int i = 1; i < count; ++i) {
    if (std::strcmp(arguments[i], "--misses") == 0) continue;
    std::ifstream file(arguments[i]);
    if (!file) {
      std::fprintf(stderr, "bench-detect: %s: cannot be read\n", arguments[i]);
      return 2;
    }
    for (std::string line; std::getline(file, line);) {
      if (!line.empty()) detection.take(Json::parse(line));
    }
  }
  detection.print();
  return 0;
}
