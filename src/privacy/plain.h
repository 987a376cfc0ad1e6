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

/// Whether letters may be spaced apart, or hexadecimal digits stand in pairs, by the shape that all of that has.
[[nodiscard]] bool may_be_apart(std::string_view value);

/// Printable ASCII, tab and line breaks alone.
[[nodiscard]] bool is_printable_ascii(std::string_view value);

/// False only where close_spacing() changes nothing.
[[nodiscard]] bool may_be_closed(std::string_view value);

/// Whether a run of base64's characters may hold something to decode that begins or ends within a piece or goes over
/// several, as only runs with capitals do.
[[nodiscard]] bool capitals_may_decode(std::string_view run);

/// Whether base64 over several pieces may begin where `run`, which goes on to the end of a run with capitals, does.
[[nodiscard]] bool begins_joined(std::string_view run);

/// Whether the run of base64's characters `run` may hold anything to decode.
[[nodiscard]] bool run_may_decode(std::string_view run);

}  // namespace cavra::privacy
