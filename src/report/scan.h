/// What a scan found, as text and JSON.
#pragma once

#include <string>
#include <string_view>

#include "cavra/verdict.h"

namespace cavra::report {

/// A JSON line.
void append_scan_line(std::string& out, std::string_view file, const Finding& finding);
/// Two lines for people.
void append_scan_text(std::string& out, std::string_view file, const Finding& finding);
/// The members of a finding that private material adds, from a comma on.
void append_material(std::string& out, const PrivateMaterial& material);

}  // namespace cavra::report
