#include "privacy/spacing.h"

#include <bit>
#include <utility>

#include "privacy/base_n.h"
#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

constexpr std::size_t kLeastSpaced = 4;
constexpr std::size_t kLeastSigned = 5;
constexpr std::size_t kLeastDigits = 9;   // of digits alone with a sign between them: shorter ones are versions
constexpr std::size_t kWidestGap = 2;
constexpr std::size_t kWidestWordGap = 6;
constexpr std::size_t kLeastLine = 32;

bool is_word_character(std::uint32_t c) { return c >= 0x80 || is_ascii_alnum(c); }

// What stands in a run of single characters.
class Tally {
 public:
  void add(unsigned char first_byte, bool behind_word_gap) {
    const bool word = is_word_character(first_byte);
    words_ += word;
    letters_ += word && !is_ascii_digit(first_byte);
    if (behind_word_gap) {
      recent_ = 0;
      streak_ = 0;
    }
    ++streak_;
    recent_ = (recent_ << 1 | (word ? 1u : 0u)) & 0xF;
    dense_ = dense_ || (streak_ >= kLeastSpaced && std::popcount(recent_) >= 2);
  }

  bool is_spacing(char sign) const {
    if (!dense_) return false;
    if (sign == ' ') return words_ >= kLeastSpaced;
    return words_ >= kLeastSigned && (letters_ > 0 || words_ >= kLeastDigits);
  }

 private:
  std::size_t words_ = 0;  // letters and digits
  std::size_t letters_ = 0;
  std::size_t streak_ = 0;  // since the last gap between words
  unsigned recent_ = 0;     // the last four of them: which are letters or digits
  bool dense_ = false;      // four in a row, two of them letters or digits
};

class Closer {
 public:
  Closer(std::string_view text, std::string& out, OffsetMap* map) : text_(text), out_(out), map_(map) {}

  bool run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      if (const std::size_t next = wrapped_line(at)) {
        keep(at);
        copied_ = at = next;
        continue;
      }
      if (!begins_token(at)) {
        ++at;
        continue;
      }
      at = spaced_run(at);
    }
    if (copied_ == 0) return false;
    keep(text_.size());
    if (map_) map_->finish(static_cast<std::uint32_t>(out_.size()), static_cast<std::uint32_t>(text_.size()));
    return true;
  }

 private:
  bool begins_token(std::size_t at) const {
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte <= ' ' || (byte & 0xC0) == 0x80) return false;
    if (at == 0) return true;
    return !is_word_character(static_cast<unsigned char>(text_[at - 1]));
  }

  // The end of the single character at `at`.
  std::size_t character(std::size_t at) const {
    std::size_t end = at;
    static_cast<void>(next_code_point(text_, end));
    return end;
  }

  std::size_t gap(std::size_t at, char sign) const {
    std::size_t end = at;
    while (end < text_.size() && text_[end] == sign && end - at <= kWidestWordGap) ++end;
    return end - at;
  }

  // Looks at the run of single characters that begins at `begin` and writes it closed when it is long enough; where to
  // go on.
  std::size_t spaced_run(std::size_t begin) {
    std::size_t at = character(begin);
    if (at >= text_.size() || is_word_character(static_cast<unsigned char>(text_[at]))) return at;
    const char sign = text_[at];
    if (sign == '\n' || sign == '\r') return at;
    const std::size_t width = gap(at, sign);
    if (width > (sign == ' ' ? kWidestGap : 1)) return at;
    Tally tally;
    tally.add(static_cast<unsigned char>(text_[begin]), false);
    std::size_t last = begin;  // the last character that belongs to the run
    std::size_t end = at;
    while (end < text_.size()) {
      const std::size_t between = gap(end, sign);
      const bool word_gap = sign == ' ' && between > width && between <= kWidestWordGap;
      if (between != width && !word_gap) break;
      const std::size_t next = end + between;
      if (next >= text_.size() || !stands_alone(next, sign)) break;
      tally.add(static_cast<unsigned char>(text_[next]), word_gap);
      last = next;
      end = character(next);
    }
    if (!tally.is_spacing(sign)) return last == begin ? at : last;
    write(begin, end, sign, width);
    return end;
  }

  bool stands_alone(std::size_t at, char sign) const {
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte <= ' ' || text_[at] == sign) return false;
    const std::size_t end = character(at);
    return end == text_.size() || text_[end] == sign || !is_word_character(static_cast<unsigned char>(text_[end])) ||
           !is_word_character(byte);
  }

  void write(std::size_t begin, std::size_t end, char sign, std::size_t width) {
    keep(begin);
    for (std::size_t at = begin; at < end;) {
      const std::size_t next = character(at);
      mark(at);
      out_.append(text_, at, next - at);
      const std::size_t between = next < end ? gap(next, sign) : 0;
      if (between > width) {
        mark(next);
        out_.push_back(' ');
      }
      at = next + between;
    }
    copied_ = end;
  }

  // Whether `at` is a line break within an encoded run; where the run goes on, or 0.
  std::size_t wrapped_line(std::size_t at) {
    if (base64_value(text_[at]) != 0xFF) {
      ++digits_;
      return 0;
    }
    const std::size_t digits = std::exchange(digits_, 0);
    if ((text_[at] != '\n' && text_[at] != '\r') || digits < kLeastLine) return 0;
    std::size_t next = at;
    while (next < text_.size() && next - at < 8 && static_cast<unsigned char>(text_[next]) <= ' ') ++next;
    if (next == text_.size() || base64_value(text_[next]) == 0xFF) return 0;
    return next;
  }

  void keep(std::size_t end) {
    if (end <= copied_) return;
    mark(copied_);
    out_.append(text_, copied_, end - copied_);
  }

  void mark(std::size_t from) {
    if (map_) map_->add(static_cast<std::uint32_t>(out_.size()), static_cast<std::uint32_t>(from));
  }

  std::string_view text_;
  std::string& out_;
  OffsetMap* map_;
  std::size_t copied_ = 0;
  std::size_t digits_ = 0;
};

}  // namespace

bool close_spacing(std::string_view text, std::string& out, OffsetMap* map) {
  out.clear();
  return Closer(text, out, map).run();
}

}  // namespace cavra::privacy
