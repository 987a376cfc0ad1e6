#include "privacy/pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <span>

#include "privacy/digit_blind.h"
#include "privacy/literals.h"
#include "privacy/one_byte_text.h"
#include "privacy/regex_forms.h"

namespace cavra::privacy {
namespace {

constexpr int most_groups = 16;           // that are looked at for a value
constexpr std::size_t retry_width = 128;  // a refused match this short is looked into again

re2::RE2::Options options(bool latin) {
  re2::RE2::Options chosen;
  chosen.set_log_errors(false);
  chosen.set_max_mem(std::int64_t{64} << 20);
  if (latin) chosen.set_encoding(re2::RE2::Options::EncodingLatin1);
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

/// One regex, compiled in several ways when they are needed.
class Pattern::Regex {
 public:
  explicit Regex(std::string_view text) : texts_{to_re2(text), to_ascii(to_re2(text))} {
    const std::optional<LooseRegex> loose = to_loose(texts_[0]);
    if (!loose) return;
    loosens_ascii_ = loose->drops_bounds;
    is_of_ascii_ = !loose->names_others;
    texts_[2] = loose->text;
    texts_[3] = blind_to_digits(loose->text).value_or(std::string());
  }
  ~Regex() {
    for (const auto& slot : compiled_) delete slot.load();
  }
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  /// For texts of ASCII alone, or for all.
  [[nodiscard]] const re2::RE2& of(bool ascii) const { return compiled(ascii ? Form::ascii : Form::any); }

  /// Whether it tells no characters beyond ASCII from each other, so that one byte may stand for all of them.
  [[nodiscard]] bool is_of_ascii() const { return is_of_ascii_; }

  [[nodiscard]] int groups(bool ascii) const {
    const re2::RE2* const any = loose(false);
    return (any != nullptr ? any : &of(ascii))->NumberOfCapturingGroups();
  }

  /// The leftmost match in text[window], with as many groups: where the loose regex begins, when the regex matches
  /// there, else by a search with the regex itself.
  bool search(std::string_view text, Window window, bool ascii, std::span<re2::StringPiece> groups) const {
    constexpr int most_tries = 8;
    const re2::StringPiece whole(text.data(), text.size());
    const auto wanted = static_cast<int>(groups.size());
    const re2::RE2* const starts = ascii || !has_folding_letters(part(text, window)) ? loose(ascii) : nullptr;
    for (int tries = 0; starts != nullptr && tries != most_tries; ++tries) {
      re2::StringPiece begin;
      if (!starts->Match(whole, window.begin, window.end, re2::RE2::UNANCHORED, &begin, 1)) return false;
      window.begin = static_cast<std::size_t>(begin.data() - text.data());
      if (of(ascii).Match(whole, window.begin, window.end, re2::RE2::ANCHOR_START, groups.data(), wanted)) return true;
      if (window.begin++ == window.end) return false;
    }
    return search_plainly(text, window, ascii, groups);
  }

  bool may_match_blindly(std::string_view text) const {
    if (texts_[static_cast<std::size_t>(Form::blind)].empty()) return true;
    const re2::RE2& regex = compiled(Form::blind);
    return !regex.ok() || regex.Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
  }

  bool search_plainly(std::string_view text, Window window, bool ascii, std::span<re2::StringPiece> groups) const {
    return of(ascii).Match({text.data(), text.size()}, window.begin, window.end, re2::RE2::UNANCHORED, groups.data(),
                           static_cast<int>(groups.size()));
  }

 private:
  enum class Form : std::uint8_t { any, ascii, loose, blind };

  /// See to_loose(); null where there is none, or where it says no more than the regex for ASCII.
  [[nodiscard]] const re2::RE2* loose(bool ascii) const {
    if ((ascii && !loosens_ascii_) || texts_[static_cast<std::size_t>(Form::loose)].empty()) return nullptr;
    const re2::RE2& regex = compiled(Form::loose);
    return regex.ok() ? &regex : nullptr;
  }

  [[nodiscard]] const re2::RE2& compiled(Form form) const {
    const auto index = static_cast<std::size_t>(form);
    std::atomic<const re2::RE2*>& slot = compiled_[index];
    if (const re2::RE2* ready = slot.load(std::memory_order_acquire)) return *ready;
    auto fresh = std::make_unique<const re2::RE2>(texts_[index], options(form != Form::any));
    if (!fresh->ok() && form < Form::loose) std::terminate();  // check() has seen to it
    const re2::RE2* expected = nullptr;
    if (slot.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel)) return *fresh.release();
    return *expected;
  }

  std::array<std::string, 4> texts_;  // by form; empty: none
  bool is_of_ascii_ = false;
  bool loosens_ascii_ = false;  // else the regex for ASCII is as quick
  mutable std::array<std::atomic<const re2::RE2*>, 4> compiled_{};
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
    const std::string regex = to_re2(text);
    const re2::RE2 compiled(regex, options(false));
    if (!compiled.ok()) return std::string(reason(compiled.error_code()));
    const re2::RE2 ascii(to_ascii(regex), options(true));
    return ascii.ok() ? std::string() : std::string(reason(ascii.error_code()));
  };
  if (const std::string error = error_of(rule.regex); !error.empty())
    return std::unexpected("its regex is wrong: " + error);
  const int groups = re2::RE2(to_re2(rule.regex), options(false)).NumberOfCapturingGroups();
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

namespace {

/// A text that is matched as it is.
struct Itself {
  std::string_view all;
  [[nodiscard]] std::string_view text() const { return all; }
  [[nodiscard]] static std::size_t here(std::size_t place) { return place; }
  [[nodiscard]] static std::size_t there(std::size_t at) { return at; }
};

}  // namespace

void Pattern::find(const Rule& rule, std::string_view text, Window window, std::size_t last,
                   std::vector<Match>& matches) const {
  const bool ascii = is_ascii(part(text, window));
  OneByteText subject;
  if (!ascii && regex_->is_of_ascii() && !has_folding_letters(part(text, window)) &&
      subject.read(text, window.begin, window.end))
    find_in(subject, &Regex::search, true, rule, text, window, last, matches);
  else
    find_in(Itself{text}, &Regex::search, ascii, rule, text, window, last, matches);
}

void Pattern::find_plainly(const Rule& rule, std::string_view text, Window window, std::size_t last,
                           std::vector<Match>& matches) const {
  find_in(Itself{text}, &Regex::search_plainly, is_ascii(part(text, window)), rule, text, window, last, matches);
}

bool Pattern::may_match_blindly(std::string_view text) const { return regex_->may_match_blindly(text); }

/// `subject` is `text` as it is searched, by the regex for ASCII or by that for all.
template <class Subject, class Search>
void Pattern::find_in(const Subject& subject, Search search, bool ascii, const Rule& rule, std::string_view text,
                      Window window, std::size_t last, std::vector<Match>& matches) const {
  std::array<re2::StringPiece, most_groups> groups;
  const int wanted =
      rule.group == Rule::first_group ? std::min(regex_->groups(ascii) + 1, most_groups) : rule.group + 1;
  const auto span = [&](const re2::StringPiece& piece) {
    const auto begin = static_cast<std::size_t>(piece.data() - subject.text().data());
    return Window{subject.there(begin), subject.there(begin + piece.size())};
  };
  const std::size_t end = subject.here(window.end);
  for (std::size_t at = window.begin; at <= window.end;) {
    if (!(*regex_.*search)(subject.text(), {subject.here(at), end}, ascii,
                           std::span(groups).first(static_cast<std::size_t>(wanted))))
      return;
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
