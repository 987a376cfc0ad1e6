/// Writing the little DER that keys and signatures of tokens need.
#pragma once

#include <string>
#include <string_view>

namespace cavra::crypto {

/// A tag, the length and the content, of less than 65,536 bytes.
[[nodiscard]] std::string der(char tag, std::string_view content);

/// An INTEGER from big-endian bytes, leading zeros or none.
[[nodiscard]] std::string der_unsigned(std::string_view number);

/// An ECDSA signature from r and s, one after the other and equally long.
[[nodiscard]] std::string der_signature(std::string_view r_and_s);

}  // namespace cavra::crypto
