/// The ways in which a rule's regex is compiled.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cavra::privacy {

/// As RE2 writes it: (?<name>...) is (?P<name>...) there.
[[nodiscard]] std::string to_re2(std::string_view regex);

/// The same regex of RE2 for texts of ASCII alone, in Latin-1: whatever is beyond ASCII becomes one character that they
/// have not.
[[nodiscard]] std::string to_ascii(std::string_view regex);

/// A regex in Latin-1 that is quick to search with.
struct LooseRegex {
  std::string text;
  bool drops_bounds = false;  ///< something may repeat more often than in the regex that it was made of
  bool names_others = false;  ///< that regex tells some characters beyond ASCII from others
};

/// In the bytes of any text without U+017F and U+212A (which match s and k in any case) it matches wherever `regex`
/// does, from the same beginning on, and elsewhere, too: nothing repeats at most so many times, and characters beyond
/// ASCII are all alike. None where that is not plain to see.
[[nodiscard]] std::optional<LooseRegex> to_loose(std::string_view regex);

}  // namespace cavra::privacy
