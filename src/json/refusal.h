/// What the parser refuses, as the Error that people read.
#pragma once

#include <string_view>

#include "cavra/error.h"
#include "json/parser.h"

namespace cavra::json {

/// What to do about bytes that are refused with that code; empty for codes of other rooms.
[[nodiscard]] std::string_view remedy(Code code);

/// The refusal with its line and column, and what to do about it. `first_line` is the number of the line that the bytes
/// begin on.
[[nodiscard]] Error refusal(const ParseError& error, std::string_view bytes, std::uint32_t first_line = 1);

}  // namespace cavra::json
