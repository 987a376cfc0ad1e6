/// What the timed programs share: the lines of a loaded file, and how a time is printed.
#pragma once

#include <chrono>
#include <cstdio>
#include <ctime>
#include <string_view>

namespace cavra::bench {

/// Calls `visit` with each line that is not empty, without its newline.
template <typename Visit>
void for_each_line(std::string_view bytes, Visit visit) {
  while (!bytes.empty()) {
    const std::size_t newline = bytes.find('\n');
    const std::string_view line = bytes.substr(0, newline);
    bytes.remove_prefix(newline == std::string_view::npos ? bytes.size() : newline + 1);
    if (!line.empty()) visit(line);
  }
}

/// Runs `work` and prints one line: the seconds that passed and the seconds of processor time.
template <typename Work>
void print_time(Work work) {
  const auto processor = [] {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  };
  const double before = processor();
  const auto begin = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
  std::printf("%.9f %.9f\n", passed.count(), processor() - before);
}

}  // namespace cavra::bench
