// The numbers of the ES6 number test (cyberphone/json-canonicalization, testdata): 168 chosen ones, 2,000 in a row from
// the smallest normal one, then the 64-bit words of a chain of SHA-256 digests that are finite and not zero.
#pragma once

#include <cstddef>
#include <string>

namespace cavra::json {

/// SHA-256, in hexadecimal, of the first `lines` lines: the bits in hexadecimal, a comma, the number as append_number()
/// prints it, a newline.
[[nodiscard]] std::string es6_digest(std::size_t lines);

}  // namespace cavra::json
