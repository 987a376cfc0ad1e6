/// Texts are scanned before they are written.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "cavra/policy.h"

namespace cavra::publish {

/// Error::private_in_text with `name`, line and column when strict finds private material in the text; of a name that
/// ends in .json each string and key, of .html what a reader sees and hears, of .md each line without its marks.
[[nodiscard]] std::expected<void, Error> scan_text(const std::string& name, std::string_view text,
                                                   const Policy& policy);

/// The text of a Markdown document without the marks of headings, lists, quotes, code and escapes, on the same lines.
[[nodiscard]] std::string plain_markdown(std::string_view markdown);

/// The text of a page without its tags, comments, style and pictures, entities resolved, on the same lines.
[[nodiscard]] std::string visible_text(std::string_view html);

}  // namespace cavra::publish
