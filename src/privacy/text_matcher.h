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

#include "privacy/digit_literals.h"
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

  /// From now on it is also told of the texts of a run whether they are settled.
  void look_for_settled();
  /// Whether nothing was found in a text of the last run, by the order of add(), nor would be in any that differs from
  /// it in ASCII digits alone. Of a short text of printable ASCII with digits; false of any other.
  [[nodiscard]] bool is_settled(std::size_t text) const { return settled_[text]; }

  /// The same by trying every rule's regex on every window.
  void run_plainly(std::vector<RuleMatch>& found);

  /// How many bytes were looked at since this was last asked: by the filters, shapes and regexes together.
  [[nodiscard]] std::uint64_t take_work() { return std::exchange(work_, 0); }

 private:
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
  /// What is known of a window, of which some is found out when it is asked for.
  struct Look {
    std::string_view near;
    std::size_t digits = 0;
    std::size_t separators = 0;
    bool is_open = false;  // a rule may match in it, or in a text that differs from it in digits alone
    std::size_t colons = 0;
    bool is_ascii = false;  // printable, tabs and line breaks
    bool knows_characters = false;
    bool knows_packed_digits = false;
    Characters characters;
    std::size_t packed_digits = 0;  // at most so many within Rule::pack
  };
  /// Of a rule, what is asked first.
  struct Need {
    std::uint32_t shortest;
    std::uint32_t digits;
    std::uint32_t separators;
    std::uint32_t colons;
    std::uint32_t packed_digits;
    std::uint8_t kinds;
    bool joins;
    bool near;
    bool characters;
    bool blind;  // to digits, with its shape
  };

  static constexpr Stride near_stride = {128, Rule::near};
  static constexpr Stride far_stride = {Rule::far, Rule::far};
  static constexpr std::size_t short_text = near_stride.step + near_stride.reach;
  static constexpr std::size_t block = far_stride.step;
  static constexpr std::size_t near_cells = block / near_stride.step;

  void scan();
  void run_short(std::size_t first, std::size_t end, std::vector<RuleMatch>& found);
  void settle(std::size_t first);
  [[nodiscard]] bool may_match_blindly(std::uint16_t rule, std::size_t first, std::uint32_t candidate);
  [[nodiscard]] static bool has_digits_alone(const Look& look) { return look.is_ascii && look.digits != 0; }
  void note_candidates(std::size_t first);
  void keep_possible(std::uint16_t rule, std::size_t first);
  void keep_shaped(std::uint16_t rule);
  void match_candidates(std::uint16_t rule, std::size_t first, std::vector<RuleMatch>& found);
  void run_long(std::uint32_t number, std::vector<RuleMatch>& found);
  void scan_block(std::string_view text, std::size_t number);
  void run_blocks(std::uint32_t number, std::size_t at, std::vector<RuleMatch>& found);
  void mark(std::uint16_t rule);
  void mark_all();
  [[nodiscard]] bool is_for(std::uint16_t rule, const Text& text) const;
  [[nodiscard]] static Look look_at(std::string_view near);
  static void find_characters(Look& look);
  static void count_packed_digits(Look& look);
  [[nodiscard]] bool counts_met(std::uint16_t rule, Look& look) const;
  [[nodiscard]] bool needs_met(std::uint16_t rule, Look& look) const;
  void try_marked(const Place& place, bool near, bool far, std::vector<RuleMatch>& found);
  void try_rule(std::uint16_t number, const Place& place, std::vector<RuleMatch>& found);
  void match(std::uint16_t number, const Place& place, std::vector<RuleMatch>& found);

  const RuleSet& rules_;
  std::shared_ptr<Shapes::Scratch> scratch_;  // null without shapes
  std::vector<Need> needs_;                   // by rule
  std::vector<std::uint16_t> bare_;           // rules without literals, by the digits that they need
  std::vector<Text> texts_;
  std::uint64_t work_ = 0;
  bool plain_ = false;  // see run_plainly()

  std::vector<bool> marks_;  // by rule, of the text or window at hand
  std::vector<std::uint16_t> marked_;
  std::vector<std::size_t> behind_;  // by rule: where its last match of a long text ended

  bool settles_ = false;  // see look_for_settled()
  DigitLiterals digit_literals_;
  std::vector<std::uint16_t> asked_;  // rules of the text at hand
  std::vector<std::pair<std::uint32_t, std::uint16_t>>
      doubts_;                 // short texts, and rules that have to be asked for each digit
  std::vector<bool> settled_;  // by text
  std::string blurred_;

  std::string buffer_;
  std::string folded_;
  std::vector<std::uint32_t> ends_;  // of short texts in the buffer
  std::vector<Look> looks_;          // at each of them
  std::vector<std::vector<std::uint32_t>>
      candidates_;                         // by rule: those of them that it may match, counted from their first
  std::vector<std::uint64_t> match_ends_;  // a bit for each place of the buffer
  std::vector<std::uint16_t> wanted_;      // the rules that have any
  std::vector<Hit> hits_;
  std::vector<Match> matches_;
  Look look_;
  // Of the block at hand and the next, in turn: rules whose literals end there.
  std::vector<std::vector<std::uint16_t>> near_;
  std::vector<std::vector<std::uint16_t>> far_;
  std::array<bool, 2> folding_{};  // whether they have letters that literals are not looked up as
};

}  // namespace cavra::privacy
