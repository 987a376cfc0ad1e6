#include "privacy/pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <exception>

#include "privacy/literals.h"

namespace cavra::privacy {
namespace {

constexpr int most_groups = 16;           // that are looked at for a value
constexpr std::size_t retry_width = 128;  // a refused match this short is looked into again

std::string go_to_re2(std::string_view regex) {  // (?<name>...) is (?P<name>...) to RE2
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

/// What the properties of characters that rules use come to in ASCII, in a class.
std::string_view ascii_property(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known = {
      {{"L", "A-Za-z"}, {"Lu", "A-Z"}, {"Ll", "a-z"}, {"N", "0-9"}, {"Nd", "0-9"}}};
  const auto found = std::find_if(known.begin(), known.end(), [name](const auto& entry) { return entry.first == name; });
  return found == known.end() ? std::string_view() : found->second;
}

/// The same regex for texts of ASCII alone, in Latin-1: whatever is beyond ASCII becomes one character that they have
/// not.
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

std::string to_ascii(std::string_view regex) { return ToAscii(regex).text(); }

re2::RE2::Options options(bool ascii) {
  re2::RE2::Options chosen;
  chosen.set_log_errors(false);
  chosen.set_max_mem(std::int64_t{64} << 20);
  if (ascii) chosen.set_encoding(re2::RE2::Options::EncodingLatin1);
  return chosen;
}

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
  return all < 0x80;
}

bool equal_folded(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view part(std::string_view text, Window window) {
  return text.substr(window.begin, window.end - window.begin);
}

std::string_view line_around(std::string_view text, Window window) {
  const std::size_t before = window.begin == 0 ? std::string_view::npos : text.rfind('\n', window.begin - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t after = text.find('\n', window.end);
  return text.substr(begin, (after == std::string_view::npos ? text.size() : after) - begin);
}

bool continues_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Where to look on after a match that is no value: behind it, or when it is short, at its next word, so that a value
/// that begins inside of it is not lost.
std::size_t behind_refused(std::string_view text, Window match) {
  if (match.end - match.begin > retry_width) return match.end;
  std::size_t at = match.begin;
  while (at != match.end && continues_word(text[at])) ++at;
  while (at != match.end && !continues_word(text[at])) ++at;
  return at;
}

std::size_t next_character(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return at;
}

}  // namespace

/// One regex, compiled in two ways when they are needed.
class Pattern::Regex {
 public:
  explicit Regex(std::string_view text) : text_(text) {}
  ~Regex() {
    for (const auto& slot : compiled_) delete slot.load();
  }
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  [[nodiscard]] const re2::RE2& of(bool ascii) const {
    std::atomic<const re2::RE2*>& slot = compiled_[ascii ? 1 : 0];
    if (const re2::RE2* ready = slot.load(std::memory_order_acquire)) return *ready;
    const std::string regex = go_to_re2(text_);
    auto fresh = std::make_unique<const re2::RE2>(ascii ? to_ascii(regex) : regex, options(ascii));
    if (!fresh->ok()) std::terminate();  // check() has seen to it
    const re2::RE2* expected = nullptr;
    if (slot.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel)) return *fresh.release();
    return *expected;
  }

 private:
  std::string_view text_;
  mutable std::array<std::atomic<const re2::RE2*>, 2> compiled_{};
};

Pattern::~Pattern() = default;

Pattern::Pattern(const Rule& rule) : regex_(std::make_unique<Regex>(rule.regex)) {
  for (const Allowlist& list : rule.allowlists) {
    auto& regexes = allowlists_.emplace_back();
    for (const std::string_view allowed : list.regexes) regexes.push_back(std::make_unique<Regex>(allowed));
  }
}

namespace {

/// What is wrong, without the part of the regex that RE2 quotes: a regex may name a customer.
std::string_view reason(re2::RE2::ErrorCode code) {
  switch (code) {
    case re2::RE2::ErrorBadEscape:
      return "there is no such escape";
    case re2::RE2::ErrorBadCharClass:
    case re2::RE2::ErrorBadCharRange:
      return "a character class or range is malformed";
    case re2::RE2::ErrorMissingBracket:
      return "a ] is missing";
    case re2::RE2::ErrorMissingParen:
      return "a ) is missing";
    case re2::RE2::ErrorTrailingBackslash:
      return "it ends with a backslash";
    case re2::RE2::ErrorRepeatArgument:
    case re2::RE2::ErrorRepeatOp:
      return "there is nothing to repeat before *, +, ? or {}";
    case re2::RE2::ErrorRepeatSize:
      return "it repeats more than 1,000 times";
    case re2::RE2::ErrorBadPerlOp:
      return "there is no lookaround";
    case re2::RE2::ErrorBadUTF8:
      return "it is not UTF-8";
    case re2::RE2::ErrorBadNamedCapture:
      return "a group's name is malformed";
    case re2::RE2::ErrorPatternTooLarge:
      return "it is too large";
    default:
      return "it is not of RE2's syntax";
  }
}

}  // namespace

std::expected<void, std::string> Pattern::check(const Rule& rule) {
  const auto error_of = [](std::string_view text) -> std::string {
    const std::string regex = go_to_re2(text);
    const re2::RE2 compiled(regex, options(false));
    if (!compiled.ok()) return std::string(reason(compiled.error_code()));
    const re2::RE2 ascii(to_ascii(regex), options(true));
    return ascii.ok() ? std::string() : std::string(reason(ascii.error_code()));
  };
  if (const std::string error = error_of(rule.regex); !error.empty())
    return std::unexpected("its regex is wrong: " + error);
  const int groups = re2::RE2(go_to_re2(rule.regex), options(false)).NumberOfCapturingGroups();
  if (rule.group > groups) return std::unexpected("secretGroup is not a group of its regex");
  if (rule.group >= most_groups) return std::unexpected("secretGroup is more than 15");
  for (const Allowlist& list : rule.allowlists) {
    for (const std::string_view allowed : list.regexes) {
      if (const std::string error = error_of(allowed); !error.empty()) {
        return std::unexpected("a regex of its allowlists is wrong: " + error);
      }
    }
  }
  return {};
}

bool Pattern::allows(const Rule& rule, std::size_t list, std::string_view value, std::string_view match,
                     std::string_view line) const {
  const Allowlist& allowed = rule.allowlists[list];
  if (allowed.never) return false;
  const std::string_view target = allowed.target == Allowlist::Target::value   ? value
                                  : allowed.target == Allowlist::Target::match ? match
                                                                               : line;
  const auto& regexes = allowlists_[list];
  const bool by_regex = std::any_of(regexes.begin(), regexes.end(), [&](const auto& regex) {
    return re2::RE2::FullMatch(re2::StringPiece(target.data(), target.size()), regex->of(is_ascii(target)));
  });
  const bool by_word = std::any_of(allowed.stopwords.begin(), allowed.stopwords.end(),
                                   [&](std::string_view word) { return equal_folded(word, value); });
  if (!allowed.all) return by_regex || by_word;
  return (regexes.empty() || by_regex) && (allowed.stopwords.empty() || by_word) &&
         !(regexes.empty() && allowed.stopwords.empty());
}

/// Whether the value is what the rule's checks ask for.
bool Pattern::holds(const Rule& rule, std::string_view value) {
  if (rule.entropy > 0 && shannon_entropy(value) < rule.entropy) return false;
  return rule.check == Check::none || passes(rule.check, value);
}

bool Pattern::allowed(const Rule& rule, std::string_view text, const Match& match) const {
  for (std::size_t list = 0; list != rule.allowlists.size(); ++list) {
    const bool by_line = rule.allowlists[list].target == Allowlist::Target::line;
    const std::string_view line = by_line ? line_around(text, match.match) : text;
    if (allows(rule, list, part(text, match.value), part(text, match.match), line)) return true;
  }
  return false;
}

void Pattern::find(const Rule& rule, std::string_view text, Window window, std::size_t last,
                   std::vector<Match>& matches) const {
  std::array<re2::StringPiece, most_groups> groups;
  const re2::RE2& regex = regex_->of(is_ascii(part(text, window)));
  const int wanted =
      rule.group == Rule::first_group ? std::min(regex.NumberOfCapturingGroups() + 1, most_groups) : rule.group + 1;
  const re2::StringPiece whole(text.data(), text.size());
  const auto span = [&](const re2::StringPiece& piece) {
    const auto begin = static_cast<std::size_t>(piece.data() - text.data());
    return Window{begin, begin + piece.size()};
  };
  for (std::size_t at = window.begin; at <= window.end;) {
    if (!regex.Match(whole, at, window.end, re2::RE2::UNANCHORED, groups.data(), wanted)) return;
    Match match{span(groups[0]), span(groups[0])};
    if (match.match.begin >= last) return;
    const int first = rule.group == Rule::first_group ? 1 : rule.group;
    for (int group = first; group < wanted; ++group) {
      if (groups[static_cast<std::size_t>(group)].empty()) continue;
      match.value = span(groups[static_cast<std::size_t>(group)]);
      break;
    }
    const bool empty = match.match.begin == match.match.end;
    const bool value = !empty && holds(rule, part(text, match.value));
    if (value && !allowed(rule, text, match)) matches.push_back(match);
    at = empty ? next_character(text, match.match.end) : value ? match.match.end : behind_refused(text, match.match);
  }
}

}  // namespace cavra::privacy
