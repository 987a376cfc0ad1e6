#include "privacy/digit_blind.h"

#include <algorithm>
#include <bitset>

namespace cavra::privacy {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The character of \xHH, where `text` begins with it.
std::optional<unsigned> hexadecimal(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  unsigned code = 0;
  for (const char c : text.substr(2, 2)) {
    const auto letter = static_cast<unsigned>((c | 0x20) - 'a');
    if (!is_digit(c) && letter > 5) return std::nullopt;
    code = code * 16 + (is_digit(c) ? static_cast<unsigned>(c - '0') : letter + 10);
  }
  return code;
}

class Blinding {
 public:
  explicit Blinding(std::string_view regex) : rest_(regex) {}

  std::optional<std::string> run() {
    while (!rest_.empty())
      if (!step()) return std::nullopt;
    return std::move(out_);
  }

 private:
  bool step() {
    switch (rest_.front()) {
      case '\\':
        return escape();
      case '[':
        return bracket();
      case '{':
        return copy(count());
      case '(':
        return copy(opening());
      default:
        return is_digit(rest_.front()) ? any_digit(1) : copy(1);
    }
  }

  bool copy(std::size_t size) {
    out_ += rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
  }

  bool any_digit(std::size_t size) {
    out_ += "\\d";
    rest_.remove_prefix(size);
    return true;
  }

  /// Of {n}, {n,} or {n,m}; one when it is a brace.
  [[nodiscard]] std::size_t count() const {
    const std::size_t end = rest_.find_first_not_of("0123456789,", 1);
    return end != std::string_view::npos && end != 1 && rest_[end] == '}' ? end + 1 : 1;
  }

  /// Of a parenthesis, with the group's name.
  [[nodiscard]] std::size_t opening() const {
    if (!rest_.starts_with("(?P<") && !rest_.starts_with("(?<")) return 1;
    return std::min(rest_.find('>'), rest_.size() - 1) + 1;
  }

  bool escape() {
    if (rest_.size() < 2 || is_digit(rest_[1]) || std::string_view("pPQE").find(rest_[1]) != std::string_view::npos)
      return false;
    if (rest_[1] != 'x') return copy(2);
    const std::optional<unsigned> code = hexadecimal(rest_);
    if (!code) return false;
    return *code >= '0' && *code <= '9' ? any_digit(4) : copy(4);
  }

  bool bracket() {
    const bool negated = rest_.starts_with("[^");
    const std::size_t first = negated ? 2 : 1;
    std::size_t at = first;
    std::bitset<10> digits;
    while (at < rest_.size() && (rest_[at] != ']' || at == first))
      if (!member(at, digits)) return false;
    if (at >= rest_.size()) return false;
    if (digits.none() || digits.all()) return copy(at + 1);
    if (negated || rest_[1] == ']') return false;
    out_ += "[\\d";
    rest_.remove_prefix(1);
    return copy(at);
  }

  /// Adds the digits of one character, range or class.
  bool member(std::size_t& at, std::bitset<10>& digits) const {
    if (rest_.substr(at).starts_with("[:")) return false;
    const std::string_view escaped = rest_.substr(at, 2);
    if (escaped == "\\d" || escaped == "\\w" || escaped == "\\S") digits.set();
    if (escaped.size() == 2 && escaped[0] == '\\' &&
        std::string_view("dDwWsS").find(escaped[1]) != std::string_view::npos) {
      at += 2;
      return true;
    }
    const std::optional<unsigned> from = character(at);
    if (!from) return false;
    std::optional<unsigned> to = from;
    if (at + 1 < rest_.size() && rest_[at] == '-' && rest_[at + 1] != ']') to = character(++at);
    if (!to) return false;
    for (unsigned digit = 0; digit != 10; ++digit)
      if (*from <= '0' + digit && '0' + digit <= *to) digits.set(digit);
    return true;
  }

  [[nodiscard]] std::optional<unsigned> character(std::size_t& at) const {
    const std::string_view here = rest_.substr(at);
    if (here.empty()) return std::nullopt;
    if (here.front() != '\\') return static_cast<unsigned char>(rest_[at++]);
    if (here.size() < 2 || is_digit(here[1])) return std::nullopt;
    if (here[1] == 'x') {
      at += 4;
      return hexadecimal(here);
    }
    const bool letter = static_cast<unsigned>((here[1] | 0x20) - 'a') < 26;
    if (letter && std::string_view("nrtfva").find(here[1]) == std::string_view::npos) return std::nullopt;
    at += 2;
    return letter ? '\n' : static_cast<unsigned char>(here[1]);  // which of the control characters is all the same
  }

  std::string_view rest_;
  std::string out_;
};

}  // namespace

std::optional<std::string> blind_to_digits(std::string_view regex) { return Blinding(regex).run(); }

}  // namespace cavra::privacy
