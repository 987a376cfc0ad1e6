#define TOML_IMPLEMENTATION
#include "base/toml.h"

#include <algorithm>

#include "base/utf8.h"

namespace cavra {
namespace {

constexpr std::uint32_t most_levels = 32;

/// Finds keys of too many parts, by the dots between two other signs, and values in too many brackets. It reads strings
/// and comments as TOML does, as far as the text is TOML; what follows the first fault does not matter, for toml++
/// stops there.
class Levels {
 public:
  explicit Levels(std::string_view text) : text_(text) {}

  /// Goes to the first sign that is one too many, and says of what; empty when there is none.
  std::string_view find_deep() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        string(c);
        continue;
      }
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
        continue;
      }
      if (c == '.') {
        if (++dots_ == most_levels) return "a key of more than 32 parts";
      } else if (std::string_view("=[]{},\n").find(c) != std::string_view::npos) {
        dots_ = 0;
        if (c == '[' || c == '{') ++levels_;
        if ((c == ']' || c == '}') && levels_ > 0) --levels_;
        if (levels_ > most_levels) return "arrays and tables in each other to more than 32 levels";
      }
      ++at_;
    }
    return {};
  }

  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  /// Passes over a string, of one line or of several.
  void string(char quote) {
    const std::string three(3, quote);
    const bool lines = text_.substr(at_, 3) == three;
    const std::string_view closing = std::string_view(three).substr(0, lines ? 3 : 1);
    for (at_ += closing.size(); at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n' && !lines) return;
      if (text_[at_] == '\\' && quote == '"') {
        ++at_;
      } else if (text_.substr(at_, closing.size()) == closing) {
        at_ += closing.size();
        for (int i = 0; lines && i != 2 && text_.substr(at_, 1) == closing.substr(0, 1); ++i) ++at_;  // of the string
        return;
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t dots_ = 0;
  std::uint32_t levels_ = 0;
};

}  // namespace

std::expected<toml::table, TomlError> read_toml(std::string_view text) {
  Levels levels(text);
  if (const std::string what(levels.find_deep()); !what.empty()) {
    const std::string_view before = text.substr(0, levels.at());
    const std::string_view line = before.substr(before.rfind('\n') + 1);
    return std::unexpected(TomlError{what, what,
                                     static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1),
                                     static_cast<std::uint32_t>(count_code_points(line) + 1)});
  }
  toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::source_position at = parsed.error().source().begin;
    return std::unexpected(
        TomlError{"this is not TOML", std::string(parsed.error().description()), at.line, at.column});
  }
  return std::move(parsed).table();
}

}  // namespace cavra
