// The command line.
#include "base/secret.h"
#include "cli/commands.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

constexpr std::string_view version = CAVRA_VERSION;

/// Bad usage in one line: CLI11's words, but for a command that there is not.
int complain_usage(const CLI::ParseError& error, const CLI::App& app, const char* first) {
  std::string what = error.what();
  if (first != nullptr && *first != '-' && app.get_subcommands().empty()) what = "there is no command \"" + std::string(first) + "\"";
  if (const std::size_t end = what.find('\n'); end != std::string::npos) what.resize(end);
  complain(what + "; see `cavra-seal help`");
  return exit_failed;
}

int run(int argc, char** argv) {
  CLI::App app("Judges a customer lifecycle's release record.", "cavra-seal");
  app.set_version_flag("--version", "cavra-seal " + std::string(version));
  app.require_subcommand(0, 1);
  app.formatter(make_help_page());
  int exit = exit_good;
  add_judging(app, exit);
  add_privacy(app, exit);
  add_chain(app, exit);
  add_sealing(app, exit);
  add_publishing(app, exit);
  add_signing(app, exit);
  add_log(app, exit);
  add_description(app, exit);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& call) {  // --help and --version
    const int code = app.exit(call);
    if (std::cout.flush()) return code;
    complain("stdout cannot be written");
    return exit_failed;
  } catch (const CLI::ParseError& error) {
    return complain_usage(error, app, argc > 1 ? argv[1] : nullptr);
  }
  if (app.get_subcommands().empty()) {
    std::cout << app.help();
    return exit_failed;
  }
  return exit;
}

}  // namespace
}  // namespace cavra::cli

int main(int argc, char** argv) {
  cavra::keep_to_itself();
  return cavra::cli::run(argc, argv);
}
