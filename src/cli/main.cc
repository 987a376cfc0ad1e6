// The command line.
#include "cli/commands.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

constexpr std::string_view version = CAVRA_VERSION;

const CLI::App* find_command(const CLI::App& app, const std::string& name) {
  for (const CLI::App* command : app.get_subcommands([&name](const CLI::App* c) { return c->get_name() == name; })) return command;
  return nullptr;
}

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
  app.get_formatter()->column_width(32);
  int exit = exit_good;
  add_judging(app, exit);
  add_privacy(app, exit);
  add_sealing(app, exit);
  add_publishing(app, exit);
  std::string topic;
  CLI::App* help = app.add_subcommand("help", "Say how a command is used");
  help->add_option("COMMAND", topic, "a command");
  bool wants_help = false;
  help->callback([&wants_help] { wants_help = true; });
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& call) {
    return app.exit(call);
  } catch (const CLI::CallForVersion& call) {
    return app.exit(call);
  } catch (const CLI::ParseError& error) {
    return complain_usage(error, app, argc > 1 ? argv[1] : nullptr);
  }
  if (wants_help || app.get_subcommands().empty()) {
    const CLI::App* of = topic.empty() ? &app : find_command(app, topic);
    if (of == nullptr) {
      complain("there is no command \"" + topic + "\"; `cavra-seal help` lists them");
      return exit_failed;
    }
    std::cout << of->help(topic.empty() ? "" : "cavra-seal");
    return wants_help ? exit_good : exit_failed;
  }
  return exit;
}

}  // namespace
}  // namespace cavra::cli

int main(int argc, char** argv) { return cavra::cli::run(argc, argv); }
