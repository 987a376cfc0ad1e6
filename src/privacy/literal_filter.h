/// Finds the literals of many rules in one pass.
///
/// Each literal is known by its rarest few bytes, its gram. Small tables say of the next few bytes at a place whether
/// they may begin a gram, and whether it is one that begins words or with a capital; only there are literals looked up.
/// What the tables hold is made of rules while building, or of rule files while loading; it is made of numbers alone,
/// so that the built-in one lies in the program as it is used.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/rule.h"

namespace cavra::privacy {

/// A literal that stands in a buffer.
struct Hit {
  std::uint32_t begin;
  std::uint32_t end;
  std::uint16_t rule;
};

/// Texts in a row, each byte of them as it is, and as literals are compared: see folded().
struct SearchBuffer {
  std::string_view text;
  std::string_view folded;  ///< of the same size, with eight bytes behind it that may be read
};

/// `text` as literals are compared: white space, `_` and `-` are spaces, and capitals of ASCII small.
void fold_for_search(std::string_view text, std::string& folded);

struct LiteralTables {
  static constexpr unsigned gram_bits = 17;
  static constexpr unsigned bucket_bits = 14;
  static constexpr std::array<std::uint8_t, 4> lengths = {2, 3, 4, 6};  ///< of grams, in bytes

  /// Where a gram begins: as a word does, with a capital, or as it likes.
  enum Place : std::uint8_t { at_word = 1, at_capital = 2, anywhere = 4 };

  struct Entry {
    std::uint64_t gram;   ///< bytes of the folded literal, the first in the lowest
    std::uint32_t text;   ///< where its folded text begins in `texts`, behind which the text itself is when `verbatim`
    std::uint16_t rule;   ///< counted from the filter's first
    std::uint8_t size;    ///< of the text
    std::uint8_t at;      ///< of the text, where the gram begins
    std::uint8_t length;  ///< of the gram: an index of `lengths`
    Place place;
    bool exact;
    bool verbatim;  ///< the folded text is not all there is to compare
    bool edge_before;
    bool edge_after;
  };

  /// The places of grams, by their two bytes, by a hash of their three, and by one of their first four. Empty when
  /// there are no literals.
  std::span<const std::uint8_t> twos;
  std::span<const std::uint8_t> threes;
  std::span<const std::uint8_t> fours;
  /// A bit for each hash that a gram has.
  std::span<const std::uint64_t> wholes;
  std::span<const std::uint32_t> buckets;  ///< where the entries of each hash begin, and the end
  std::span<const Entry> entries;
  std::string_view texts;

  [[nodiscard]] static std::size_t hash_three(std::uint64_t bytes) {
    return (static_cast<std::uint32_t>(bytes) << 8U) * 0x9E3779B1U >> 18U;
  }
  [[nodiscard]] static std::size_t hash_four(std::uint64_t bytes) {
    return static_cast<std::uint32_t>(bytes) * 0x9E3779B1U >> 16U;
  }
  [[nodiscard]] static std::size_t hash(std::uint64_t gram) { return gram * 0x9E3779B97F4A7C15U >> (64U - gram_bits); }
  [[nodiscard]] static std::size_t bucket(std::uint64_t gram, std::size_t length) {
    return (gram + length) * 0xD6E8FEB86659FD93U >> (64U - bucket_bits);
  }
};

/// LiteralTables that own what they are views of.
class OwnLiteralTables {
 public:
  explicit OwnLiteralTables(std::span<const Rule> rules);
  [[nodiscard]] LiteralTables view() const;

 private:
  std::vector<std::uint8_t> twos_;
  std::vector<std::uint8_t> threes_;
  std::vector<std::uint8_t> fours_;
  std::vector<std::uint64_t> wholes_;
  std::vector<std::uint32_t> buckets_;
  std::vector<LiteralTables::Entry> entries_;
  std::string texts_;
};

/// Any number of threads may search with it.
class LiteralFilter {
 public:
  /// What the tables are views of must outlive it. `first` is the index of their first rule in its set.
  LiteralFilter(const LiteralTables& tables, std::uint16_t first) : tables_(tables), first_(first) {}

  /// Appends every occurrence, in the order of the buffer but for a few bytes. What is before and behind the buffer is
  /// taken for a word boundary. It holds any bytes.
  void scan(SearchBuffer buffer, std::vector<Hit>& hits) const;

  [[nodiscard]] const LiteralTables& tables() const { return tables_; }
  [[nodiscard]] std::uint16_t first() const { return first_; }

 private:
  void look_up(SearchBuffer buffer, std::size_t at, unsigned places, std::vector<Hit>& hits) const;
  void look_up(SearchBuffer buffer, std::size_t at, std::size_t length, std::uint64_t gram,
               std::vector<Hit>& hits) const;
  [[nodiscard]] bool is_there(const LiteralTables::Entry& entry, SearchBuffer buffer, std::size_t begin) const;

  LiteralTables tables_;
  std::uint16_t first_;
};

}  // namespace cavra::privacy
