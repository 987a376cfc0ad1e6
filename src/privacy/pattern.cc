#include "privacy/pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

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

std::expected<std::unique_ptr<re2::RE2>, std::string> compile_regex(std::string_view regex) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(std::int64_t{64} << 20);
  auto compiled = std::make_unique<re2::RE2>(go_to_re2(regex), options);
  if (!compiled->ok()) return std::unexpected(compiled->error());
  return compiled;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

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

Pattern::Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

std::expected<Pattern, std::string> Pattern::compile(const Rule& rule) {
  Pattern pattern;
  auto regex = compile_regex(rule.regex);
  if (!regex) return std::unexpected("its regex is wrong: " + regex.error());
  pattern.regex_ = std::move(*regex);
  pattern.groups_ = pattern.regex_->NumberOfCapturingGroups();
  if (rule.group > pattern.groups_) return std::unexpected("secretGroup is not a group of its regex");
  if (rule.group >= most_groups) return std::unexpected("secretGroup is more than 15");
  for (const Allowlist& list : rule.allowlists) {
    auto& compiled = pattern.allowlists_.emplace_back();
    for (const std::string_view allowed : list.regexes) {
      auto target = compile_regex(allowed);
      if (!target) return std::unexpected("a regex of its allowlists is wrong: " + target.error());
      compiled.push_back(std::move(*target));
    }
  }
  return pattern;
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
    return re2::RE2::FullMatch(re2::StringPiece(target.data(), target.size()), *regex);
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
  const int wanted = rule.group == Rule::first_group ? std::min(groups_ + 1, most_groups) : rule.group + 1;
  const re2::StringPiece whole(text.data(), text.size());
  const auto span = [&](const re2::StringPiece& piece) {
    const auto begin = static_cast<std::size_t>(piece.data() - text.data());
    return Window{begin, begin + piece.size()};
  };
  for (std::size_t at = window.begin; at <= window.end;) {
    if (!regex_->Match(whole, at, window.end, re2::RE2::UNANCHORED, groups.data(), wanted)) return;
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
