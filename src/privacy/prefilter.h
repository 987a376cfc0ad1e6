/// Finds in one pass the literals that rules need near their matches.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "privacy/rule.h"

namespace cavra::privacy {

/// A literal of one of a rule's clauses.
struct Hit {
  std::uint32_t end;  ///< where it ends in the buffer
  std::uint16_t rule;
  std::uint16_t clause;
};

/// Texts in a row, as they are and as they are searched: byte for byte spaced() (privacy/literals.h).
struct SearchBuffer {
  std::string_view text;
  std::string_view spaced;
};

/// Whether a literal that was found at [begin, end) of a text has the edges that it must have.
[[nodiscard]] bool has_edges(std::string_view text, std::size_t begin, std::size_t end, bool before, bool after);

class Prefilter {
 public:
  /// What one thread needs to scan with it.
  class Scratch {
   public:
    virtual ~Scratch() = default;
  };
  /// Of which rules literals are looked for: those without or those with match_digits.
  enum class Part : std::uint8_t { words, digits };

  virtual ~Prefilter() = default;
  [[nodiscard]] virtual std::unique_ptr<Scratch> scratch() const = 0;

  /// Appends every occurrence. What is before and behind the buffer is taken for a word boundary. It holds any bytes.
  virtual void scan(Part part, SearchBuffer buffer, Scratch& scratch, std::vector<Hit>& hits) const = 0;

  /// Whether the regex of a rule may match in `text`, which is printable ASCII; true where that is not known ahead.
  [[nodiscard]] virtual bool can_match(std::uint16_t, std::string_view, Scratch&) const { return true; }
};

/// For the rules at `first` and after it in their set; they must outlive the prefilter's construction only.
[[nodiscard]] std::unique_ptr<Prefilter> make_keyword_filter(std::span<const Rule> rules, std::uint16_t first);

/// For the built-in rules, whose first has the index `first` in its set: null where hyperscan was not built in or does
/// not run on this processor.
[[nodiscard]] std::unique_ptr<Prefilter> make_hyperscan_filter(std::uint16_t first);

}  // namespace cavra::privacy
