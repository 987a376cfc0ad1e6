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
  const auto found =
      std::find_if(known.begin(), known.end(), [name](const auto& entry) { return entry.first == name; });
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
    const std::size_t end = in_class_ && rest_.starts_with("[:") ? rest_.find(":]", 2) : std::string_view::npos;
    if (end != std::string_view::npos) return take(end + 2);  // else RE2 takes the bracket for itself
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

  std::optional<LooseRegex> regex() {
    while (!rest_.empty())
      if (!step()) return std::nullopt;
    return std::move(out_);
  }

 private:
  static constexpr std::string_view beyond_ascii = "[\\x80-\\xff]";
  static constexpr unsigned few = 4;  // more are not counted

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
        return wide(1, ".", ".");
      default:
        return static_cast<unsigned char>(rest_.front()) < 0x80 ? take(1) : literal();
    }
  }

  bool take(std::size_t size) { return replace(size, rest_.substr(0, size)); }
  bool replace(std::size_t size, std::string_view by) {
    out_.text += by;
    rest_.remove_prefix(size);
    return true;
  }
  /// By a class of ASCII, or else characters beyond; `bytes` has both. What repeats without bounds need not tell where
  /// one character ends.
  bool wide(std::size_t size, const std::string& ascii, std::string_view bytes) {
    if (repeats(rest_.substr(size))) return replace(size, bytes);
    return replace(size, ascii.empty() ? "(?:[\\x80-\\xff]+)" : "(?:" + ascii + "|[\\x80-\\xff]+)");
  }
  /// Whether what stands before is repeated without bounds, once its own are dropped.
  [[nodiscard]] static bool repeats(std::string_view rest) {
    if (rest.starts_with('*') || rest.starts_with('+')) return true;
    const std::optional<Count> count = count_at(rest);
    return count && count->most > few;
  }

  /// A character beyond ASCII that stands for itself; those that fold to ASCII do not only.
  bool literal() {
    const Utf8Char next = decode_utf8(rest_.substr(0, 4));
    out_.names_others = true;
    return next.size != 0 && !folds_to_ascii(next.code_point) && wide(next.size, "", beyond_ascii);
  }
  static bool folds_to_ascii(std::uint32_t c) { return c == 0x17F || c == 0x212A; }

  /// Of a parenthesis, with a group's name or flags.
  [[nodiscard]] std::size_t opening() const {
    if (rest_.starts_with("(?P<")) return std::min(rest_.find('>'), rest_.size() - 1) + 1;
    return rest_.starts_with("(?") ? std::min(rest_.find_first_of(":)"), rest_.size() - 1) + 1 : 1;
  }

  struct Count {
    unsigned least;
    unsigned most;
    std::size_t size;
  };
  /// {n,} and {n,m} at the beginning of `rest`.
  [[nodiscard]] static std::optional<Count> count_at(std::string_view rest) {
    Count count{0, ~0U, 0};
    const char* const end = rest.data() + rest.size();
    if (!rest.starts_with('{')) return std::nullopt;
    const auto [comma, none] = std::from_chars(rest.data() + 1, end, count.least);
    if (none != std::errc() || comma == end || *comma != ',') return std::nullopt;
    const char* const close = std::from_chars(comma + 1, end, count.most).ptr;
    if (close == end || *close != '}') return std::nullopt;
    count.size = static_cast<std::size_t>(close + 1 - rest.data());
    return count;
  }

  /// Anything but a count is a brace.
  bool count() {
    const std::optional<Count> count = count_at(rest_);
    if (!count || count->most <= few) return take(1);
    out_.drops_bounds = out_.drops_bounds || count->most != ~0U;
    return replace(count->size, count->least == 0   ? "*"
                                : count->least == 1 ? "+"
                                                    : "{" + std::to_string(count->least) + ",}");
  }

  bool escape() {
    const char kind = rest_.size() > 1 ? rest_[1] : '\0';
    const auto byte = static_cast<unsigned char>(kind);
    if (kind == 'p') {
      const auto property = property_at(0);
      out_.names_others = true;
      return property &&
             wide(property->size, in_brackets(property->ascii, ""), in_brackets(property->ascii, "\\x80-\\xff"));
    }
    if (kind == 'x') {
      const auto code = code_at(0);
      if (!code) return false;
      if (code->value < 0x80) return take(code->size);
      out_.names_others = true;
      return !folds_to_ascii(code->value) && wide(code->size, "", beyond_ascii);
    }
    if (std::string_view("DWS").find(kind) != std::string_view::npos)
      return wide(2, std::string(rest_.substr(0, 2)), rest_.substr(0, 2));
    return byte < 0x80 && is_known(kind) && take(2);
  }

  /// What stands for one thing of ASCII behind a backslash.
  static bool is_known(char kind) {
    const bool letter = static_cast<unsigned char>((kind | 0x20) - 'a') < 26;
    const bool digit = static_cast<unsigned char>(kind - '0') < 10;
    return kind != '\0' && !digit &&
           (!letter || std::string_view("bBAzdwsntrfva").find(kind) != std::string_view::npos);
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
    if (negated) {
      const std::string all = ascii.empty() ? "[\\x00-\\xff]" : "[^" + ascii + "]";
      return wide(at + 1, all, all);
    }
    return beyond ? wide(at + 1, in_brackets(ascii, ""), in_brackets(ascii, "\\x80-\\xff"))
                  : replace(at + 1, in_brackets(ascii, ""));
  }
  [[nodiscard]] static std::string in_brackets(std::string_view first, std::string_view second) {
    return first.empty() && second.empty() ? std::string() : "[" + std::string(first) + std::string(second) + "]";
  }

  /// Adds what one character, range or class has of ASCII; `beyond` is set when it has more.
  bool member(std::size_t& at, std::string& ascii, bool& beyond) {
    const std::string_view here = rest_.substr(at);
    if (here.starts_with("[:")) return false;
    if (here.starts_with("\\p")) {
      const auto property = property_at(at);
      if (!property) return false;
      ascii += property->ascii;
      at += property->size;
      return out_.names_others = beyond = true;
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
    out_.names_others = out_.names_others || *to >= 0x80;
    if (*from < 0x80 && std::string_view("]^-").find(first) != std::string_view::npos)
      ascii += '\\';  // wherever it comes to stand
    if (*to < 0x80)
      ascii += rest_.substr(begin, at - begin);
    else if (*from < 0x80)
      ascii.append(first).append("-\\x7f");
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
  LooseRegex out_;
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

std::optional<LooseRegex> to_loose(std::string_view regex) { return ToLoose(regex).regex(); }

}  // namespace cavra::privacy
