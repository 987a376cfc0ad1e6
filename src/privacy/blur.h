/// Texts that differ from each other in ASCII digits alone.
#pragma once

#include <string>
#include <string_view>

namespace cavra::privacy {

/// Writes `text` with one digit for all. False when it has no digits, or anything but printable ASCII.
bool blur(std::string_view text, std::string& out);

/// Whether the text, unless digits_may_decode() of it, is read alike with all that differ from it in digits alone of
/// which that is false, too: what they hold to decode has no digits. False of some texts of which that is true.
[[nodiscard]] bool reads_blindly(std::string_view text);

/// Whether an encoded run may hold something to decode for the sake of its digits.
[[nodiscard]] bool digits_may_decode(std::string_view text);

}  // namespace cavra::privacy
