/// Base64 (RFC 4648), held to one spelling of every value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cavra {

/// In the standard alphabet, with padding.
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::string to_base64(std::span<const std::uint8_t> bytes);
/// Writes it to `out`; how many characters that are is base64_size().
void to_base64(std::string_view bytes, char* out);
[[nodiscard]] constexpr std::size_t base64_size(std::size_t bytes) { return (bytes + 2) / 3 * 4; }

/// The bytes of `text`, in the standard (`+/`) or the URL-safe (`-_`) alphabet. None for characters of both in one text
/// or of neither (white space too), for padding that is missing or too long, and for trailing bits that are not zero.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);
/// Writes them to `out`, which has room for most_from_base64(), and gives their number.
[[nodiscard]] std::optional<std::size_t> from_base64(std::string_view text, char* out);
[[nodiscard]] constexpr std::size_t most_from_base64(std::size_t characters) { return characters / 4 * 3; }

}  // namespace cavra
