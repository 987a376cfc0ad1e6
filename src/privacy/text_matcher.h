/// Matches all rules of a set on many texts at once.
///
///     TextMatcher matcher(rules);
///     matcher.add(text, kinds, false);         // as often as there are texts; they must outlive run()
///     matcher.run(found);                      // appends what was found and forgets the texts
///
/// A long text is looked at window by window: for each stride of it the window is that stride and what a match that
/// begins there can reach. A rule's context (its keywords and digits) is looked for in the window.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "privacy/pattern.h"
#include "privacy/rule_set.h"

namespace cavra::privacy {

struct RuleMatch {
  std::uint32_t text;  ///< its number, in the order of add()
  std::uint16_t rule;
  Match match;
};

class TextMatcher {
 public:
  explicit TextMatcher(const RuleSet& rules);

  /// `kinds` has a bit for each Kind that the text is of: rules that read none of them are not tried. With `joined`,
  /// neither are those that do not go for joined strings.
  void add(std::string_view text, std::uint8_t kinds, bool joined);
  void run(std::vector<RuleMatch>& found);

  /// The same by trying every rule on every window.
  void run_plainly(std::vector<RuleMatch>& found);

 private:
  using Marks = std::vector<std::pair<std::uint16_t, std::uint8_t>>;  // rules and their clauses that are in a cell

  struct Text {
    std::string_view text;
    std::uint8_t kinds;
    bool joined;
  };
  struct Stride {
    std::size_t step;
    std::size_t reach;
  };
  struct Place {  // where matches are looked for at the moment
    std::uint32_t number = 0;
    Window window;
    std::size_t last = 0;  // matches begin before it
    bool whole = true;     // the window is the text
  };

  static constexpr Stride near_stride = {128, Rule::near};
  static constexpr Stride far_stride = {Rule::far, Rule::far};
  static constexpr std::size_t short_text = near_stride.step + near_stride.reach;
  static constexpr std::size_t block = far_stride.step;
  static constexpr std::size_t near_cells = block / near_stride.step;

  [[nodiscard]] bool is_near(std::uint16_t rule) const { return rules_.rules()[rule].reach <= Rule::near; }

  void space_buffer();
  void scan(Prefilter::Part part);
  void run_short(std::size_t first, std::size_t end, std::vector<RuleMatch>& found);
  void run_part(Prefilter::Part part, std::size_t first, std::size_t end, std::vector<RuleMatch>& found);
  void run_long(std::uint32_t number, std::vector<RuleMatch>& found);
  void scan_block(std::string_view text, std::size_t number);
  void note(const Hit& hit, std::size_t cell, Marks& marks);
  void run_blocks(std::uint32_t number, std::size_t at, std::vector<RuleMatch>& found);
  void mark(std::uint16_t rule, std::uint8_t clauses);
  void mark_all(Prefilter::Part part);
  void try_marked(const Place& place, bool all, bool near, std::vector<RuleMatch>& found);
  void try_rules(std::span<const std::uint16_t> rules, const Place& place, std::vector<RuleMatch>& found);
  void try_rule(std::uint16_t number, const Place& place, std::vector<RuleMatch>& found);
  [[nodiscard]] bool can_match(std::uint16_t rule, std::string_view near);

  const RuleSet& rules_;
  std::vector<std::unique_ptr<Prefilter::Scratch>> scratch_;
  std::vector<std::uint8_t> all_clauses_;  // by rule: a bit for each
  // Rules without clauses: of those in `bare_digits_` too few digits can keep a text.
  std::vector<std::uint16_t> bare_words_near_, bare_words_far_, bare_digits_near_, bare_digits_far_;
  std::vector<Text> texts_;

  std::vector<std::uint8_t> marks_;  // by rule, of the text or window at hand
  std::vector<std::uint16_t> marked_;
  std::vector<std::size_t> behind_;  // by rule: where its last match of a long text ended
  struct Slot {
    std::uint64_t cell = 0;
    std::size_t index = 0;
  };
  std::vector<Slot> slots_;  // by rule: where its marks of a cell are
  std::uint64_t cells_seen_ = 1;

  std::string buffer_;
  std::string spaced_;
  std::vector<std::pair<std::size_t, std::uint32_t>> ends_;  // in the buffer, of which text
  std::vector<Hit> hits_;
  std::vector<Match> matches_;
  std::string_view looked_at_;  // the window that is_ascii_ speaks of
  bool is_ascii_ = false;
  bool plainly_ = false;
  std::vector<Marks> near_;  // of the block at hand and the next, in turn
  std::vector<Marks> far_;
  std::array<bool, 2> folding_{};  // whether they have letters that literals are not looked up as
};

}  // namespace cavra::privacy
