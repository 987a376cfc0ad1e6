// Completion for zsh: a function for each command, in the words of _arguments.
#include <algorithm>

#include "cli/description.h"

namespace cavra::cli {
namespace {

/// Inside single quotes, where _arguments reads brackets and colons.
std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else if (c == '[' || c == ']' || c == ':' || c == '\\')
      out.append("\\").append(1, c);
    else
      out += c;
  }
  return out;
}

std::string spaced(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

std::string action(const OptionDescription& option, bool positional, const CommandDescription& top,
                   const std::vector<std::string>& slugs) {
  switch (completed_with(option, positional)) {
    case Completed::words:
      return "(" + spaced(option.words()) + ")";
    case Completed::slugs:
      return "(" + spaced(slugs) + ")";
    case Completed::commands: {
      std::vector<std::string> names;
      for (const CommandDescription& command : top.commands) names.push_back(command.path);
      return "(" + spaced(names) + ")";
    }
    case Completed::folders:
      return "_files -/";
    case Completed::files:
      return "_files";
    case Completed::nothing:
      break;
  }
  return " ";
}

std::string function_name(const CommandDescription& command) {
  std::string name = "_cavra-seal" + (command.path.empty() ? "" : "-" + command.path);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string function_of(const CommandDescription& command, const CommandDescription& top,
                        const std::vector<std::string>& slugs) {
  std::string out = function_name(command) + "() {\n  local line state\n  _arguments -C";
  for (const OptionDescription& option : command.options)
    for (const std::string& name : option.names) {
      out += " \\\n    '" + std::string(option.repeated ? "*" : "") + name + "[" + quoted(option.what) + "]";
      if (!option.value.empty()) out += ":" + quoted(option.value) + ":" + quoted(action(option, false, top, slugs));
      out += "'";
    }
  if (!command.commands.empty()) return out;
  for (const OptionDescription& option : command.positionals)
    out += " \\\n    '" +
           std::string(option.repeated   ? "*:"
                       : option.required ? ":"
                                         : "::") +
           quoted(option.names.front()) + ":" + quoted(action(option, true, top, slugs)) + "'";
  return out + "\n}\n";
}

/// What follows the options of a command that has others below it.
std::string below(const CommandDescription& command) {
  std::string out =
      " \\\n    '1:command:->command' '*::argument:->argument'\n  case $state in\n    command)\n      local -a "
      "commands=(\n";
  for (const CommandDescription& other : command.commands)
    out += "        '" + std::string(last_word(other.path)) + ":" + quoted(other.what) + "'\n";
  out += "      )\n      _describe command commands ;;\n    argument)\n      case $line[1] in\n";
  for (const CommandDescription& other : command.commands)
    out += "        " + std::string(last_word(other.path)) + ") " + function_name(other) + " ;;\n";
  return out + "      esac ;;\n  esac\n}\n";
}

}  // namespace

std::string zsh_completion(const CommandDescription& top, const std::vector<std::string>& slugs) {
  std::string out = "#compdef cavra-seal\n# Completes cavra-seal in zsh. Made by `cavra-seal completion zsh`.\n";
  for (const CommandDescription* command : all_commands(top)) {
    out += function_of(*command, top, slugs);
    if (!command->commands.empty()) out += below(*command);
  }
  return out +
         "if [[ $funcstack[1] == _cavra-seal ]]; then _cavra-seal \"$@\"; else compdef _cavra-seal cavra-seal; fi\n";
}

}  // namespace cavra::cli
