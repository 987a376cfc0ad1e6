/// Pages that stand alone: no script, nothing from elsewhere, and a Content-Security-Policy that says so.
#pragma once

#include <string>
#include <string_view>

#include "report/record.h"

namespace cavra::report {

/// The page's beginning, up to and with <main>. `title` is text. The style is the same on every page.
void append_page_begin(std::string& out, std::string_view title);
/// From </main> on; `foot` is HTML.
void append_page_end(std::string& out, std::string_view foot);

/// The shape that stands for a state, for those who see no colour: part of an SVG, about (x, y), 24 wide.
[[nodiscard]] std::string state_shape(State state, int x, int y);
/// The same as a picture in a line of text; the word has to stand beside it.
[[nodiscard]] std::string state_sign(State state);
/// The class of the state's colour: "ready", "warned", "blocked" or "grey".
[[nodiscard]] std::string_view state_class(State state);

/// The gates and what each is built from, from top to bottom, with the state of each.
[[nodiscard]] std::string chain_picture(const Record& record);

}  // namespace cavra::report
