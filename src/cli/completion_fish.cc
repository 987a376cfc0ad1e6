// Completion for fish: a line for each option and command, with the commands that it may follow.
#include "cli/description.h"

namespace cavra::cli {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string spaced(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

std::string offered(const OptionDescription& option, bool positional, const CommandDescription& top,
                    const std::vector<std::string>& slugs) {
  switch (completed_with(option, positional)) {
    case Completed::words:
      return " -x -a " + quoted(spaced(option.words()));
    case Completed::slugs:
      return " -x -a " + quoted(spaced(slugs));
    case Completed::commands: {
      std::vector<std::string> names;
      for (const CommandDescription& command : top.commands) names.push_back(command.path);
      return " -x -a " + quoted(spaced(names));
    }
    case Completed::folders:
      return " -x -a '(__fish_complete_directories)'";
    case Completed::files:
      return positional ? " -F" : " -r -F";
    case Completed::nothing:
      break;
  }
  return positional ? "" : " -x";
}

std::string lines_of(const CommandDescription& command, const CommandDescription& top,
                     const std::vector<std::string>& slugs) {
  const std::string begin = "complete -c cavra-seal -n " + quoted("__cavra_seal_at " + quoted(command.path));
  std::string out;
  for (const OptionDescription& option : command.options) {
    out += begin;
    for (const std::string& name : option.names)
      out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.value.empty()) out += offered(option, false, top, slugs);
    out += " -d " + quoted(option.what) + "\n";
  }
  for (const CommandDescription& below : command.commands)
    out += begin + " -a " + quoted(last_word(below.path)) + " -d " + quoted(below.what) + "\n";
  for (const OptionDescription& option : command.positionals)
    if (const std::string offer = offered(option, true, top, slugs); !offer.empty()) out += begin + offer + "\n";
  return out;
}

}  // namespace

std::string fish_completion(const CommandDescription& top, const std::vector<std::string>& slugs) {
  std::string out =
      "# Completes cavra-seal in fish. Made by `cavra-seal completion fish`.\ncomplete -c cavra-seal -f\n"
      "function __cavra_seal_at\n  set -l path\n  for word in (commandline -opc)[2..-1]\n"
      "    if contains -- (string trim -- \"$path $word\")";
  for (const CommandDescription* command : all_commands(top))
    if (!command->path.empty()) out += " " + quoted(command->path);
  out += "\n      set path (string trim -- \"$path $word\")\n    end\n  end\n  test \"$path\" = \"$argv[1]\"\nend\n";
  for (const CommandDescription* command : all_commands(top)) out += lines_of(*command, top, slugs);
  return out;
}

}  // namespace cavra::cli
