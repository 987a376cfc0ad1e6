#include <string>
#include <string_view>

#include "base/utf8.h"
#include "privacy/folding.h"
#include "privacy/reading.h"
#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

bool is_upper(std::uint32_t c) { return c < 0x80 ? is_ascii_upper(c) : fold_case(c) != c; }
bool is_word(std::uint32_t c) {
  return c < 0x80 ? is_ascii_alnum(c) : record(c).has(property::letter | property::mark | property::digit);
}

// The singular of a lower-case word: addresses, companies, names; but status, basis and address stay.
void to_singular(std::string& word) {
  const std::string_view all = word;
  if (all.size() < 4 || !all.ends_with('s') || all.ends_with("ss") || all.ends_with("us") || all.ends_with("is"))
    return;
  if (all.ends_with("ies") && all.size() > 4) {
    word.replace(word.size() - 3, 3, "y");
  } else if (all.ends_with("sses") || all.ends_with("xes") || all.ends_with("ches") || all.ends_with("shes")) {
    word.resize(word.size() - 2);
  } else {
    word.pop_back();
  }
}

class Words {
 public:
  void add(std::uint32_t lower) { append_utf8(word_, lower); }

  void end() {
    if (word_.empty()) return;
    to_singular(word_);
    if (!out_.empty()) out_.push_back('_');
    out_ += word_;
    word_.clear();
  }

  std::string take() {
    end();
    return std::move(out_);
  }

 private:
  std::string word_;
  std::string out_;
};

// Text that is_folded already: words begin where a capital follows something else, or where the last of several
// capitals is followed by a small letter, as in HTTPServer.
std::string split(std::string_view text) {
  Words words;
  std::uint32_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = next_code_point(text, at);
    if (!is_word(c)) {
      words.end();
    } else {
      std::size_t ahead = at;
      const std::uint32_t next = at < text.size() ? next_code_point(text, ahead) : 0;
      const bool small_next = is_word(next) && !is_upper(next) && !is_ascii_digit(next);
      if (is_upper(c) && (!is_upper(last) || small_next)) words.end();
      words.add(c < 0x80 ? (is_ascii_upper(c) ? c | 0x20 : c) : fold_case(c));
    }
    last = c;
  }
  return words.take();
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) - 0x20u >= 0x5Fu) return false;
  }
  return true;
}

}  // namespace

std::string fold_key(std::string_view key) {
  if (is_ascii(key)) return split(key);
  std::string folded;
  Folder().fold(key, folded);
  return split(folded);
}

}  // namespace cavra::privacy
