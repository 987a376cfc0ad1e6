// The command line of scan, roster and rules.
#include <array>
#include <memory>

#include "cli/commands.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

void add_scan(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<ScanOptions>();
  ScanOptions& options = *kept;
  command.add_option("PATH", options.paths, "files, folders (every .json below), globs, or - for stdin");
  add_choice<ScanFormat>(command, "--input-format", options.input_format,
                         {{"json", ScanFormat::json}, {"ndjson", ScanFormat::ndjson}, {"text", ScanFormat::text}},
                         "json, ndjson or text; by the name's ending when not given, else text");
  add_policy(command, options.policy);
  add_reporting(command, options.reporting, {"text", "findings"},
                "text on a terminal, else findings: a JSON line each");
  add_size(command, options.max_size, "largest document or line");
  add_waivers(command, options.policy);
  add_jobs(command, options.jobs, "threads");
  command.add_flag("--new-key", options.new_key, "write a new key to PATH or --key-file, and scan nothing");
  command.footer("Exit: 0 nothing was found, or all is waived; 1 something was; 2 something could not be read.");
  command.callback([kept, &exit] { exit = scan(*kept); });
}

void add_roster(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<RosterOptions>();
  RosterOptions& options = *kept;
  command.require_subcommand(1);
  CLI::App* build = command.add_subcommand("build", "Hash the names with a key");
  build->add_option("NAMES", options.names, "a name, alias or domain on each line; - for stdin")->required();
  build->add_option("--key-file", options.key_file, "the key: 32 bytes, mode 0600")->required()->type_name("FILE");
  add_output(*build, options.output);
  build->callback([kept, &exit] { exit = roster_build(*kept); });
}

void add_rules_command(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<RulesOptions>();
  RulesOptions& options = *kept;
  command.add_option("RULE", options.id, "print this rule (TOML)");
  add_rules(command, options.rules);
  command.callback([kept, &exit] { exit = rules(*kept); });
}

constexpr std::array commands = {
    CommandUsage{"scan", "Look for private material in any JSON or text", add_scan},
    CommandUsage{"roster", "Make a customer roster that reveals no name", add_roster},
    CommandUsage{"rules", "List the rules for private material, or print one", add_rules_command},
};

}  // namespace

std::span<const CommandUsage> privacy_commands() { return commands; }

}  // namespace cavra::cli
