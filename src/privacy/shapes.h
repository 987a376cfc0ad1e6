/// The built-in rules' regexes as hyperscan matches them: quick to say that a text has no match.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace cavra::privacy {

/// Any number of threads may ask it, each with a Scratch of its own.
class Shapes {
 public:
  class Scratch;

  /// Of the built-in rules, whose first has the index `first` in its set: null where hyperscan was not built in or does
  /// not run on this processor.
  [[nodiscard]] static std::unique_ptr<const Shapes> of_builtin(std::uint16_t first);

  [[nodiscard]] std::shared_ptr<Scratch> scratch() const;

  /// Whether anything is known of a rule.
  [[nodiscard]] bool has(std::uint16_t rule) const;

  /// Whether the rule's characters and shape take every digit for every other: what the shape is not in it is not in
  /// any text either that differs from it in digits alone.
  [[nodiscard]] bool is_blind(std::uint16_t rule) const;

  /// Sets the bit of each place of `text` at which a match of a rule's regex may end. `text` may be several that line
  /// breaks part, of which each that is printable ASCII, tabs and line breaks has its matches; one that ends a text may
  /// end behind its line break. Only for rules that it has.
  void mark_ends(std::uint16_t rule, std::string_view text, std::vector<std::uint64_t>& ends, Scratch& scratch) const;

  /// Whether the regex may match in `text`, which is printable ASCII, tabs and line breaks; true where that is not
  /// known ahead.
  [[nodiscard]] bool can_match(std::uint16_t rule, std::string_view text, Scratch& scratch) const;

 private:
  explicit Shapes(std::uint16_t first) : first_(first) {}
  std::uint16_t first_;
};

}  // namespace cavra::privacy
