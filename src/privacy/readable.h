/// Whether decoded bytes are text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cavra::privacy {

/// Well-formed UTF-8 of assigned characters, no control characters but tab and line breaks; not empty.
[[nodiscard]] bool is_text(std::string_view bytes);

/// The bytes of the longest beginning that is text; a character that the end cuts is not counted.
[[nodiscard]] std::size_t text_prefix(std::string_view bytes);

/// Whether `size` bytes that begin so can be text, UTF-16 or compressed: cheap, and never false of what content_of()
/// can read.
[[nodiscard]] bool may_begin_readable(std::string_view prefix, std::size_t size);

/// Writes UTF-16 of either order, with a byte order mark or without, as UTF-8. Without one the characters have to be
/// Latin and of one more block, or all East Asian, so that other bytes are not taken for it. An odd last byte is dropped.
[[nodiscard]] bool read_utf16(std::string_view bytes, std::string& out);

/// Writes the text that stands among other bytes, with a space where other bytes were. How many bytes stand in stretches
/// of at least eight characters of text; 0 and nothing written when there is none.
[[nodiscard]] std::size_t salvage_text(std::string_view bytes, std::string& out);

/// The first bytes of gzip (RFC 1952) and zlib (RFC 1950) data.
[[nodiscard]] bool begins_gzip(std::string_view bytes);
[[nodiscard]] bool begins_zlib(std::string_view bytes);

/// What bytes seem to be, by their look alone: compressed data may yet turn out to be none.
enum class Content { none, text, utf16, gzip, zlib };
[[nodiscard]] Content content_of(std::string_view bytes);

}  // namespace cavra::privacy
