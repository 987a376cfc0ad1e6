/// The canonical form of a document: RFC 8785 (JCS), one sequence of bytes for each JSON value.
///
/// Members are sorted by the UTF-16 code units of their keys, numbers are printed as ECMAScript prints them, strings
/// have no escape that they can do without, and there is no white space.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "json/parser.h"

namespace cavra::json {

/// Appends the canonical form of a value and everything in it. Refused, with the offset of the number: a number that no
/// double can hold (Code::number_overflows), and an integer, written without fraction and exponent, that would be
/// printed as another one (Code::integer_changes; -0, which is printed as 0, is none of these). `out` then holds a
/// part.
[[nodiscard]] std::expected<void, ParseError> append_canonical(std::string& out, const Document& document,
                                                               NodeId node = 0);

/// The canonical form of JSON text. What the parser refuses (duplicate keys and lone surrogates among it), and what
/// append_canonical() does.
[[nodiscard]] std::expected<std::string, ParseError> canonical_form(std::string_view bytes,
                                                                    Limits limits = {.any_value = true});

/// Appends a finite number as ECMAScript's Number::toString prints it: the fewest digits that read back as the same
/// double, an exponent from 1e21 up and below 1e-6.
void append_number(std::string& out, double value);

/// Whether key `a` comes before `b` by UTF-16 code units. Both are well-formed UTF-8.
[[nodiscard]] bool utf16_less(std::string_view a, std::string_view b);

}  // namespace cavra::json
