/// Texts whose letters stand apart.
#pragma once

#include <string>
#include <string_view>

#include "privacy/offset_map.h"

namespace cavra::privacy {

/// Closes letter-spacing: single characters, four or more of them letters or digits, with one or two spaces between
/// them, or five or more with another sign ("j.o.h.n.d"). A wider gap of spaces stays as one space. Also joins the
/// lines of a wrapped encoded run. Whether anything was closed. Linear.
bool close_spacing(std::string_view text, std::string& out, OffsetMap* map = nullptr);

}  // namespace cavra::privacy
