#include "privacy/disguise.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

constexpr std::uint32_t kNone = 0;  // in place of a neighbour at the ends of the text

enum class Sort { ordinary, zero_width, bidirectional, control };

struct Neighbours {
  std::uint32_t before;
  std::uint32_t after;
  bool tagged;  // `before` belongs to a flag that is spelled with tags
};

bool is_letter(std::uint32_t c) { return record(c).has(property::letter); }

bool uses_joiners(std::uint32_t c) {
  const Script script = record(c).script;
  return c != kNone && (script == Script::other || script == Script::unspaced);
}

bool is_without_spaces(std::uint32_t c) {
  const Script script = record(c).script;
  return script == Script::unspaced || script == Script::east_asian || script == Script::other;
}

bool is_tag(std::uint32_t c) { return c >= 0xE0020 && c <= 0xE007F; }
bool is_directional_mark(std::uint32_t c) { return c == 0x200E || c == 0x200F || c == 0x061C; }
bool is_isolate(std::uint32_t c) { return c >= 0x2066 && c <= 0x2069; }
bool is_embedding(std::uint32_t c) { return c >= 0x202A && c <= 0x202E; }

bool is_honest_invisible(std::uint32_t c, const Neighbours& near) {
  const Record& before = record(near.before);
  switch (c) {
    case 0x00AD:  // soft hyphen
      return is_letter(near.before) && is_letter(near.after);
    case 0x200B:  // zero-width space
      return uses_joiners(near.before) && uses_joiners(near.after);
    case 0x200C:  // joiners
    case 0x200D:
      return uses_joiners(near.before) || uses_joiners(near.after) ||
             (before.has(property::emoji) && record(near.after).has(property::emoji));
    case 0xFE0F:
      if (near.after == 0x20E3) return is_ascii_digit(near.before) || near.before == '#' || near.before == '*';
      [[fallthrough]];
    case 0xFE0E:
      return near.before >= 0x80 && !before.has(property::invisible);
    default:
      break;
  }
  if (is_tag(c)) return near.before == 0x1F3F4 || near.tagged;
  const bool selector = (c >= 0xFE00 && c <= 0xFE0D) || (c >= 0xE0100 && c <= 0xE01EF);
  if (selector) return before.script == Script::east_asian || uses_joiners(near.before);
  // Fillers of Hangul and the like stand among the letters of their script.
  return c != 0xFEFF && (c < 0x2060 || c > 0x206F) && c != 0x034F && is_without_spaces(near.before) &&
         is_without_spaces(near.after);
}

bool has_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (record(next_code_point(text, at)).has(property::right_to_left)) return true;
  }
  return false;
}

// A word's letters, as far as mixing goes.
class Word {
 public:
  void add(std::uint32_t c, std::size_t begin, std::size_t end) {
    if (letters_ == 0) begin_ = begin;
    end_ = end;
    ++letters_;
    const Record& found = record(c);
    if (found.script == Script::latin) {
      ++latin_;
      only_small_latin_ = only_small_latin_ && is_ascii_lower(c);
      only_shared_latin_ =
          only_shared_latin_ && c < 0x80 && kShared.find(static_cast<char>(c)) != std::string_view::npos;
      return;
    }
    const bool mixable =
        found.script == Script::cyrillic || found.script == Script::greek || found.script == Script::lookalike;
    if (!mixable) {
      other_ = true;
      return;
    }
    ++foreign_;
    greek_ += found.script == Script::greek;
    only_lookalikes_ = only_lookalikes_ && is_ascii_letter(found.ascii);
    only_small_cyrillic_ = only_small_cyrillic_ && found.script == Script::cyrillic && found.lower == 0;
    only_twins_ = only_twins_ && is_twin(c);
    foreign_at_edge_ = letters_ == 1 || foreign_at_edge_;
    last_foreign_ = letters_;
    micro_ = micro_ || c == 0x00B5 || c == 0x03BC;
  }

