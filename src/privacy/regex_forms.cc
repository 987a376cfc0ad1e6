#include "privacy/regex_forms.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "base/utf8.h"

namespace cavra::privacy {
namespace {

/// What the properties of characters that rules use come to in ASCII, in a class.
std::string_view ascii_property(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known = {
      {{"L", "A-Za-z"}, {"Lu", "A-Z"}, {"Ll", "a-z"}, {"N", "0-9"}, {"Nd", "0-9"}}};
  const auto found = std::find_if(known.begin(), known.end(), [name](const auto& entry) { return entry.first == name; });
  return found == known.end() ? std::string_view() : found->second;
}

/// See to_ascii().
class ToAscii {
 public:
  explicit ToAscii(std::string_view regex) : rest_(regex) {}

  std::string text() {
    while (!rest_.empty()) {
      if (rest_.front() == '\\' && rest_.size() > 1)
        escape();
      else
        character();
    }
    return std::move(out_);
  }

 private:
  static constexpr std::string_view none = "\\xFF";

  void take(std::size_t size) {
    out_ += rest_.substr(0, size);
    rest_.remove_prefix(size);
  }
  void replace(std::size_t size, std::string_view by) {
    out_ += by;
    rest_.remove_prefix(size);
  }

  void character() {
    const char c = rest_.front();
    if (static_cast<unsigned char>(c) >= 0x80) {
      std::size_t size = 1;
      while (size != rest_.size() && (static_cast<unsigned char>(rest_[size]) & 0xC0U) == 0x80U) ++size;
      return replace(size, none);
    }
    if (!in_class_ && c == '[') {
      in_class_ = true;
      take(rest_.starts_with("[^") ? 2 : 1);
      if (rest_.starts_with(']')) take(1);
      return;
    }
    if (in_class_ && rest_.starts_with("[:")) return take(std::min(rest_.find(":]"), rest_.size() - 2) + 2);
    if (in_class_ && c == ']') in_class_ = false;
    take(1);
  }

  void escape() {
    const char kind = rest_[1];
    if (kind == 'Q') return take(std::min(rest_.find("\\E"), rest_.size() - 2) + 2);
    const std::size_t end = rest_.size() > 2 && rest_[2] == '{' ? rest_.find('}') : std::string_view::npos;
    if (kind == 'p') {
      const std::string_view name = end == std::string_view::npos ? rest_.substr(2, 1) : rest_.substr(3, end - 3);
      const std::string_view characters = ascii_property(name);
      const std::size_t size = end == std::string_view::npos ? 3 : end + 1;
      if (characters.empty()) return take(size);
      return replace(size, in_class_ ? std::string(characters) : "[" + std::string(characters) + "]");
    }
    unsigned value = 0;
    if (kind == 'x' && end != std::string_view::npos &&
        std::from_chars(rest_.data() + 3, rest_.data() + end, value, 16).ec == std::errc() && value >= 0x80)
      return replace(end + 1, none);
    take(1);
    if (static_cast<unsigned char>(kind) < 0x80) take(1);
  }

  std::string_view rest_;
  std::string out_;
  bool in_class_ = false;
};

/// See to_loose(). Where a class has characters beyond ASCII, any number of their bytes may stand for one.
class ToLoose {
 public:
  explicit ToLoose(std::string_view regex) : rest_(regex) {}

  std::optional<std::string> text() {
    while (!rest_.empty())
      if (!step()) return std::nullopt;
    return std::move(out_);
  }

 private:
  static constexpr std::string_view beyond_ascii = "(?:[\\x80-\\xff]+)";

  bool step() {
    switch (rest_.front()) {
      case '\\':
        return escape();
      case '[':
        return bracket();
      case '{':
        return count();
      case '(':
        return take(opening());
      case '.':
        return wide(1, ".");
      default:
        return static_cast<unsigned char>(rest_.front()) < 0x80 ? take(1) : literal();
    }
  }

