/// The shape of a value, to be shown in its place.
#pragma once

#include <string>
#include <string_view>

namespace cavra::privacy {

/// "a***@***" for an e-mail address: the kind of its first character (a letter as "a", a digit as "9"), every other
/// word as "***", and between them only what separates. At most 24 characters, whatever the value's length.
[[nodiscard]] std::string mask(std::string_view value);

}  // namespace cavra::privacy
