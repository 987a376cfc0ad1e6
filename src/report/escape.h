/// Writing foreign text (file names, references, pointers) into other people's formats, so that it stays text.
#pragma once

#include <string>
#include <string_view>

namespace cavra::report {

/// For XML and HTML, between tags and in quoted attributes. What XML 1.0 has no room for becomes U+FFFD.
[[nodiscard]] std::string xml(std::string_view text);

/// A code span of Markdown (CommonMark), also in a cell of a table: nothing in it is a link, a mention or HTML.
[[nodiscard]] std::string markdown_code(std::string_view text);
/// A sentence in Markdown that shows as it stands.
[[nodiscard]] std::string markdown_text(std::string_view text);

/// The message of a workflow command of GitHub Actions: %, CR and LF escaped.
[[nodiscard]] std::string github_message(std::string_view text);
/// A property of one: `:` and `,` too.
[[nodiscard]] std::string github_property(std::string_view text);

/// A file name as a relative URI reference (RFC 3986), `/` kept; an absolute one as a file: URI.
[[nodiscard]] std::string file_uri(std::string_view file);

/// A name of 32 hexadecimal digits for some text: the same in every run, no secret and no proof.
[[nodiscard]] std::string name_of(std::string_view text);

}  // namespace cavra::report
