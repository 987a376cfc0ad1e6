#include "privacy/one_byte_text.h"

#include <algorithm>

#include "base/utf8.h"

namespace cavra::privacy {
namespace {

constexpr char any_other = '\xFE';

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

bool OneByteText::add(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end;) {
    const bool ascii = static_cast<unsigned char>(text[at]) < 0x80;
    const std::size_t size = ascii ? 1 : decode_utf8(text.substr(at, 4)).size;
    if (size == 0 || at + size > end) return false;
    text_ += ascii ? text[at] : any_other;
    places_.push_back(at);
    at += size;
  }
  return true;
}

bool OneByteText::read(std::string_view text, std::size_t begin, std::size_t end) {
  text_.clear();
  places_.clear();
  std::size_t before = begin == 0 ? 0 : begin - 1;
  while (before != 0 && continues(text[before])) --before;
  std::size_t behind = std::min(end + 1, text.size());
  while (behind != text.size() && continues(text[behind])) ++behind;
  if (!add(text, before, begin) || !add(text, begin, end) || !add(text, end, behind)) return false;
  places_.push_back(behind);
  return true;
}

std::size_t OneByteText::here(std::size_t place) const {
  return static_cast<std::size_t>(std::lower_bound(places_.begin(), places_.end(), place) - places_.begin());
}

}  // namespace cavra::privacy
