/// What a rule for private material says.
///
/// A Rule is a view: its texts belong to the program (the built-in rules) or to the RuleFile that they were read from.
#pragma once

#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>

#include "privacy/checks.h"

namespace cavra::privacy {

/// What a rule's finding gives away.
enum class Category : std::uint8_t {
  contact,
  identity,
  commercial,
  legal,
  secret,
  raw_evidence,
  private_note,
  disguise
};

inline constexpr std::size_t category_count = 8;

[[nodiscard]] std::string_view name(Category category);
[[nodiscard]] std::optional<Category> category(std::string_view name);

enum class Severity : std::uint8_t { blocker, warn };

[[nodiscard]] std::string_view name(Severity severity);

/// What a string is to its document: free text, a reference or an id, or the key of an object.
enum class Kind : std::uint8_t { text, reference, key };

/// The values that a rule lets through. A regex must match all of its target, a stopword must equal all of the value.
struct Allowlist {
  enum class Target : std::uint8_t { value, match, line };
  Target target = Target::value;
  bool all = false;    ///< the regexes and the stopwords must both agree (condition AND), not one of them (OR)
  bool never = false;  ///< it also asks for what is not supported here, such as a path, so that it allows nothing
  std::span<const std::string_view> regexes;
  std::span<const std::string_view> stopwords;
};

/// A string that is looked for in texts in which white space, `_` and `-` are spaces.
struct Literal {
  std::string_view text;     ///< in small case unless `exact`
  bool exact = false;        ///< in this case alone
  bool edge_before = false;  ///< there is a word boundary (RE2's, of ASCII) before it
  bool edge_after = false;
};

/// A set of ASCII characters, small letters standing for capitals, too.
struct Characters {
  std::array<std::uint64_t, 2> bits{};

  constexpr void add(unsigned char c) { bits[c / 64 % 2] |= std::uint64_t{1} << c % 64; }
  [[nodiscard]] constexpr bool empty() const { return (bits[0] | bits[1]) == 0; }
  [[nodiscard]] constexpr bool meets(const Characters& other) const {
    return ((bits[0] & other.bits[0]) | (bits[1] & other.bits[1])) != 0;
  }
};

/// Short texts in a row, each after a byte that says how many it has: thousands of them lie in the program as few.
class Words {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = const std::string_view*;
    using reference = std::string_view;

    constexpr explicit Iterator(std::string_view rest) : rest_(rest) {}
    constexpr std::string_view operator*() const { return rest_.substr(1, size()); }
    constexpr Iterator& operator++() {
      rest_.remove_prefix(1 + size());
      return *this;
    }
    constexpr bool operator==(const Iterator& other) const { return rest_.size() == other.rest_.size(); }

   private:
    [[nodiscard]] constexpr std::size_t size() const { return static_cast<unsigned char>(rest_.front()); }
    std::string_view rest_;
  };

  constexpr Words() = default;
  constexpr explicit Words(std::string_view row) : row_(row) {}

  [[nodiscard]] constexpr std::string_view row() const { return row_; }
  [[nodiscard]] constexpr bool empty() const { return row_.empty(); }
  [[nodiscard]] constexpr Iterator begin() const { return Iterator(row_); }
  [[nodiscard]] constexpr Iterator end() const { return Iterator({}); }

 private:
  std::string_view row_;
};

struct Rule {
  static constexpr std::size_t most_sets = 2;

  std::string_view id;
  Category category = Category::secret;
  Severity severity = Severity::blocker;
  std::string_view description;  ///< completes "private material in FIELD: ..."
  std::string_view remedy;       ///< what to do about it
  std::string_view regex;        ///< RE2's syntax
  Words keywords;                ///< lower case; a match counts only where one of them is near
  std::uint32_t digits = 0;      ///< a match counts only where so many ASCII digits are near
  std::int32_t group = 0;        ///< of the regex that is the value; first_group: the first that is not empty
  double entropy = 0;            ///< the value's bits a byte must be at least this
  Check check = Check::none;
  std::uint8_t kinds = all_kinds;  ///< a bit for each Kind that it is tried on
  bool joins = true;               ///< it is also tried on strings joined with their neighbours
  std::uint32_t reach = near;  ///< how long a match may be, in bytes: a longer one may be found in part or not at all
  std::span<const Allowlist> allowlists;

  // Derived from the regex and the keywords: what stands near every match that counts.
  bool has_literals = false;          ///< one of the literals, which are the business of a LiteralFilter
  std::span<const Literal> literals;  ///< empty in the built-in rules, whose filter was made while building
  std::array<Characters, most_sets> characters{};  ///< in ASCII one of each set that is not empty
  std::uint32_t match_digits = 0;                  ///< at least so many ASCII digits
  std::uint32_t match_separators = 0;              ///< at least so many commas, semicolons, bars and tabs
  std::uint32_t match_colons = 0;                  ///< at least so many colons
  std::uint32_t packed_digits = 0;                 ///< in ASCII so many digits within `pack` characters
  std::uint32_t shortest = 0;                      ///< at least so many bytes

  static constexpr std::uint32_t pack = 32;
  static constexpr std::uint32_t near = 256;
  static constexpr std::uint32_t far = 8192;
  static constexpr std::int32_t first_group = -1;
  static constexpr std::uint8_t all_kinds = 7;

  [[nodiscard]] constexpr bool reads(Kind kind) const { return (kinds >> static_cast<unsigned>(kind) & 1U) != 0; }
};

/// Whether `text` has the rule's digits and one of its keywords.
[[nodiscard]] bool has_context(const Rule& rule, std::string_view text);

}  // namespace cavra::privacy
