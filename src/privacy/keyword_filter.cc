#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <queue>

#include "privacy/prefilter.h"

namespace cavra::privacy {
namespace {

using State = std::uint32_t;

constexpr unsigned char lower(unsigned char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + ('a' - 'A')) : c;
}

/// Aho and Corasick's automaton over the bytes that occur in keywords, as a full transition table.
class Automaton {
 public:
  explicit Automaton(std::span<const Rule> rules) {
    for (const Rule& rule : rules) {
      for (const std::string_view keyword : rule.keywords) {
        for (const char c : keyword) add_class(static_cast<unsigned char>(c));
      }
    }
    for (unsigned c = 0; c != 256; ++c) class_of_[c] = class_of_[lower(static_cast<unsigned char>(c))];
    new_state();
    for (std::size_t i = 0; i != rules.size(); ++i) {
      for (const std::string_view keyword : rules[i].keywords) insert(keyword, static_cast<std::uint16_t>(i));
    }
    link();
  }

  /// Calls found(rule, end) for each keyword that ends at `end`.
  template <class Found>
  void scan(std::string_view text, Found&& found) const {
    State state = 0;
    for (std::size_t i = 0; i != text.size(); ++i) {
      state = next_[state * classes_ + class_of_[static_cast<unsigned char>(text[i])]];
      for (const std::uint16_t rule : rules_[state]) found(rule, i + 1);
    }
  }

 private:
  static constexpr State none = std::numeric_limits<State>::max();

  void add_class(unsigned char c) {
    if (class_of_[c] == 0) class_of_[c] = static_cast<std::uint16_t>(classes_++);
  }

  State new_state() {
    next_.resize(next_.size() + classes_, none);
    rules_.emplace_back();
    return static_cast<State>(rules_.size() - 1);
  }

  void insert(std::string_view keyword, std::uint16_t rule) {
    State state = 0;
    for (const char c : keyword) {
      const std::size_t edge = state * classes_ + class_of_[static_cast<unsigned char>(c)];
      State to = next_[edge];
      if (to == none) next_[edge] = to = new_state();
      state = to;
    }
    rules_[state].push_back(rule);
  }

  void link() {
    std::vector<State> fallback(rules_.size(), 0);
    std::queue<State> open;
    for (std::size_t c = 0; c != classes_; ++c) {
      State& to = next_[c];
      if (to == none) to = 0;
      else open.push(to);
    }
    while (!open.empty()) {
      const State state = open.front();
      open.pop();
      const State behind = fallback[state];
      rules_[state].insert(rules_[state].end(), rules_[behind].begin(), rules_[behind].end());
      for (std::size_t c = 0; c != classes_; ++c) {
        State& to = next_[state * classes_ + c];
        const State otherwise = next_[behind * classes_ + c];
        if (to == none) {
          to = otherwise;
        } else {
          fallback[to] = otherwise;
          open.push(to);
        }
      }
    }
  }

  std::array<std::uint16_t, 256> class_of_{};  // 0: in no keyword
  std::size_t classes_ = 1;
  std::vector<State> next_;
  std::vector<std::vector<std::uint16_t>> rules_;
};

class KeywordFilter final : public Prefilter {
 public:
  KeywordFilter(std::span<const Rule> rules, std::uint16_t first) : automaton_(rules), first_(first), count_(rules.size()) {
    for (std::size_t i = 0; i != rules.size(); ++i) {
      if (rules[i].keywords.empty()) always_.push_back(static_cast<std::uint16_t>(first + i));
    }
  }

  std::unique_ptr<Scratch> scratch() const override { return std::make_unique<Scratch>(); }

  void scan(Part part, std::string_view buffer, Scratch&, std::vector<Candidate>& candidates) const override {
    if (part == Part::digits) return;
    automaton_.scan(buffer, [&](std::uint16_t rule, std::size_t end) {
      candidates.push_back({static_cast<std::uint32_t>(end), static_cast<std::uint16_t>(first_ + rule)});
    });
  }

  void scan_long(std::string_view text, Scratch&, std::vector<std::uint16_t>& rules) const override {
    std::vector<bool> seen(count_);
    automaton_.scan(text, [&](std::uint16_t rule, std::size_t) { seen[rule] = true; });
    for (std::size_t i = 0; i != count_; ++i) {
      if (seen[i]) rules.push_back(static_cast<std::uint16_t>(first_ + i));
    }
    rules.insert(rules.end(), always_.begin(), always_.end());
  }

  std::span<const std::uint16_t> always() const override { return always_; }

 private:
  Automaton automaton_;
  std::uint16_t first_;
  std::size_t count_;
  std::vector<std::uint16_t> always_;
};

}  // namespace

std::unique_ptr<Prefilter> make_keyword_filter(std::span<const Rule> rules, std::uint16_t first) {
  return std::make_unique<KeywordFilter>(rules, first);
}

}  // namespace cavra::privacy