  bool take(std::size_t size) { return replace(size, rest_.substr(0, size)); }
  bool replace(std::size_t size, std::string_view by) {
    out_ += by;
    rest_.remove_prefix(size);
    return true;
  }
  /// By an atom for ASCII, or else characters beyond.
  bool wide(std::size_t size, const std::string& ascii) {
    return replace(size, ascii.empty() ? std::string(beyond_ascii) : "(?:" + ascii + "|[\\x80-\\xff]+)");
  }

  /// A character beyond ASCII that stands for itself; those that fold to ASCII do not only.
  bool literal() {
    const Utf8Char next = decode_utf8(rest_.substr(0, 4));
    return next.size != 0 && !folds_to_ascii(next.code_point) && replace(next.size, beyond_ascii);
  }
  static bool folds_to_ascii(std::uint32_t c) { return c == 0x17F || c == 0x212A; }

  /// Of a parenthesis, with a group's name or flags.
  [[nodiscard]] std::size_t opening() const {
    if (rest_.starts_with("(?P<")) return std::min(rest_.find('>'), rest_.size() - 1) + 1;
    return rest_.starts_with("(?") ? std::min(rest_.find_first_of(":)"), rest_.size() - 1) + 1 : 1;
  }

  /// Of {n}, {n,} and {n,m}; anything else is a brace.
  bool count() {
    constexpr unsigned few = 4;
    unsigned least = 0;
    const char* const end = rest_.data() + rest_.size();
    const auto [behind, wrong] = std::from_chars(rest_.data() + 1, end, least);
    if (wrong != std::errc() || behind == end || *behind != ',') return take(1);
    unsigned most = 0;
    const auto [close, unbounded] = std::from_chars(behind + 1, end, most);
    if (unbounded != std::errc() || close == end || *close != '}' || most <= few) return take(1);
    const auto size = static_cast<std::size_t>(close + 1 - rest_.data());
    return replace(size, least == 0 ? "*" : least == 1 ? "+" : "{" + std::to_string(least) + ",}");
  }

  bool escape() {
    const char kind = rest_.size() > 1 ? rest_[1] : '\0';
    const auto byte = static_cast<unsigned char>(kind);
    if (kind == 'p') {
      const auto property = property_at(0);
      return property && wide(property->size, property->ascii.empty() ? "" : "[" + std::string(property->ascii) + "]");
    }
    if (kind == 'x') {
      const auto code = code_at(0);
      if (!code) return false;
      if (code->value < 0x80) return take(code->size);
      return !folds_to_ascii(code->value) && replace(code->size, beyond_ascii);
    }
    if (std::string_view("DWS").find(kind) != std::string_view::npos) return wide(2, std::string(rest_.substr(0, 2)));
    return byte < 0x80 && is_known(kind) && take(2);
  }

  /// What stands for one thing of ASCII behind a backslash.
  static bool is_known(char kind) {
    const bool letter = static_cast<unsigned char>((kind | 0x20) - 'a') < 26;
    const bool digit = static_cast<unsigned char>(kind - '0') < 10;
    return kind != '\0' && !digit && (!letter || std::string_view("bBAzdwsntrfva").find(kind) != std::string_view::npos);
  }

  struct Property {
    std::string_view ascii;
    std::size_t size;
  };
  /// \pL or \p{L} at `at`, one of those that are known.
  [[nodiscard]] std::optional<Property> property_at(std::size_t at) const {
    const std::string_view here = rest_.substr(at);
    const bool braces = here.size() > 2 && here[2] == '{';
    const std::size_t end = braces ? here.find('}') : 2;
    if (end >= here.size()) return std::nullopt;
    const std::string_view name = braces ? here.substr(3, end - 3) : here.substr(2, 1);
    const std::string_view ascii = ascii_property(name);
    if (ascii.empty() && name != "Han" && name != "M") return std::nullopt;
    return Property{ascii, end + 1};
  }

