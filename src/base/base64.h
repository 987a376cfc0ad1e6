/// Base64 (RFC 4648), held to one spelling of every value.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cavra {

/// In the standard alphabet, with padding.
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::string to_base64(std::span<const std::uint8_t> bytes);

/// The bytes of `text`, in the standard (`+/`) or the URL-safe (`-_`) alphabet. None for characters of both in one text
/// or of neither (white space too), for padding that is missing or too long, and for trailing bits that are not zero.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace cavra
