#include "privacy/runs.h"

#include <algorithm>

#include "base/hex.h"
#include "privacy/base_n.h"
#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

bool is_alnum(char c) { return is_ascii_alnum(static_cast<unsigned char>(c)); }

// Lengths that base32 can have; the others leave more than a digit over.
bool is_base32_length(std::size_t digits) {
  const std::size_t rest = digits % 8;
  return rest != 1 && rest != 3 && rest != 6;
}

Span span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

Makeup makeup(std::string_view characters) {
  Makeup found;
  int last = 0;
  for (const char c : characters) {
    const auto byte = static_cast<unsigned char>(c);
    int kind = 0;
    if (is_ascii_lower(byte)) {
      kind = 1;
      ++found.lower;
    } else if (is_ascii_upper(byte)) {
      kind = 2;
      ++found.upper;
    } else if (is_ascii_digit(byte)) {
      kind = 3;
      ++found.digits;
    }
    found.changes += kind != last && kind != 0 && last != 0;
    last = kind;
  }
  return found;
}

std::size_t least_base64(const Makeup& found) { return found.upper + found.digits == 0 ? 8 : 6; }

std::size_t least_base32(const Makeup& found) {
  if (found.upper != 0 && found.lower != 0) return std::string_view::npos;
  return found.upper + found.digits == 0 ? 16 : 7;
}

bool may_be_hex(std::string_view digits) {
  constexpr std::size_t kFew = 24;
  if (digits.size() < kLeastHex) return false;
  if (digits.size() >= kFew) return true;
  std::size_t threes = 0;  // what the codes of digits begin with, at either of two places
  std::size_t shifted = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (!is_ascii_digit(static_cast<unsigned char>(digits[i]))) return true;
    (i % 2 == 0 ? threes : shifted) += digits[i] == '3';
  }
  return std::max(threes, shifted) * 8 >= digits.size() * 3;
}

void RunFinder::find(std::string_view text, RunSink& sink) {
  text_ = text;
  sink_ = &sink;
  stopped_ = !sink.spend(text.size());
  for (std::size_t at = 0; at < text.size() && !stopped_;) {
    if (base64_value(text[at]) == 0xFF) {
      ++at;
      continue;
    }
    Run found{at, at, false, false};
    while (at < text.size() && base64_value(text[at]) != 0xFF) {
      found.url = found.url || text[at] == '-' || text[at] == '_';
      ++at;
    }
    found.end = at;
    found.padded = at < text.size() && text[at] == '=';
    if (found.end - found.begin >= kLeastRun) run(found);
  }
  if (!stopped_) hex_pairs();
}

bool RunFinder::spend(std::size_t bytes) {
  stopped_ = stopped_ || !sink_->spend(bytes);
  return !stopped_;
}

void RunFinder::run(const Run& run) {
  std::size_t readable = 0;  // digits that led to text
  std::size_t pieces = 0;
  for (std::size_t begin = run.begin; begin < run.end && !stopped_;) {
    while (begin < run.end && !is_alnum(text_[begin])) ++begin;
    std::size_t end = begin;
    while (end < run.end && is_alnum(text_[end])) ++end;
    ++pieces;
    if (end - begin >= kLeastRun && piece(begin, end)) readable += end - begin;
    begin = end;
  }
  const std::size_t size = run.end - run.begin;
  if (stopped_ || readable == size) return;
  if (pieces > 1 || !is_alnum(text_[run.begin])) readable = std::max(readable, joined_pieces(run));
  if (stopped_ || readable == size) return;
  opaque64(run, std::max(salvage64(run) * 4 / 3, readable));
}

bool RunFinder::piece(std::size_t begin, std::size_t end) {
  if (!spend(end - begin)) return false;
  const Makeup found = makeup(text_.substr(begin, end - begin));
  const std::size_t size = end - begin;
  bool readable = found.digits != 0 && size >= kLeastHex && hex_stretches(begin, end);
  if (size >= least_base64(found)) readable = base64(begin, end) || readable;
  if (size >= least_base32(found)) readable = base32(begin, end) || readable;
  return readable;
}

