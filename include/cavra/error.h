/// Errors as values.
///
/// What could not be judged at all is an Error: bytes that are no packet, files that cannot be read, definitions that
/// are wrong. What a packet lacks is no Error but a Finding of its Verdict (cavra/verdict.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cavra/export.h"

namespace cavra {

/// Every fault that cavra-seal can name. The three digits are for good: a code keeps its meaning in later versions.
/// J: bytes that are no packet. F: files. U: usage. D: definitions. G: findings of the gates. S: structure.
/// R: references. P: private material. N: numbers without a canonical form. C: the chain. K: keys, signatures,
/// timestamps, trust policies. V: seals, and what verifying them finds. L: the log.
enum class Code : std::uint16_t {
#define CAVRA_CODE(letter, number, name) name,
#include "cavra/codes.inc"
#undef CAVRA_CODE
};

/// The code as it is printed, such as "J105".
[[nodiscard]] CAVRA_API std::string_view id(Code code);

/// Why something could not be judged, and where, and what to do about it.
struct Error {
  Code code;
  std::string what;          ///< one clause, without a full stop and without any value of a packet
  std::string todo;          ///< what to do about it; may be empty
  std::string source;        ///< the file, or "-"; empty when the bytes came from memory
  std::uint64_t offset = 0;  ///< of the fault, in bytes from the beginning of the packet
  std::uint32_t line = 0;    ///< 1-based; 0 when there is no place in a file to name
  std::uint32_t column = 0;  ///< 1-based, in code points
};

/// "FILE:LINE:COLUMN: what is wrong; what to do", as the command line prints it. A file name is printed with control
/// characters and invalid UTF-8 replaced.
[[nodiscard]] CAVRA_API std::string to_text(const Error& error);

}  // namespace cavra
