// The command line as data, and the commands that print it: completion, manual, help.
#include <array>
#include <memory>

#include "base/utf8.h"
#include "cavra/catalogue.h"
#include "cli/commands.h"
#include "cli/description.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

/// CLI11 appends what a validator says of itself: "UINT:INT in [1 - 256]".
std::string value_of(const CLI::Option& option) {
  std::string name = option.get_type_size() == 0 ? "" : option.get_type_name();
  if (const std::size_t colon = name.find(':'); colon != std::string::npos) name.resize(colon);
  return name == "UINT" || name == "INT" ? "N" : name;
}

class HelpPage : public CLI::Formatter {
 public:
  HelpPage() { column_width(32); }

  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text;
    const std::string value = value_of(*option);
    if (!option->get_positional() && !value.empty()) text += " " + value;
    if (!option->get_default_str().empty()) text += "=" + option->get_default_str();
    if (option->get_expected_max() == CLI::detail::expected_max_vector_size) text += " ...";
    if (!option->get_positional() && option->get_required()) text += " (required)";
    return text;
  }
};

OptionDescription describe(const CLI::Option& option) {
  OptionDescription to;
  to.value = value_of(option);
  if (option.get_positional()) {
    to.names.push_back(option.get_name(true));
  } else {
    for (const std::string& name : option.get_snames()) to.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) to.names.push_back("--" + name);
  }
  to.what = option.get_description();
  to.preset = option.get_default_str();
  to.required = option.get_required();
  to.repeated = option.get_expected_max() > 1;
  return to;
}

CommandDescription describe(const CLI::App& app, const std::string& path) {
  CommandDescription to;
  to.path = path;
  to.what = app.get_description();
  to.footer = app.get_footer();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    (option->get_positional() ? to.positionals : to.options).push_back(describe(*option));
  }
  for (const CLI::App* command : app.get_subcommands({}))
    if (!command->get_group().empty())
      to.commands.push_back(describe(*command, path.empty() ? command->get_name() : path + " " + command->get_name()));
  return to;
}

const CLI::App* find_command(const CLI::App& app, const std::vector<std::string>& words) {
  const CLI::App* at = &app;
  for (const std::string& word : words) {
    const auto found = at->get_subcommands([&word](const CLI::App* command) { return command->get_name() == word; });
    if (found.empty()) return nullptr;
    at = found.front();
  }
  return at;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

int print(std::string_view text) { return put_out(*make_real_disk(), {}, text); }

int say_help(const CLI::App& app, std::vector<std::string> words) {
  const CLI::App* of = find_command(app, words);
  if (of == nullptr) {
    complain("there is no command \"" + printable(joined(words)) + "\"; `cavra-seal help` lists them");
    return exit_failed;
  }
  if (!words.empty()) words.pop_back();
  // Of cavra-seal itself, CLI11 would print the help of the command that was given: this one.
  return print(of == &app ? app.get_formatter()->make_help(&app, "cavra-seal", CLI::AppFormatMode::Normal)
                          : of->help(words.empty() ? "cavra-seal" : "cavra-seal " + joined(words)));
}

int write_manual(const CLI::App& app, const std::string& folder) {
  const CommandDescription top = describe(app, {});
  const std::unique_ptr<Disk> disk = make_real_disk();
  for (const CommandDescription* command : all_commands(top))
    if (const auto written =
            replace_file(*disk, folder + "/" + manual_name(*command), manual_page(top, *command, app.version()));
        !written)
      return fail(written.error());
  return exit_good;
}

int print_completion(const CLI::App& app, const std::string& shell) {
  const CommandDescription top = describe(app, {});
  std::vector<std::string> slugs;
  for (const GateInfo& gate : Catalogue::builtin().gates()) slugs.emplace_back(gate.slug);
  return print(shell == "bash"  ? bash_completion(top, slugs)
               : shell == "zsh" ? zsh_completion(top, slugs)
                                : fish_completion(top, slugs));
}

void add_completion(CLI::App& command, int& exit) {
  const auto shell = std::make_shared<std::string>();
  add_word(command, "SHELL", *shell, {"bash", "zsh", "fish"}, "the shell")->required();
  command.callback([&command, &exit, shell] { exit = print_completion(*command.get_parent(), *shell); });
}

void add_manual(CLI::App& command, int& exit) {
  const auto folder = std::make_shared<std::string>();
  command.group("");  // for the build, which installs the pages; people read them with man
  command.add_option("DIR", *folder, "the folder")->required();
  command.callback([&command, &exit, folder] { exit = write_manual(*command.get_parent(), *folder); });
}

void add_help(CLI::App& command, int& exit) {
  const auto topic = std::make_shared<std::vector<std::string>>();
  command.add_option("COMMAND", *topic, "a command, such as check or roster build");
  command.callback([&command, &exit, topic] { exit = say_help(*command.get_parent(), *topic); });
}

constexpr std::array commands = {
    CommandUsage{"completion", "Print what a shell reads to complete this command line", add_completion},
    CommandUsage{"manual", "Write the man pages", add_manual},
    CommandUsage{"help", "Say how a command is used", add_help},
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> make_help_page() { return std::make_shared<HelpPage>(); }

std::span<const CommandUsage> description_commands() { return commands; }

}  // namespace cavra::cli
