#include <algorithm>
#include <array>

#include "base/hex.h"
#include "privacy/base_n.h"
#include "privacy/runs.h"
#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

constexpr std::size_t kBlock = 64;  // digits that are decoded at a time where the end of the text is looked for

Decoding alphabet(bool url) { return url ? Decoding::base64url : Decoding::base64; }

bool is_alnum(char c) { return is_ascii_alnum(static_cast<unsigned char>(c)); }

// Words in front of an encoded run, as in sha512-...: where the run itself begins.
std::size_t behind_words(std::string_view run) {
  constexpr std::size_t kLongestWord = 16;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < run.size() && at - begin <= kLongestWord; ++at) {
    const auto byte = static_cast<unsigned char>(run[at]);
    if (is_ascii_upper(byte)) break;
    if (!is_alnum(run[at])) begin = at + 1;
  }
  return begin;
}

}  // namespace

bool RunFinder::base64(std::size_t begin, std::size_t end) {
  if ((end - begin) % 4 == 1) --end;
  bytes_.clear();
  decode_base64(text_.substr(begin, std::min(kProbe64, end - begin)), bytes_);
  return may_begin_readable(bytes_, (end - begin) * 3 / 4) && offer(Decoding::base64, begin, end);
}

// Pieces whose separators are digits themselves: + and / of base64, - and _ of base64url. A start is passed over when
// an earlier one of the same alignment has shown what comes there.
// How many digits led to text.
std::size_t RunFinder::joined_pieces(const Run& run) {
  const Makeup found = makeup(text_.substr(run.begin, run.end - run.begin));
  if (found.upper == 0 || found.lower + found.digits == 0) return 0;
  std::array<std::size_t, 4> done{};
  std::size_t readable = 0;
  for (std::size_t begin = run.begin; begin + kLeastJoined <= run.end && !stopped_; ++begin) {
    const bool starts = begin == run.begin || (is_alnum(text_[begin]) && !is_alnum(text_[begin - 1]));
    if (!starts || begin < done[begin % 4]) continue;
    readable = std::max(readable, joined_from(begin, run, done[begin % 4]));
  }
  return readable;
}

std::size_t RunFinder::joined_from(std::size_t begin, const Run& run, std::size_t& done) {
  bytes_.clear();
  decode_base64(text_.substr(begin, std::min(kProbe64, run.end - begin)), bytes_);
  if (!may_begin_readable(bytes_, (run.end - begin) * 3 / 4)) return 0;
  bytes_.clear();
  std::size_t text = 0;
  std::size_t at = begin;
  while (at < run.end && bytes_.size() < text + 4) {
    const std::size_t digits = std::min(kBlock, run.end - at);
    if (!spend(digits)) return 0;
    decode_base64(text_.substr(at, digits), bytes_);
    at += digits;
    text += text_prefix(std::string_view(bytes_).substr(text));
  }
  const bool compressed = (begins_gzip(bytes_) || begins_zlib(bytes_)) && sink_->may_inflate(bytes_);
  if (text == bytes_.size() || compressed || content_of(bytes_) == Content::utf16) {
    const bool readable = offer(alphabet(run.url), begin, run.end);
    done = readable ? run.end : begin + 1;
    return readable ? run.end - begin : 0;
  }
  // The text ends within the run: with the last separator before it ends.
  std::size_t end = begin + text * 4 / 3;
  done = std::max(end, begin + 1);
  while (end > begin && is_alnum(text_[end])) --end;
  const std::string_view joined = text_.substr(begin, end - begin);
  if (joined.size() < kLeastJoined || std::all_of(joined.begin(), joined.end(), is_alnum)) return 0;
  return offer(alphabet(run.url), begin, end) ? end - begin : 0;
}

// Text among other bytes and text whose first digit is not the run's, in runs that look like no words.
std::size_t RunFinder::salvage64(const Run& run) {
  const std::string_view digits = text_.substr(run.begin, run.end - run.begin);
  if (digits.size() < kLeastSalvaged || !spend(digits.size())) return 0;
  if (!makeup(digits).mixed()) return 0;
  std::size_t readable = 0;
  for (std::size_t skip = 0; skip < 4 && spend(digits.size()); ++skip) {
    bytes_.clear();
    decode_base64(digits.substr(skip), bytes_);
    readable = std::max(readable, offer_salvaged(alphabet(run.url), run.begin + skip, run.end));
  }
  return readable;
}

void RunFinder::opaque64(const Run& run, std::size_t readable) {
  const std::string_view all = text_.substr(run.begin, run.end - run.begin);
  const std::string_view digits = all.substr(behind_words(all));
  const std::size_t decoded = digits.size() * 3 / 4;
  if (decoded <= kMostOpaque || readable * 2 >= digits.size()) return;
  const bool all_hex = std::all_of(digits.begin(), digits.end(), [](char c) { return hex_digit(c) >= 0; });
  if (all_hex) return;
  const Makeup found = makeup(digits);
  const bool one_piece = found.changes * 10 >= digits.size() && std::all_of(digits.begin(), digits.end(), is_alnum);
  const bool shuffled = found.changes * 20 >= digits.size() * 7;
  const bool padded = run.padded && digits.size() % 4 != 0 && found.upper != 0 && found.lower != 0 && found.digits != 0;
  if (!one_piece && !shuffled && !padded) return;
  sink_->on_opaque(alphabet(run.url),
                   {static_cast<std::uint32_t>(run.end - digits.size()), static_cast<std::uint32_t>(run.end)}, decoded);
}

}  // namespace cavra::privacy