  struct Code {
    std::uint32_t value;
    std::size_t size;
  };
  /// \xHH or \x{H...} at `at`.
  [[nodiscard]] std::optional<Code> code_at(std::size_t at) const {
    const std::string_view here = rest_.substr(at);
    const bool braces = here.size() > 2 && here[2] == '{';
    const std::size_t begin = braces ? 3 : 2;
    const std::size_t end = braces ? here.find('}') : 4;
    if (end > here.size() || end <= begin) return std::nullopt;
    Code code{0, braces ? end + 1 : end};
    const auto read = std::from_chars(here.data() + begin, here.data() + end, code.value, 16);
    if (read.ec != std::errc() || read.ptr != here.data() + end) return std::nullopt;
    return code;
  }

  bool bracket() {
    const bool negated = rest_.starts_with("[^");
    const std::size_t first = negated ? 2 : 1;
    std::size_t at = first;
    std::string ascii;
    bool beyond = negated;
    while (at < rest_.size() && (rest_[at] != ']' || at == first))
      if (!member(at, ascii, beyond)) return false;
    if (at >= rest_.size()) return false;
    if (negated) ascii = ascii.empty() ? "[\\x00-\\xff]" : "[^" + ascii + "]";
    else if (!ascii.empty()) ascii = "[" + ascii + "]";
    return beyond ? wide(at + 1, ascii) : replace(at + 1, ascii);
  }

  /// Adds what one character, range or class has of ASCII; `beyond` is set when it has more.
  bool member(std::size_t& at, std::string& ascii, bool& beyond) const {
    const std::string_view here = rest_.substr(at);
    if (here.starts_with("[:")) return false;
    if (here.starts_with("\\p")) {
      const auto property = property_at(at);
      if (!property) return false;
      ascii += property->ascii;
      at += property->size;
      return beyond = true;
    }
    if (here.size() > 1 && here[0] == '\\' && std::string_view("dDwWsS").find(here[1]) != std::string_view::npos) {
      beyond = beyond || std::string_view("DWS").find(here[1]) != std::string_view::npos;
      ascii += here.substr(0, 2);
      at += 2;
      return true;
    }
    const std::size_t begin = at;
    const auto from = character(at);
    if (!from) return false;
    const std::string_view first = rest_.substr(begin, at - begin);
    auto to = from;
    if (at + 1 < rest_.size() && rest_[at] == '-' && rest_[at + 1] != ']') to = character(++at);
    if (!to || folds_to_ascii(*from) || folds_to_ascii(*to)) return false;
    beyond = beyond || *to >= 0x80;
    if (*to < 0x80) ascii += rest_.substr(begin, at - begin);
    else if (*from < 0x80) ascii.append(first).append("-\\x7f");
    return true;
  }

  /// The character of a class at `at`, which moves behind it.
  std::optional<std::uint32_t> character(std::size_t& at) const {
    const std::string_view here = rest_.substr(at);
    if (here.starts_with("\\x")) {
      const auto code = code_at(at);
      if (!code) return std::nullopt;
      at += code->size;
      return code->value;
    }
    if (here.starts_with("\\")) {
      constexpr std::string_view names = "aftnrv";
      constexpr std::string_view meant = "\a\f\t\n\r\v";
      if (here.size() < 2 || static_cast<unsigned char>(here[1]) >= 0x80 || !is_known(here[1])) return std::nullopt;
      at += 2;
      const std::size_t name = names.find(here[1]);
      return static_cast<unsigned char>(name == std::string_view::npos ? here[1] : meant[name]);
    }
    const Utf8Char next = decode_utf8(here.substr(0, 4));
    if (next.size == 0) return std::nullopt;
    at += next.size;
    return next.code_point;
  }

  std::string_view rest_;
  std::string out_;
};

}  // namespace

std::string to_re2(std::string_view regex) {
  std::string text;
  for (std::size_t i = 0; i != regex.size(); ++i) {
    text += regex[i];
    if (regex[i] == '\\' && i + 1 != regex.size())
      text += regex[++i];
    else if (regex.substr(i).starts_with("(?<")) {
      text += "?P";
      ++i;
    }
  }
  return text;
}

std::string to_ascii(std::string_view regex) { return ToAscii(regex).text(); }

std::optional<std::string> to_loose(std::string_view regex) { return ToLoose(regex).text(); }

}  // namespace cavra::privacy