  bool mixes() const {
    constexpr unsigned kLeast = 3;
    if (other_ || latin_ == 0 || foreign_ == 0) return false;
    // Units are as short as small words, but their capitals and letters of their own give them away.
    if (letters_ < kLeast) return only_lookalikes_ && only_small_cyrillic_ && only_small_latin_;
    // A Greek letter before or after a Latin word is a quantity of science, unless it cannot be told from a Latin one.
    const bool quantity = greek_ == 1 && foreign_ == 1 && (foreign_at_edge_ || last_foreign_ == letters_);
    if (only_lookalikes_) return !quantity || only_twins_;
    if (greek_ == foreign_ && !quantity && !micro_ && latin_ > foreign_) return true;
    return only_shared_latin_ && foreign_ > latin_;
  }

  bool empty() const { return letters_ == 0; }
  Span span() const { return {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end_)}; }

 private:
  // Capital letters and omicron of Greek that are drawn as Latin ones, in which no quantity is written.
  static bool is_twin(std::uint32_t c) {
    constexpr std::u16string_view kTwins =
        u"\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7\u03BF";
    return c < 0x10000 && kTwins.find(static_cast<char16_t>(c)) != std::u16string_view::npos;
  }

  // Latin letters that can pass for common Cyrillic ones.
  static constexpr std::string_view kShared = "aceijopsxyABCEHIKMOPSTX";
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  unsigned letters_ = 0;
  unsigned latin_ = 0;
  unsigned foreign_ = 0;
  unsigned greek_ = 0;
  unsigned last_foreign_ = 0;
  bool foreign_at_edge_ = false;
  bool only_lookalikes_ = true;
  bool only_twins_ = true;
  bool only_small_cyrillic_ = true;
  bool only_small_latin_ = true;
  bool micro_ = false;
  bool only_shared_latin_ = true;
  bool other_ = false;
};

class Search {
 public:
  Search(std::string_view text, std::vector<Hidden>& out) : text_(text), out_(out), first_(out.size()) {}

  void run() {
    std::uint32_t before = kNone;
    bool tagged = false;
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t begin = at;
      const std::uint32_t c = next_code_point(text_, at);
      const Record& found = record(c);
      if (found.has(property::invisible)) {
        std::size_t ahead = at;
        const std::uint32_t after = at < text_.size() ? next_code_point(text_, ahead) : kNone;
        const Sort sort = sort_of(c, {before, after, tagged});
        tagged = is_tag(c) && sort == Sort::ordinary;
        if (sort != Sort::ordinary) add(static_cast<Disguise::Kind>(static_cast<int>(sort) - 1), begin, at);
      } else if (found.has(property::letter)) {
        word_.add(c, begin, at);
      } else if (!found.has(property::mark) && !found.has(property::digit)) {
        end_word();
      }
      before = c;
    }
    end_word();
    // Words are added when they end, behind what stands within them.
    std::sort(out_.begin() + static_cast<std::ptrdiff_t>(first_), out_.end(), [](const Hidden& a, const Hidden& b) {
      return std::pair{a.span.begin, a.kind} < std::pair{b.span.begin, b.kind};
    });
  }

 private:
  Sort sort_of(std::uint32_t c, const Neighbours& near) {
    if (c == '\t' || c == '\n' || c == '\r') return Sort::ordinary;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return Sort::control;
    if (is_embedding(c)) return Sort::bidirectional;
    if (is_directional_mark(c) || is_isolate(c)) {
      if (right_to_left_ < 0) right_to_left_ = has_right_to_left(text_);
      return right_to_left_ != 0 ? Sort::ordinary : Sort::bidirectional;
    }
    return is_honest_invisible(c, near) ? Sort::ordinary : Sort::zero_width;
  }

  void add(Disguise::Kind kind, std::size_t begin, std::size_t end) {
    const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (out_.size() > first_ && out_.back().kind == kind && out_.back().span.end == span.begin) {
      out_.back().span.end = span.end;
    } else {
      out_.push_back({kind, span});
    }
  }

  void end_word() {
    if (word_.mixes()) out_.push_back({Disguise::Kind::mixed_script, word_.span()});
    if (!word_.empty()) word_ = Word();
  }

  std::string_view text_;
  std::vector<Hidden>& out_;
  std::size_t first_;
  Word word_;
  int right_to_left_ = -1;
};

}  // namespace

void find_disguises(std::string_view text, std::vector<Hidden>& out) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte < 0x7F) || byte == '\t' || byte == '\n' || byte == '\r';
  });
  if (!plain) Search(text, out).run();
}

}  // namespace cavra::privacy
