/// The terminal's manners: what goes to stdout and stderr, and how.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/atomic_file.h"
#include "base/disk.h"

namespace cavra::cli {

inline constexpr int exit_good = 0;
inline constexpr int exit_blocked = 1;  ///< a packet is blocked or not ready
inline constexpr int exit_failed = 2;   ///< something could not be judged, read, written or understood

enum class Colour { automatic, always, never };

[[nodiscard]] bool stdout_is_terminal();
/// Whether stdout gets colours: NO_COLOR (no-color.org) counts unless they are asked for.
[[nodiscard]] bool use_colour(Colour choice);

/// Prints "cavra-seal: ERROR" in one line on stderr.
void complain(const Error& error);
void complain(std::string_view line);
/// Prints the error and gives the exit code.
[[nodiscard]] int fail(const Error& error);
/// A command line that says what cannot be done.
[[nodiscard]] Error bad_usage(std::string what, std::string todo);

/// Where a command's output goes: stdout, or a file that appears whole at the end.
class Sink {
 public:
  /// An empty path is stdout.
  [[nodiscard]] static std::expected<Sink, Error> open(Disk& disk, const std::string& path);
  [[nodiscard]] std::expected<void, Error> write(std::string_view bytes);
  [[nodiscard]] std::expected<void, Error> finish();

 private:
  std::optional<AtomicFile> file_;
};

/// Writes all of a command's output to a file, or to stdout when the path is empty, and gives the exit code.
[[nodiscard]] int put_out(Disk& disk, const std::string& path, std::string_view bytes);

/// How far long work has come, on stderr when that is a terminal, from the third second on.
class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void show(std::uint64_t packets);

 private:
  std::chrono::steady_clock::time_point next_;
  bool terminal_;
  bool shown_ = false;
};

}  // namespace cavra::cli
