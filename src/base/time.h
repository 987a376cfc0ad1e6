/// Moments, to the second, in UTC.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace cavra {

using Time = std::chrono::sys_seconds;

/// "2026-11-23T12:00:00Z" or with an offset such as +01:00; a date alone is its first second in UTC.
[[nodiscard]] std::optional<Time> parse_time(std::string_view text);

/// "2026-11-23T12:00:00Z". Of the years 0 to 9999.
[[nodiscard]] std::string time_text(Time time);

/// What the machine's clock says.
[[nodiscard]] Time clock_time();

}  // namespace cavra
