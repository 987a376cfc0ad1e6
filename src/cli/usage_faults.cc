// What is wrong with a command line, in this program's words: CLI11 finds it, and would say it in its own.
#include <string_view>

#include "cli/usage.h"

namespace cavra::cli {
namespace {

/// A command that a line names: the deepest that was found, and the words that lead to it.
struct Named {
  CLI::App* command = nullptr;
  std::string path;
};

Named named_by(CLI::App& top) {
  Named named{&top, {}};
  for (auto below = top.get_subcommands(); !below.empty(); below = named.command->get_subcommands()) {
    named.command = below.front();
    named.path += (named.path.empty() ? "" : " ") + named.command->get_name();
  }
  return named;
}

constexpr std::string_view excludes = " excludes ";

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

/// What nothing takes.
std::string left_over(const Named& named, const std::string& word, bool before_command) {
  if (word.size() > 1 && word.front() == '-')
    return before_command ? "there is no option " + word + " before a command" : named.path + " has no option " + word;
  if (!named.command->get_subcommands({}).empty())
    return "there is no command " + quoted(named.path.empty() ? word : named.path + " " + word);
  return named.path + " has no use for " + quoted(word);
}

std::string wants_command(const Named& named) {
  std::string words;
  for (const CLI::App* below : named.command->get_subcommands({}))
    words += (words.empty() ? "" : ", ") + below->get_name();
  return named.path + " wants one of its commands: " + words;
}

/// Too few values of an option, or too many.
std::string mismatch(const Named& named, const std::string& what) {
  std::string name = what.substr(0, what.find_first_of(": "));
  if (!name.starts_with('-') && named.command->get_option_no_throw("--" + name) != nullptr) name = "--" + name;
  const CLI::Option* const option = named.command->get_option_no_throw(name);
  if (option == nullptr) return what;
  if (option->get_items_expected_max() == 0) return name + " takes no value";
  if (option->count() > 1) return name + " is given more than once";
  return name + " lacks its value: " + option->get_type_name();
}

}  // namespace

std::string usage_fault(const CLI::ParseError& error, CLI::App& top) {
  const Named named = named_by(top);
  const std::vector<std::string> rest = top.remaining(true);
  std::string what = error.what();
  const bool no_command = what.starts_with("A subcommand");
  if (!rest.empty() && (no_command || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr))
    what = left_over(named, rest.front(), !top.remaining(false).empty());
  else if (no_command)
    what = wants_command(named);
  else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    what = mismatch(named, what);
  else if (const std::size_t at = what.find(excludes); at != std::string::npos)
    what = what.replace(at, excludes.size(), " and ") + " do not go together";
  if (const std::size_t end = what.find('\n'); end != std::string::npos) what.resize(end);
  return what + "; see `cavra-seal help" + (named.path.empty() ? "" : " " + named.path) + "`";
}

void keep_to_rules(CLI::App& command) {
  for (CLI::Option* const option : command.get_options([](CLI::Option*) { return true; })) {
    if (option->get_items_expected_max() == 0)
      option->disable_flag_override();
    else
      option->check([](const std::string& text) {
        return std::string(text.empty() ? "the value is empty: give one, or leave the option out" : "");
      });
  }
  for (CLI::App* const below : command.get_subcommands({})) keep_to_rules(*below);
}

}  // namespace cavra::cli
