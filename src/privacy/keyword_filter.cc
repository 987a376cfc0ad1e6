#include <array>
#include <limits>
#include <queue>
#include <utility>

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
  struct Literal {
    std::string_view text;
    std::uint16_t rule;
    std::uint16_t clause;
  };

  explicit Automaton(std::span<const Literal> literals) {
    for (const Literal& literal : literals) {
      for (const char c : literal.text) add_class(static_cast<unsigned char>(c));
    }
    for (unsigned c = 0; c != 256; ++c) class_of_[c] = class_of_[lower(static_cast<unsigned char>(c))];
    new_state();
    for (const Literal& literal : literals) insert(literal);
    link();
  }

  void scan(std::string_view text, std::vector<Hit>& hits) const {
    State state = 0;
    for (std::size_t i = 0; i != text.size(); ++i) {
      state = next_[state * classes_ + class_of_[static_cast<unsigned char>(text[i])]];
      for (const auto& [rule, clause] : found_[state])
        hits.push_back({static_cast<std::uint32_t>(i + 1), rule, clause});
    }
  }

 private:
  static constexpr State none = std::numeric_limits<State>::max();

  void add_class(unsigned char c) {
    if (class_of_[c] == 0) class_of_[c] = static_cast<std::uint16_t>(classes_++);
  }

  State new_state() {
    next_.resize(next_.size() + classes_, none);
    found_.emplace_back();
    return static_cast<State>(found_.size() - 1);
  }

  void insert(const Literal& literal) {
    State state = 0;
    for (const char c : literal.text) {
      const std::size_t edge = state * classes_ + class_of_[static_cast<unsigned char>(c)];
      State to = next_[edge];
      if (to == none) next_[edge] = to = new_state();
      state = to;
    }
    found_[state].emplace_back(literal.rule, literal.clause);
  }

  void link() {
    std::vector<State> fallback(found_.size(), 0);
    std::queue<State> open;
    for (std::size_t c = 0; c != classes_; ++c) {
      State& to = next_[c];
      if (to == none)
        to = 0;
      else
        open.push(to);
    }
    while (!open.empty()) {
      const State state = open.front();
      open.pop();
      const State behind = fallback[state];
      found_[state].insert(found_[state].end(), found_[behind].begin(), found_[behind].end());
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
  std::vector<std::vector<std::pair<std::uint16_t, std::uint16_t>>> found_;
};

class KeywordFilter final : public Prefilter {
 public:
  KeywordFilter(std::span<const Rule> rules, std::uint16_t first)
      : words_(literals(rules, first, Part::words)), digits_(literals(rules, first, Part::digits)) {}

  std::unique_ptr<Scratch> scratch() const override { return std::make_unique<Scratch>(); }

  void scan(Part part, std::string_view buffer, Scratch&, std::vector<Hit>& hits) const override {
    (part == Part::words ? words_ : digits_).scan(buffer, hits);
  }

 private:
  static std::vector<Automaton::Literal> literals(std::span<const Rule> rules, std::uint16_t first, Part part) {
    std::vector<Automaton::Literal> all;
    for (std::size_t i = 0; i != rules.size(); ++i) {
      if ((rules[i].match_digits == 0) != (part == Part::words)) continue;
      for (std::size_t clause = 0; clause != rules[i].clauses.size(); ++clause) {
        for (const std::string_view text : rules[i].clauses[clause]) {
          all.push_back({text, static_cast<std::uint16_t>(first + i), static_cast<std::uint16_t>(clause)});
        }
      }
    }
    return all;
  }

  Automaton words_;
  Automaton digits_;
};

}  // namespace

std::unique_ptr<Prefilter> make_keyword_filter(std::span<const Rule> rules, std::uint16_t first) {
  return std::make_unique<KeywordFilter>(rules, first);
}

}  // namespace cavra::privacy
