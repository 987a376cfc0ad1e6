/// A line of a packet around a finding, in which only known keys and punctuation are shown.
#pragma once

#include <string>
#include <string_view>

#include "json/names.h"

namespace cavra::report {

struct Frame {
  std::string text;       ///< the line; every value and every unknown key as an ellipsis
  std::size_t caret = 0;  ///< the column of the finding in it, in characters from 0
};

/// `offset` is the first byte of a value, or of a key, of `packet`, which is JSON.
[[nodiscard]] Frame make_frame(std::string_view packet, std::size_t offset, json::NameTable names);

/// At most `room` characters of it, the caret's place among them; an ellipsis stands where something was cut away.
[[nodiscard]] Frame fit(Frame frame, std::size_t room);

}  // namespace cavra::report