// Decodes and hands out; whether something readable came of it.
bool RunFinder::offer(Decoding encoding, std::size_t begin, std::size_t end) {
  const std::string_view digits = text_.substr(begin, end - begin);
  if (!spend(digits.size())) return false;
  bytes_.clear();
  if (encoding == Decoding::hex) {
    decode_hex(digits, bytes_);
  } else if (encoding == Decoding::base32) {
    decode_base32(digits, bytes_);
  } else {
    decode_base64(digits, bytes_);
  }
  const Content content = content_of(bytes_);
  return content != Content::none && sink_->on_bytes(encoding, span(begin, end), bytes_, content);
}

// The bytes that were decoded last: text among other bytes. How many of them were readable.
std::size_t RunFinder::offer_salvaged(Decoding encoding, std::size_t begin, std::size_t end) {
  if (is_text_with_controls(bytes_)) {
    const std::size_t size = bytes_.size();
    return sink_->on_bytes(encoding, span(begin, end), bytes_, Content::text) ? size : 0;
  }
  const std::size_t readable = salvage_text(bytes_, salvaged_);
  if (readable == 0 || !sink_->on_bytes(encoding, span(begin, end), salvaged_, Content::text)) return 0;
  return readable;
}

bool RunFinder::hex_stretches(std::size_t begin, std::size_t end) {
  bool readable = false;
  while (begin < end && !stopped_) {
    while (begin < end && hex_digit(text_[begin]) < 0) ++begin;
    std::size_t last = begin;
    bool digit = false;
    while (last < end && hex_digit(text_[last]) >= 0)
      digit = is_ascii_digit(static_cast<unsigned char>(text_[last++])) || digit;
    if (digit && may_be_hex(text_.substr(begin, last - begin))) readable = hex(begin, last) || readable;
    begin = last;
  }
  return readable;
}

bool RunFinder::hex(std::size_t begin, std::size_t end) {
  for (std::size_t start = begin; start < begin + 2; ++start) {
    const std::size_t stop = start + ((end - start) & ~std::size_t{1});
    if (stop - start < kLeastHex) break;
    bytes_.clear();
    decode_hex(text_.substr(start, std::min(kProbeHex, stop - start)), bytes_);
    if (may_begin_readable(bytes_, (stop - start) / 2) && offer(Decoding::hex, start, stop)) return true;
    if (stopped_) return false;
  }
  const std::size_t size = end - begin;
  if (size < kLeastSalvagedHex || !spend(2 * size)) return false;
  std::size_t readable = 0;
  for (std::size_t start = begin; start < begin + 2; ++start) {
    bytes_.clear();
    decode_hex(text_.substr(start, end - start), bytes_);
    readable = std::max(readable, offer_salvaged(Decoding::hex, start, end));
  }
  if (size / 2 > kMostOpaque && readable * 4 < size) sink_->on_opaque(Decoding::hex, span(begin, end), size / 2);
  return readable != 0;
}

bool RunFinder::base32(std::size_t begin, std::size_t end) {
  if (!is_base32_length(end - begin)) return false;
  const std::string_view digits = text_.substr(begin, end - begin);
  bytes_.clear();
  const std::string_view probe = digits.substr(0, kProbe32);
  if (!std::all_of(probe.begin(), probe.end(), [](char c) { return base32_value(c) != 0xFF; })) return false;
  decode_base32(probe, bytes_);
  if (!may_begin_readable(bytes_, digits.size() * 5 / 8)) return false;
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return base32_value(c) != 0xFF; })) return false;
  return offer(Decoding::base32, begin, end);
}

// Pairs of hexadecimal digits with one separator between them, as in 6a:6f:68:6e.
void RunFinder::hex_pairs() {
  constexpr std::size_t kLeastPairs = 6;
  const auto is_pair = [&](std::size_t at) {
    return at + 2 <= text_.size() && hex_digit(text_[at]) >= 0 && hex_digit(text_[at + 1]) >= 0 &&
           (at + 2 == text_.size() || !is_alnum(text_[at + 2]));
  };
  for (std::size_t at = 0; at + 3 * kLeastPairs <= text_.size() + 1 && !stopped_;) {
    if (!is_pair(at) || (at > 0 && is_alnum(text_[at - 1]))) {
      ++at;
      continue;
    }
    std::size_t end = at + 2;
    while (end < text_.size() && text_[end] == text_[at + 2] && is_pair(end + 1)) end += 3;
    if (end - at + 1 >= 3 * kLeastPairs) offer(Decoding::hex, at, end);
    at = end;
  }
}

}  // namespace cavra::privacy
