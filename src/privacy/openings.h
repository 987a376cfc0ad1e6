/// Whether words may be base64 of something readable, by their first digits.
#pragma once

#include <string_view>

namespace cavra::privacy {

/// Whether `digits`, six to fifteen of base64, may decode to something readable, by the first four or eight. Never
/// false where content_of() has something. Longer words may be East Asian UTF-16, of which this knows nothing.
[[nodiscard]] bool opens_base64(std::string_view digits);

/// The same of eight to fifteen small letters, by the first four: they stand for no byte that UTF-16 or compressed data
/// could begin with.
[[nodiscard]] bool opens_small_base64(std::string_view digits);

}  // namespace cavra::privacy
