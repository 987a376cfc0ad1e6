#include "cli/terminal.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/utf8.h"

namespace cavra::cli {
namespace {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

}  // namespace

bool stdout_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

bool use_colour(Colour choice) {
  if (choice != Colour::automatic) return choice == Colour::always;
  const char* const no_colour = std::getenv("NO_COLOR");
  const char* const term = std::getenv("TERM");
  return stdout_is_terminal() && (no_colour == nullptr || *no_colour == '\0') &&
         (term == nullptr || std::strcmp(term, "dumb") != 0);
}

void complain(std::string_view line) {
  std::string text = "cavra-seal: " + printable(line) + "\n";
  // A file may be called like a command that GitHub's runner obeys wherever it stands in a line.
  for (std::size_t at = 0; (at = text.find("##[", at)) != std::string::npos;) text.replace(at + 2, 1, "\\u{5B}");
  static_cast<void>(write_all(STDERR_FILENO, text));  // there is no other place to say that stderr is gone
}

void complain(const Error& error) { complain(to_text(error)); }

int fail(const Error& error) {
  complain(error);
  return exit_failed;
}

Error bad_usage(std::string what, std::string todo) {
  return {Code::bad_usage, std::move(what), std::move(todo), {}, 0, 0, 0};
}

std::expected<Sink, Error> Sink::open(Disk& disk, const std::string& path) {
  Sink sink;
  if (path.empty()) return sink;
  auto file = AtomicFile::create(disk, path);
  if (!file) return std::unexpected(std::move(file.error()));
  sink.file_.emplace(std::move(*file));
  return sink;
}

std::expected<void, Error> Sink::write(std::string_view bytes) {
  if (file_) return file_->write(bytes);
  if (write_all(STDOUT_FILENO, bytes)) return {};
  return std::unexpected(
      Error{Code::cannot_write, std::string("stdout cannot be written: ") + std::strerror(errno), "", {}, 0, 0, 0});
}

std::expected<void, Error> Sink::finish() {
  if (file_) return file_->commit();
  return {};
}

int put_out(Disk& disk, const std::string& path, std::string_view bytes) {
  auto sink = Sink::open(disk, path);
  if (!sink) return fail(sink.error());
  if (const auto written = sink->write(bytes); !written) return fail(written.error());
  if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  return exit_good;
}

Progress::Progress()
    : next_(std::chrono::steady_clock::now() + std::chrono::seconds(2)), terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (shown_) static_cast<void>(write_all(STDERR_FILENO, "\r\x1b[K"));
}

void Progress::show(std::uint64_t packets) {
  if (!terminal_ || std::chrono::steady_clock::now() < next_) return;
  next_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
  shown_ = write_all(STDERR_FILENO, "\r\x1b[Kcavra-seal: " + std::to_string(packets) + " packets");
}

}  // namespace cavra::cli
