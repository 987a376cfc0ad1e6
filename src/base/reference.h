/// References: strings that say where evidence is, and nothing else.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace cavra {

/// Whether it begins, byte for byte, with one of the nine schemes.
[[nodiscard]] inline bool is_reference(std::string_view text) {
  constexpr std::array<std::string_view, 9> schemes = {"evidence://", "ticket://", "audit://", "runbook://", "git://",
                                                       "workflow://", "vault://",  "share://", "sample://"};
  return std::any_of(schemes.begin(), schemes.end(),
                     [text](std::string_view scheme) { return text.starts_with(scheme); });
}

/// Scheme, ://, and segments of [a-z0-9][a-z0-9._~-]* between single slashes, at most 256 in all.
[[nodiscard]] inline bool is_clean_reference(std::string_view text) {
  constexpr auto is_lower_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (text.size() > 256 || !is_reference(text)) return false;
  text.remove_prefix(text.find("://") + 3);
  bool first = true;  // of a segment
  for (const char c : text) {
    if (first ? !is_lower_or_digit(c)
              : !(is_lower_or_digit(c) || c == '.' || c == '_' || c == '~' || c == '-' || c == '/'))
      return false;
    first = c == '/';
  }
  return !first;
}

}  // namespace cavra
