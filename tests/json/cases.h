// Texts that are JSON, and texts that are not, for the tests of this folder.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/error.h"

namespace cavra::json {

/// A text that is refused.
struct Refused {
  std::string text;
  Code code;
  std::uint64_t offset;
  std::string_view what;
};

/// Every text that the tables refuse, with what is to be said of it.
[[nodiscard]] std::vector<Refused> refused_texts();

/// Texts that are objects.
[[nodiscard]] std::vector<std::string> accepted_texts();

/// A small packet, indented, with strings that have escapes and characters of every UTF-8 length.
[[nodiscard]] std::string_view sample_packet();

/// The text for a failed test's message: control characters and bytes that are no ASCII as \xNN.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace cavra::json
