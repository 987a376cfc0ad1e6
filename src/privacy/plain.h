/// The question that most values are answered by: is there nothing more to read than what stands there?
#pragma once

#include <string_view>

namespace cavra::privacy {

/// The definition of is_plain() of reading.h, character by character: printable ASCII, tab and line breaks alone;
/// without escapes, letter-spacing or pairs of hexadecimal digits; and each word that is long enough for an encoded run
/// decodes to nothing that could begin a text.
[[nodiscard]] bool is_plain_reference(std::string_view value);

/// Whether `piece`, letters and digits alone, may be an encoded run.
[[nodiscard]] bool piece_may_decode(std::string_view piece);

/// Whether the run of base64's characters `run` may hold anything to decode.
[[nodiscard]] bool run_may_decode(std::string_view run);

}  // namespace cavra::privacy
