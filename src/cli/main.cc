// The command line.
#include <malloc.h>

#include <algorithm>
#include <array>

#include "base/secret.h"
#include "cli/commands.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

constexpr std::string_view version = CAVRA_VERSION;

/// Adds the command that is named, alone: to make them all costs more than to judge a packet. All of them where none is
/// named, or one that speaks of all.
void add_commands(CLI::App& app, int& exit, std::string_view named) {
  const std::array families = {judging_commands(),    privacy_commands(), chain_commands(), sealing_commands(),
                               publishing_commands(), signing_commands(), log_commands()};
  const auto add = [&](const CommandUsage& usage) {
    CLI::App& command = *app.add_subcommand(usage.name, usage.what);
    usage.add(command, exit);
    keep_to_rules(command);
  };
  const auto is_named = [&](const CommandUsage& usage) { return usage.name == named; };
  for (const auto& family : families) {
    const auto one = std::find_if(family.begin(), family.end(), is_named);
    if (one != family.end()) return add(*one);
  }
  const auto add_all = [&](std::span<const CommandUsage> family) { std::ranges::for_each(family, add); };
  for (const auto& family : families) add_all(family);
  add_all(description_commands());
}

int run(int argc, char** argv) {
  CLI::App app("Judges a customer lifecycle's release record.", "cavra-seal");
  app.set_version_flag("--version", "cavra-seal " + std::string(version));
  app.require_subcommand(0, 1);
  app.formatter(make_help_page());
  int exit = exit_good;
  add_commands(app, exit, argc > 1 ? argv[1] : "");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& call) {  // --help and --version
    const int code = app.exit(call);
    if (std::cout.flush()) return code;
    complain("stdout cannot be written");
    return exit_failed;
  } catch (const CLI::ParseError& error) {
    complain(usage_fault(error, app));
    return exit_failed;
  }
  if (app.get_subcommands().empty()) {
    std::cout << app.help() << std::flush;
    return fail(bad_usage("no command is named", "name one of those above"));
  }
  return exit;
}

/// What one piece of work gives back the next one takes: it stays with the allocator, which would hand it to the kernel
/// and ask for it again each time.
void keep_memory() {
  constexpr int large = 4 << 20;
  mallopt(M_MMAP_THRESHOLD, large);
  mallopt(M_TRIM_THRESHOLD, large);
}

}  // namespace
}  // namespace cavra::cli

int main(int argc, char** argv) {
  cavra::cli::keep_memory();
  cavra::keep_to_itself();
  return cavra::cli::run(argc, argv);
}
