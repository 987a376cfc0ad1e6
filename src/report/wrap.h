/// Lines that fit a terminal of 80 columns.
#pragma once

#include <string>
#include <string_view>

namespace cavra::report {

inline constexpr std::size_t columns = 80;

/// Appends `text`, of words with single spaces between them, to the line that `out` ends with, `used` columns of which
/// are taken, and breaks it between words where it would not fit; lines after the first begin with `indent` spaces. A
/// word that is longer than a line stays whole.
void append_wrapped(std::string& out, std::string_view text, std::size_t used, std::size_t indent);

}  // namespace cavra::report
