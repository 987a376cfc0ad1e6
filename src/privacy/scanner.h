/// Finds private material in the strings of a document.
///
///     const auto rules = RuleSet::with({});
///     Scanner scanner({.rules = &*rules});
///     std::vector<Leaf> leaves = {{"ask jane.doe@acme.example", Kind::text, 7, 1}};
///     std::vector<Finding> findings;
///     scanner.scan(leaves, findings);          // one, at place 7, of rule email-address
///
/// A Scanner is one per thread: it reuses its memory, and remembers strings in which it found nothing. What it is given
/// must outlive it and is shared between any number of scanners.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/keyed_hash.h"
#include "privacy/reading.h"
#include "privacy/rule_set.h"

namespace cavra::privacy {

class Roster;

/// A string of a document, decoded.
struct Leaf {
  std::string_view text;  ///< UTF-8 of less than 4 GiB
  Kind kind = Kind::text;
  std::uint32_t place = 0;      ///< the caller's handle; findings carry it
  std::uint32_t container = 0;  ///< the array or object that it stands in
  bool join_next = true;        ///< a value may go on in the container's next leaf; keys never do
};

struct Finding {
  std::uint16_t rule = 0;  ///< an index of RuleSet::rules(); below own_rule_count an OwnRule
  std::uint32_t place = 0;
  std::uint32_t last_place = 0;  ///< another than `place` when the value is split over strings
  Span span;                     ///< bytes of the leaf's text; of a split value, what stands in the first leaf
  std::vector<Decoding> layers;  ///< outermost first
  std::string mask;
  std::optional<Digest> fingerprint;  ///< of the value and the rule, with the key; none without a key
};

/// What was looked at since the Scanner was made.
struct Tally {
  std::uint64_t leaves = 0;
  std::uint64_t keys = 0;
  std::uint64_t bytes = 0;
  std::uint64_t readings = 0;  ///< of the leaves, beside the leaves themselves
  std::uint64_t decoded_bytes = 0;
  std::uint64_t joined = 0;  ///< runs of strings that were looked at as one
  std::uint64_t findings = 0;
  std::uint64_t incomplete = 0;
  std::uint64_t work = 0;                  ///< bytes that were matched or decoded, and findings compared
  std::uint32_t depth = 0;                 ///< of the deepest decoding
  std::array<std::uint64_t, 16> layers{};  ///< readings, by each Decoding that they went through
};

class Scanner {
 public:
  struct Options {
    const RuleSet* rules = nullptr;
    const Roster* roster = nullptr;  ///< none: no names
    const KeyedHash* key = nullptr;  ///< none: no fingerprints
    Budget budget = {};              ///< for each leaf
    bool remember = true;            ///< strings in which nothing was found
  };
  explicit Scanner(const Options& options);
  ~Scanner();
  Scanner(Scanner&&) noexcept;

  /// Appends what it finds, in the order of the leaves and of where it begins in them.
  void scan(std::span<const Leaf> leaves, std::vector<Finding>& findings);

  [[nodiscard]] const Tally& tally() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cavra::privacy
