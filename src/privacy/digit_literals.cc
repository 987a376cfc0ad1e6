#include "privacy/digit_literals.h"

#include <algorithm>

namespace cavra::privacy {

void DigitLiterals::add(const LiteralTables& tables, std::uint16_t first) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (const LiteralTables::Entry& entry : tables.entries) {
    Blurred literal{std::string(tables.texts.substr(entry.text, entry.size)), 0,
                    static_cast<std::uint16_t>(first + entry.rule)};
    std::replace_if(literal.text.begin(), literal.text.end(), is_digit, '0');
    literal.digit = literal.text.find('0');
    if (literal.digit == std::string::npos) continue;
    const auto keep = [&](std::vector<Blurred>& slot) {
      if (std::find(slot.begin(), slot.end(), literal) == slot.end()) slot.push_back(literal);
    };
    if (literal.digit != 0)
      keep(behind_[slot(literal.text[literal.digit - 1])]);
    else if (literal.text.size() > 1)
      keep(ahead_[slot(literal.text[1])]);
    else
      for (std::vector<Blurred>& any : ahead_) keep(any);
  }
}

}  // namespace cavra::privacy
