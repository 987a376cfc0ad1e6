/// The receipt: what was looked at, with what, and how far.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "privacy/keyed_hash.h"
#include "privacy/reading.h"
#include "privacy/rule_set.h"
#include "privacy/scanner.h"

namespace cavra::privacy {

/// A file that took part, by the SHA-256 of its bytes.
struct ReceiptFile {
  std::string what;  ///< "rules", "roster" or "waivers"
  std::string name;
  Digest digest{};
};

struct Receipt {
  Tally tally;  ///< of all scanners together: see add()
  Budget budget;
  std::vector<ReceiptFile> files;
  std::optional<std::string> now;  ///< when the clock was set by hand
  bool keyed = false;

  void add(const Tally& other);
};

/// One JSON object, indented, with a line feed at the end.
[[nodiscard]] std::string to_json(const Receipt& receipt, const RuleSet& rules);

}  // namespace cavra::privacy
