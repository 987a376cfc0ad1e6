/// What the command line takes, as data: man pages and completions are made from it, so that no command is left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cavra::cli {

struct OptionDescription {
  std::vector<std::string> names;  ///< "-h", "--help"; of a positional one its name alone: "PATH"
  std::string value;               ///< "FILE", or the words that there are: "strict|compat"; empty for a flag
  std::string what;
  std::string preset;  ///< its value when it is not given; may be empty
  bool required = false;
  bool repeated = false;

  [[nodiscard]] std::vector<std::string> words() const;  ///< of a `value` that is one of some words
};

struct CommandDescription {
  std::string path;  ///< the words that it is called by, after cavra-seal: "log append"; empty for cavra-seal itself
  std::string what;
  std::string footer;
  std::vector<OptionDescription> options;
  std::vector<OptionDescription> positionals;
  std::vector<CommandDescription> commands;
};

/// The command and all below it, before its own: in the order of a table of contents.
[[nodiscard]] std::vector<const CommandDescription*> all_commands(const CommandDescription& top);

/// "check" of "check", "append" of "log append".
[[nodiscard]] std::string_view last_word(std::string_view path);

/// What an argument is completed with.
enum class Completed { words, slugs, commands, folders, files, nothing };
[[nodiscard]] Completed completed_with(const OptionDescription& option, bool positional);

/// A page of the manual (roff, section 1). `version` stands at its foot.
[[nodiscard]] std::string manual_page(const CommandDescription& top, const CommandDescription& command,
                                      std::string_view version);
/// "cavra-seal-log-append.1"
[[nodiscard]] std::string manual_name(const CommandDescription& command);

/// What a shell reads to complete a line. `slugs` are those of the gates that are built in.
[[nodiscard]] std::string bash_completion(const CommandDescription& top, const std::vector<std::string>& slugs);
[[nodiscard]] std::string zsh_completion(const CommandDescription& top, const std::vector<std::string>& slugs);
[[nodiscard]] std::string fish_completion(const CommandDescription& top, const std::vector<std::string>& slugs);

}  // namespace cavra::cli
