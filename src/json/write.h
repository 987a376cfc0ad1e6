/// Writing JSON strings.
#pragma once

#include <string>
#include <string_view>

namespace cavra::json {

/// Appends `text` (UTF-8) as a JSON string in quotes, ASCII only: everything else as \u escapes. Bytes that are no
/// UTF-8 become U+FFFD.
void append_string(std::string& out, std::string_view text);

}  // namespace cavra::json
