/// Escapes that stand within a text: percent-encoding, HTML character references, JSON and C string escapes.
#pragma once

#include <string>
#include <string_view>

#include "privacy/folding.h"
#include "privacy/offset_map.h"

namespace cavra::privacy {

/// Named and numeric, the semicolon optional after numbers. 0 when `name` (without & and ;) is none.
[[nodiscard]] char32_t named_entity(std::string_view name);

struct Unescaped {
  DecodingSet used = 0;     ///< percent, html, json_escape: those that occurred
  std::size_t decoded = 0;  ///< bytes that came out of escapes
};

/// Replaces all escapes of one level in one pass: what is escaped twice is left escaped once. Percent- and \x-encoded
/// bytes are UTF-8 where they can be, else Latin-1. `out` is well-formed where `text` is.
Unescaped unescape(std::string_view text, std::string& out, OffsetMap* map = nullptr);

/// Whether unescape would change anything.
[[nodiscard]] bool has_escapes(std::string_view text);

}  // namespace cavra::privacy
