#include "privacy/name_words.h"

#include "base/utf8.h"
#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

bool in_word(std::uint32_t c) {
  if (c < 0x80) return is_ascii_alnum(c);
  const Record& properties = record(c);
  return properties.has(property::letter) || properties.has(property::digit) || properties.has(property::mark);
}

/// Appends what a character of a word folds to; nothing for marks.
void fold(std::uint32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(is_ascii_upper(c) ? c + 0x20 : c);
    return;
  }
  const auto take = [&](std::uint32_t part) {
    const Record& properties = record(part);
    if (properties.has(property::mark)) return;
    const std::uint32_t plain = properties.ascii != 0 ? properties.ascii : part;
    append_utf8(out, is_ascii_upper(plain) ? plain + 0x20 : fold_case(plain));
  };
  const std::u32string_view parts = decomposition(record(c));
  if (parts.empty()) take(c);
  for (const char32_t part : parts) take(part);
}

}  // namespace

std::string_view NameWords::folded(std::size_t i) const {
  const std::size_t end = i + 1 == words_.size() ? folded_.size() : words_[i + 1].folded;
  return std::string_view(folded_).substr(words_[i].folded, end - words_[i].folded);
}

void NameWords::read(std::string_view text, std::size_t at, std::size_t most) {
  words_.clear();
  folded_.clear();
  bool inside = false;
  while (at < text.size()) {
    const std::size_t begin = at;
    const std::uint32_t c = next_code_point(text, at);
    if (!in_word(c)) {
      inside = false;
      continue;
    }
    if (!inside) {
      if (words_.size() == most) return;
      words_.push_back({static_cast<std::uint32_t>(begin), 0, static_cast<std::uint32_t>(folded_.size())});
      inside = true;
    }
    fold(c, folded_);
    words_.back().end = static_cast<std::uint32_t>(at);
  }
}

}  // namespace cavra::privacy
