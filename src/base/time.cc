#include "base/time.h"

#include <array>
#include <cstdio>

namespace cavra {

std::optional<Time> parse_time(std::string_view text) {
  using namespace std::chrono;
  // The number of `size` digits at `at`, or -1.
  const auto number = [text](std::size_t at, std::size_t size) {
    if (text.size() < at + size) return -1;
    int value = 0;
    for (const char c : text.substr(at, size)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const auto is = [text](std::size_t at, std::string_view one_of) {
    return at < text.size() && one_of.find(text[at]) != std::string_view::npos;
  };
  const int year_number = number(0, 4);
  const int month_number = number(5, 2);
  const int day_number = number(8, 2);
  if (!is(4, "-") || !is(7, "-") || year_number < 0 || month_number < 0 || day_number < 0) return std::nullopt;
  const year_month_day date{year{year_number}, month{static_cast<unsigned>(month_number)},
                            day{static_cast<unsigned>(day_number)}};
  if (!date.ok()) return std::nullopt;
  if (text.size() == 10) return Time{sys_days(date)};
  const int hour = number(11, 2);
  const int minute = number(14, 2);
  const int second = number(17, 2);
  if (!is(10, "Tt ") || !is(13, ":") || !is(16, ":") || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
      second < 0 || second > 59)
    return std::nullopt;
  const Time time = sys_days(date) + hours{hour} + minutes{minute} + seconds{second};
  if (text.size() == 20 && is(19, "Zz")) return time;
  const int ahead_hours = number(20, 2);
  const int ahead_minutes = number(23, 2);
  if (text.size() != 25 || !is(19, "+-") || !is(22, ":") || ahead_hours < 0 || ahead_minutes < 0 || ahead_minutes > 59)
    return std::nullopt;
  const auto ahead = hours{ahead_hours} + minutes{ahead_minutes};
  return text[19] == '+' ? time - ahead : time + ahead;
}

std::string time_text(Time time) {
  using namespace std::chrono;
  const sys_days day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  std::array<char, 40> text{};
  const int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                                 static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                 static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                                 static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

Time clock_time() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

}  // namespace cavra
