/// Regexes that take every digit for every other, so that what is known of a text is known of all that differ from it
/// in digits alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cavra::privacy {

/// A regex that matches all that `regex` matches, and with a text all that differ from it in ASCII digits alone:
/// `regex` itself when it is one already. None where that is not plain to see. It is of the syntax that RE2 and
/// hyperscan share, of ASCII with \xff for all else.
[[nodiscard]] std::optional<std::string> blind_to_digits(std::string_view regex);

}  // namespace cavra::privacy
