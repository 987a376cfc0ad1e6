#include <algorithm>
#include <array>
#include <limits>
#include <queue>
#include <string>
#include <utility>

#include "privacy/literals.h"
#include "privacy/prefilter.h"

namespace cavra::privacy {
namespace {

using State = std::uint32_t;

/// Aho and Corasick's automaton over the bytes that occur in keywords, as a full transition table.
class Automaton {
 public:
  struct Entry {
    Literal literal;
    std::string text;  // in small case
    std::uint16_t rule;
    std::uint16_t clause;
  };

  explicit Automaton(std::vector<Entry> entries) : entries_(std::move(entries)) {
    for (const Entry& entry : entries_) {
      for (const char c : entry.text) add_class(static_cast<unsigned char>(c));
    }
    for (unsigned c = 0; c != 256; ++c)
      class_of_[c] = class_of_[static_cast<unsigned char>(lower(static_cast<char>(c)))];
    new_state();
    for (std::uint32_t i = 0; i != entries_.size(); ++i) insert(i);
    link();
  }

  void scan(SearchBuffer buffer, std::vector<Hit>& hits) const {
    const std::string_view text = buffer.spaced;
    State state = 0;
    for (std::size_t i = 0; i != text.size(); ++i) {
      state = next_[state * classes_ + class_of_[static_cast<unsigned char>(text[i])]];
      for (const std::uint32_t number : found_[state]) {
        const Entry& entry = entries_[number];
        const std::size_t end = i + 1;
        const std::size_t begin = end - entry.text.size();
        if (entry.literal.exact && text.substr(begin, entry.text.size()) != entry.literal.text) continue;
        if (!has_edges(buffer.text, begin, end, entry.literal.edge_before, entry.literal.edge_after)) continue;
        hits.push_back({static_cast<std::uint32_t>(end), entry.rule, entry.clause});
      }
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

  void insert(std::uint32_t number) {
    State state = 0;
    for (const char c : entries_[number].text) {
      const std::size_t edge = state * classes_ + class_of_[static_cast<unsigned char>(c)];
      State to = next_[edge];
      if (to == none) next_[edge] = to = new_state();
      state = to;
    }
    found_[state].push_back(number);
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
  std::vector<std::vector<std::uint32_t>> found_;  // entries, by state
  std::vector<Entry> entries_;
};

class KeywordFilter final : public Prefilter {
 public:
  KeywordFilter(std::span<const Rule> rules, std::uint16_t first)
      : words_(entries(rules, first, Part::words)), digits_(entries(rules, first, Part::digits)) {}

  std::unique_ptr<Scratch> scratch() const override { return std::make_unique<Scratch>(); }

  void scan(Part part, SearchBuffer buffer, Scratch&, std::vector<Hit>& hits) const override {
    (part == Part::words ? words_ : digits_).scan(buffer, hits);
  }

 private:
  static std::vector<Automaton::Entry> entries(std::span<const Rule> rules, std::uint16_t first, Part part) {
    std::vector<Automaton::Entry> all;
    for (std::size_t i = 0; i != rules.size(); ++i) {
      if ((rules[i].match_digits == 0) != (part == Part::words)) continue;
      for (std::size_t clause = 0; clause != rules[i].clauses.size(); ++clause) {
        for (const Literal& literal : rules[i].clauses[clause]) {
          std::string small(literal.text);
          for (char& c : small) c = lower(c);
          all.push_back(
              {literal, std::move(small), static_cast<std::uint16_t>(first + i), static_cast<std::uint16_t>(clause)});
        }
      }
    }
    return all;
  }

  Automaton words_;
  Automaton digits_;
};

}  // namespace

bool has_edges(std::string_view text, std::size_t begin, std::size_t end, bool before, bool after) {
  if (before && begin != 0 && in_word(text[begin - 1]) == in_word(text[begin])) return false;
  return !after || end == text.size() || in_word(text[end - 1]) != in_word(text[end]);
}

std::unique_ptr<Prefilter> make_keyword_filter(std::span<const Rule> rules, std::uint16_t first) {
  return std::make_unique<KeywordFilter>(rules, first);
}

}  // namespace cavra::privacy
