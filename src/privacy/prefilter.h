/// Says in one pass which rules are worth trying on which texts.
///
/// A prefilter never leaves out a rule that would match and that may_match(): what it names besides costs time alone.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "privacy/rule.h"

namespace cavra::privacy {

/// A rule to be tried on the text that holds the buffer's byte end - 1.
struct Candidate {
  std::uint32_t end;
  std::uint16_t rule;
};

class Prefilter {
 public:
  /// What one thread needs to scan with it.
  class Scratch {
   public:
    virtual ~Scratch() = default;
  };
  /// Which rules are looked for: those with `digits` and no keywords, or the others.
  enum class Part : std::uint8_t { words, digits };

  virtual ~Prefilter() = default;
  [[nodiscard]] virtual std::unique_ptr<Scratch> scratch() const = 0;

  /// Texts joined by line feeds. A rule may be named more than once for a text.
  virtual void scan(Part part, std::string_view buffer, Scratch& scratch, std::vector<Candidate>& candidates) const = 0;

  /// One long text alone: appends each rule worth trying, once.
  virtual void scan_long(std::string_view text, Scratch& scratch, std::vector<std::uint16_t>& rules) const = 0;

  /// Rules that scan() does not look for: they are tried on every text.
  [[nodiscard]] virtual std::span<const std::uint16_t> always() const = 0;
};

/// Looks for keywords; rules without any are tried everywhere (those with digits where a text has enough of them).
/// `rules` are the rules at `first` and after it in their set, and must outlive the prefilter.
[[nodiscard]] std::unique_ptr<Prefilter> make_keyword_filter(std::span<const Rule> rules, std::uint16_t first);

/// For the built-in rules, whose first has the index `first` in its set: null where hyperscan was not built in or does
/// not run on this processor. Databases are loaded when they are first scanned with.
[[nodiscard]] std::unique_ptr<Prefilter> make_hyperscan_filter(std::uint16_t first);

}  // namespace cavra::privacy
