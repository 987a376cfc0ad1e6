#include "privacy/blur.h"

#include <algorithm>

#include "privacy/base_n.h"
#include "privacy/plain.h"
#include "privacy/runs.h"
#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

bool is_alnum(char c) { return is_ascii_alnum(static_cast<unsigned char>(c)); }
bool is_digit(char c) { return is_ascii_digit(static_cast<unsigned char>(c)); }
bool is_upper(char c) { return is_ascii_upper(static_cast<unsigned char>(c)); }

bool has_digits(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }
bool has_capitals(std::string_view text) { return std::any_of(text.begin(), text.end(), is_upper); }

/// Calls on_run with each run of base64's characters that has digits and is long enough to be one, until it returns
/// true.
template <class OnRun>
bool any_run_with_digits(std::string_view text, OnRun&& on_run) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    bool digits = false;
    while (end < text.size() && base64_value(text[end]) != 0xFF) digits = is_digit(text[end++]) || digits;
    if (digits && end - begin >= kLeastRun && on_run(text.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

bool run_may_decode_by_digits(std::string_view run) {
  const bool capitals = has_capitals(run);
  for (std::size_t begin = 0; begin < run.size();) {
    std::size_t end = begin;
    bool digits = false;
    while (end < run.size() && is_alnum(run[end])) digits = is_digit(run[end++]) || digits;
    if (digits && piece_may_decode(run.substr(begin, end - begin))) return true;
    if (capitals && end != begin && begins_joined(run.substr(begin)) && has_digits(run.substr(begin, kProbe64)))
      return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

bool blur(std::string_view text, std::string& out) {
  out.resize(text.size());
  const char* const from = text.data();
  char* const to = out.data();
  unsigned char digits = 0;
  unsigned char others = 0;
  for (std::size_t i = 0; i != text.size(); ++i) {
    const auto c = static_cast<unsigned char>(from[i]);
    const auto digit = static_cast<unsigned char>(static_cast<unsigned char>(c - '0') < 10 ? 0xFF : 0);
    digits = static_cast<unsigned char>(digits | digit);
    others = static_cast<unsigned char>(others | (static_cast<unsigned char>(c - 0x20) >= 0x5F ? 1 : 0));
    to[i] = static_cast<char>((c & ~digit) | ('0' & digit));
  }
  return digits != 0 && others == 0;
}

bool reads_blindly(std::string_view text) {
  const auto plain = [](char c) { return c >= 0x20 && c < 0x7F && c != '%' && c != '&' && c != '\\'; };
  return std::all_of(text.begin(), text.end(), plain) && !may_be_apart(text) &&
         !any_run_with_digits(text, [](std::string_view run) { return has_capitals(run) && capitals_may_decode(run); });
}

bool digits_may_decode(std::string_view text) { return any_run_with_digits(text, run_may_decode_by_digits); }

}  // namespace cavra::privacy
