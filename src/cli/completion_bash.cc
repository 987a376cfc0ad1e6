// Completion for bash: one function, in which a case for each command says what may follow.
#include <algorithm>

#include "cli/description.h"

namespace cavra::cli {
namespace {

std::string spaced(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

/// The statement that offers what an argument may be.
std::string offer(const OptionDescription& option, bool positional, const std::vector<std::string>& slugs) {
  switch (completed_with(option, positional)) {
    case Completed::words:
      return "words '" + spaced(option.words()) + "'";
    case Completed::slugs:
      return "words '" + spaced(slugs) + "'";
    case Completed::commands:
      return "words \"$all\"";
    case Completed::folders:
      return "folders";
    case Completed::files:
      return "files";
    case Completed::nothing:
      break;
  }
  return "true";
}

std::string one_case(const CommandDescription& command, const std::vector<std::string>& slugs) {
  std::vector<std::string> options;
  std::string values;
  for (const OptionDescription& option : command.options) {
    options.insert(options.end(), option.names.begin(), option.names.end());
    if (option.value.empty()) continue;
    std::string names;
    for (const std::string& name : option.names) names += (names.empty() ? "" : "|") + name;
    values += "        " + names + ") _cavra_seal_" + offer(option, false, slugs) + "; return ;;\n";
  }
  std::vector<std::string> below;
  for (const CommandDescription& other : command.commands) below.emplace_back(last_word(other.path));
  std::string out = "    '" + command.path + "')\n";
  if (!values.empty()) out += "      case $before in\n" + values + "      esac\n";
  out += "      if [[ $word == -* ]]; then _cavra_seal_words '" + spaced(options) + "'; return; fi\n";
  if (!below.empty()) out += "      _cavra_seal_words '" + spaced(below) + "'\n";
  for (const OptionDescription& option : command.positionals)
    out += "      _cavra_seal_" + offer(option, true, slugs) + "\n";
  return out + "      ;;\n";
}

constexpr std::string_view helpers = R"(# Completes cavra-seal in bash. Made by `cavra-seal completion bash`.
_cavra_seal_words() { local IFS=$' \t\n'; COMPREPLY+=($(compgen -W "$1" -- "$word")); }
_cavra_seal_true() { :; }
_cavra_seal_files() { local IFS=$'\n'; compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$word")); }
_cavra_seal_folders() { local IFS=$'\n'; compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "$word")); }
_cavra_seal() {
  COMPREPLY=()
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path= i
)";

}  // namespace

std::string bash_completion(const CommandDescription& top, const std::vector<std::string>& slugs) {
  std::string out(helpers);
  std::vector<std::string> first;
  for (const CommandDescription& command : top.commands) first.push_back(command.path);
  out += "  local all='" + spaced(first) + "'\n";
  out += "  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \"$path ${COMP_WORDS[i]}\" in\n";
  std::string paths;
  for (const CommandDescription* command : all_commands(top))
    if (!command->path.empty()) paths += (paths.empty() ? "" : "|") + ("' " + command->path + "'");
  out += "      " + paths + ") path=\"$path ${COMP_WORDS[i]}\" ;;\n    esac\n  done\n  case ${path# } in\n";
  for (const CommandDescription* command : all_commands(top)) out += one_case(*command, slugs);
  return out + "  esac\n}\ncomplete -F _cavra_seal cavra-seal\n";
}

}  // namespace cavra::cli
