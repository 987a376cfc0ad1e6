/// What the command line of each family of commands shares. CLI11 is slow to compile: only main.cc and usage_*.cc read
/// it.
#pragma once

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/formats.h"
#include "cli/policies.h"

namespace cavra::cli {

/// A command of the command line.
struct CommandUsage {
  const char* name;
  const char* what;
  /// Adds its options. It runs when the line is parsed, and leaves its exit code.
  void (*add)(CLI::App& command, int& exit);
};

[[nodiscard]] std::span<const CommandUsage> judging_commands();
[[nodiscard]] std::span<const CommandUsage> privacy_commands();
[[nodiscard]] std::span<const CommandUsage> chain_commands();
[[nodiscard]] std::span<const CommandUsage> sealing_commands();
[[nodiscard]] std::span<const CommandUsage> publishing_commands();
[[nodiscard]] std::span<const CommandUsage> signing_commands();
[[nodiscard]] std::span<const CommandUsage> log_commands();
/// Those that speak of all commands: the others must be there, too.
[[nodiscard]] std::span<const CommandUsage> description_commands();

/// What is wrong with a line that `top` could not parse, and where help is: one line.
[[nodiscard]] std::string usage_fault(const CLI::ParseError& error, CLI::App& top);

/// What holds of every option: a value that is there is not empty, as that of an unset variable would be, and a flag
/// has none. Of all commands below, too.
void keep_to_rules(CLI::App& command);

/// Help as people read it: values by their names alone, and what is required.
[[nodiscard]] std::shared_ptr<CLI::FormatterBase> make_help_page();

struct KeyOptions;
/// How a private key, or the token that has it, is opened.
void add_key_opening(CLI::App& command, KeyOptions& key);
/// The private key to sign with, and how it is opened.
void add_signer(CLI::App& command, KeyOptions& key, const std::string& whose = "the");

/// One of some words; `chosen` becomes what stands for it.
template <typename T>
CLI::Option* add_choice(CLI::App& command, const std::string& name, T& chosen,
                        const std::vector<std::pair<std::string, T>>& choices, const std::string& what) {
  std::string words;
  for (const auto& [word, value] : choices) words += (words.empty() ? "" : "|") + word;
  CLI::Option* option = command.add_option_function<std::string>(
      name,
      [name, choices, words, &chosen](const std::string& text) {
        for (const auto& [word, value] : choices)
          if (word == text) {
            chosen = value;
            return;
          }
        throw CLI::ValidationError(name + ": \"" + text + "\" is none of " + words);
      },
      what);
  return option->type_name(words);
}
inline CLI::Option* add_word(CLI::App& command, const std::string& name, std::string& chosen,
                             const std::vector<std::string>& words, const std::string& what) {
  std::vector<std::pair<std::string, std::string>> choices;
  for (const std::string& word : words) choices.emplace_back(word, word);
  CLI::Option* option = add_choice(command, name, chosen, choices, what);
  return chosen.empty() ? option : option->default_str(chosen);
}

/// A number from `least` to `most`.
template <typename T>
CLI::Option* add_number(CLI::App& command, const std::string& name, T& number, std::uint64_t least, std::uint64_t most,
                        const std::string& what) {
  const auto in_range = [least, most](const std::string& text) {
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool good = problem == std::errc() && end == text.data() + text.size() && value >= least && value <= most;
    return good || text.empty()
               ? std::string()
               : "\"" + text + "\" is no number from " + std::to_string(least) + " to " + std::to_string(most);
  };
  return command.add_option(name, number, what)->type_name("N")->check(in_range);
}

inline void add_profile(CLI::App& command, std::string& profile) {
  add_word(command, "--profile", profile, {"strict", "compat"}, "strict: every check; compat: those of the gate alone");
}
inline void add_gates(CLI::App& command, std::string& gates) {
  command.add_option("--gates", gates, "folder with further gate definitions (*.toml)")->type_name("DIR");
}
inline CLI::Option* add_mode(CLI::App& command, std::string& mode) {
  return add_word(command, "--mode", mode, {"sample", "live"}, "evidence of the packet");
}
inline void add_output(CLI::App& command, std::string& output) {
  command.add_option("--output", output, "write there instead of stdout; the file appears whole or not at all")
      ->type_name("FILE");
}

/// An option that takes one value, and may be given again.
inline CLI::Option* add_repeated(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                                 const std::string& type, const std::string& what) {
  return command.add_option(name, values, what)->type_name(type)->allow_extra_args(false);
}

inline void add_colour(CLI::App& command, Colour& colour) {
  add_choice<Colour>(command, "--color", colour,
                     {{"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}},
                     "colours; auto: on a terminal, unless NO_COLOR is set");
}

/// How what was found is written: `words` are the command's own formats, beside those of other tools.
inline void add_reporting(CLI::App& command, Reporting& reporting, std::vector<std::string> words,
                          const std::string& otherwise) {
  words.insert(words.end(), format_words.begin(), format_words.end());
  add_word(command, "--format", reporting.format, words, otherwise);
  add_word(command, "--junit-dialect", reporting.junit_dialect, {"gitlab", "xunit"},
           "whose JUnit: GitLab's, or Jenkins' xunit plug-in's");
  add_output(command, reporting.output);
  command.add_flag("--quiet", reporting.quiet, "print nothing but errors");
}

inline void add_size(CLI::App& command, std::string& size, const std::string& largest) {
  command.add_option("--max-size", size, largest)->capture_default_str()->type_name("SIZE");
}
inline void add_jobs(CLI::App& command, unsigned& jobs, const std::string& what) {
  add_number(command, "--jobs", jobs, 1, 256, what)->capture_default_str();
}

inline void add_rules(CLI::App& command, std::vector<std::string>& rules) {
  add_repeated(command, "--rules", rules, "FILE", "further rules (TOML; a gitleaks configuration too)");
}

/// What private material is looked for with.
inline void add_policy(CLI::App& command, PolicyOptions& policy) {
  add_rules(command, policy.rules);
  command.add_option("--roster", policy.roster, "names of customers that must not appear")->type_name("FILE");
  command.add_option("--key-file", policy.key_file, "the key of fingerprints and keyed rosters: 32 bytes, mode 0600")
      ->type_name("FILE");
  command.add_option("--receipt", policy.receipt, "write there what was looked at")->type_name("FILE");
}

inline void add_waivers(CLI::App& command, PolicyOptions& policy) {
  command.add_option("--waivers", policy.waivers, "findings that someone answers for (TOML)")->type_name("FILE");
  command.add_option("--now", policy.now, "the time that waivers are judged at, instead of the clock's")
      ->type_name("TIME");
}

}  // namespace cavra::cli
