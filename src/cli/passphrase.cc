#include "cli/passphrase.h"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "base/private_file.h"
#include "base/utf8.h"

namespace cavra::cli {
namespace {

constexpr std::size_t longest = 1024;

std::unexpected<Error> wrong(std::string what, std::string todo, std::string source = {}) {
  return std::unexpected(Error{Code::wrong_passphrase, std::move(what), std::move(todo), std::move(source), 0, 0, 0});
}

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a handler reaches nothing else
volatile std::sig_atomic_t caught = 0;
void note_signal(int number) { caught = number; }

// The terminal without echo. A signal ends the reading; it is raised again once the terminal is as it was.
class Terminal {
 public:
  Terminal() : file_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (file_ < 0 || ::tcgetattr(file_, &before_) != 0) return;
    caught = 0;
    struct sigaction action{};
    action.sa_handler = note_signal;
    sigset_t held;
    ::sigemptyset(&held);
    for (std::size_t i = 0; i != signals.size(); ++i) {
      ::sigaction(signals[i], &action, &handlers_[i]);
      ::sigaddset(&held, signals[i]);
    }
    ::sigprocmask(SIG_BLOCK, &held, &mask_);
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL);
    ready_ = ::tcsetattr(file_, TCSAFLUSH, &quiet) == 0;
    changed_ = true;
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    if (changed_) {
      ::tcsetattr(file_, TCSAFLUSH, &before_);
      ::sigprocmask(SIG_SETMASK, &mask_, nullptr);
      for (std::size_t i = 0; i != signals.size(); ++i) ::sigaction(signals[i], &handlers_[i], nullptr);
    }
    if (file_ >= 0) ::close(file_);
    if (changed_ && caught != 0) ::raise(caught);
  }

  [[nodiscard]] bool ready() const { return ready_; }

  void say(std::string_view text) const {
    if (::write(file_, text.data(), text.size()) < 0) return;  // whoever cannot see the question can still answer it
  }

  // The line that is typed; none when the terminal is gone, the line too long, or a signal came.
  [[nodiscard]] bool read_line(Secret& line) const {
    for (char c = 0; line.size() != longest;) {
      // Signals come while it waits and at no other time, so that none comes unseen before the waiting begins.
      pollfd typed{file_, POLLIN, 0};
      if (::ppoll(&typed, 1, nullptr, &mask_) < 0) {
        if (errno == EINTR && caught == 0) continue;
        break;
      }
      if (::read(file_, &c, 1) != 1) break;
      if (c == '\n') {
        say("\n");
        return true;
      }
      line.append({&c, 1});
    }
    say("\n");
    return false;
  }

 private:
  static constexpr std::array signals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
  int file_;
  termios before_{};
  sigset_t mask_{};
  std::array<struct sigaction, signals.size()> handlers_{};
  bool changed_ = false;
  bool ready_ = false;
};

std::expected<Secret, Error> ask(const std::string& question) {
  const Terminal terminal;
  if (!terminal.ready())
    return wrong("there is no terminal to ask for the passphrase", "give it with --passphrase-file or --passphrase-fd");
  terminal.say(question);
  Secret line(longest);
  if (terminal.read_line(line) && !line.empty()) return line;
  return wrong("no passphrase was typed", "type it, or give it with --passphrase-file");
}

// What the options name, or nothing.
std::expected<Secret, Error> first_line(std::expected<Secret, Error> bytes, const std::string& source) {
  if (!bytes) return bytes;
  bytes->resize(std::min(bytes->size(), std::string_view(*bytes).find_first_of("\r\n")));
  if (!bytes->empty()) return bytes;
  return wrong("its first line holds no passphrase", "write the passphrase there", source);
}

bool is_given(const PassphraseOptions& options) { return !options.file.empty() || options.descriptor >= 0; }

std::expected<Secret, Error> read_given(const PassphraseOptions& options) {
  if (!options.file.empty()) return first_line(read_private_file(options.file, longest), options.file);
  const std::string name = "file descriptor " + std::to_string(options.descriptor);
  return first_line(read_descriptor(options.descriptor, name, longest), name);
}

}  // namespace

std::expected<Secret, Error> read_passphrase(const PassphraseOptions& options, const std::string& what) {
  return is_given(options) ? read_given(options) : ask("Passphrase of " + printable(what) + ": ");
}

std::expected<Secret, Error> new_passphrase(const PassphraseOptions& options, const std::string& what) {
  if (is_given(options)) return read_given(options);
  auto first = ask("New passphrase of " + printable(what) + ": ");
  if (!first) return first;
  auto second = ask("The same again: ");
  if (!second) return second;
  if (std::string_view(*first) == std::string_view(*second)) return first;
  return wrong("the two passphrases differ", "type the same one twice");
}

}  // namespace cavra::cli
