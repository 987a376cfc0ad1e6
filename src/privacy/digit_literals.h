/// Literals with digits, for texts whose digits may be any.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/literal_filter.h"

namespace cavra::privacy {

class DigitLiterals {
 public:
  /// `first` is the index of the tables' first rule in its set.
  void add(const LiteralTables& tables, std::uint16_t first);

  /// Calls visit(rule) for each rule of which a literal with digits may stand in `text`, whatever its digits are, once
  /// for each place, until it returns true. `text` is folded (see fold_for_search()), with 0 for each digit.
  template <class Visit>
  bool any(std::string_view text, Visit&& visit) const {
    for (std::size_t at = text.find('0'); at != std::string_view::npos; at = text.find('0', at + 1)) {
      const auto meets = [&](const Blurred& literal) {
        return at >= literal.digit && text.substr(at - literal.digit).starts_with(literal.text) && visit(literal.rule);
      };
      for (const Blurred& literal : behind_[at == 0 ? 0 : slot(text[at - 1])])
        if (meets(literal)) return true;
      for (const Blurred& literal : ahead_[at + 1 == text.size() ? 0 : slot(text[at + 1])])
        if (meets(literal)) return true;
    }
    return false;
  }

 private:
  struct Blurred {
    std::string text;
    std::size_t digit;  // where its first is
    std::uint16_t rule;
    friend auto operator<=>(const Blurred&, const Blurred&) = default;
  };
  static std::size_t slot(char c) { return static_cast<unsigned char>(c); }

  std::array<std::vector<Blurred>, 256> behind_;  // by what stands before the first digit
  std::array<std::vector<Blurred>, 256> ahead_;   // those that begin with it, by what stands behind
};

}  // namespace cavra::privacy
