// The command line. CLI11 is slow to compile, so it is read here alone.
#include <CLI/CLI.hpp>

#include "cli/commands.h"

namespace cavra::cli {
namespace {

constexpr std::string_view version = CAVRA_VERSION;

/// One of some words; `chosen` becomes what stands for it.
template <typename T>
CLI::Option* add_choice(CLI::App& command, const std::string& name, T& chosen, const std::vector<std::pair<std::string, T>>& choices,
                        const std::string& what) {
  std::string words;
  for (const auto& [word, value] : choices) words += (words.empty() ? "" : "|") + word;
  CLI::Option* option = command.add_option_function<std::string>(name, [name, choices, words, &chosen](const std::string& text) {
    for (const auto& [word, value] : choices)
      if (word == text) {
        chosen = value;
        return;
      }
    throw CLI::ValidationError(name + ": \"" + text + "\" is none of " + words);
  }, what);
  return option->type_name(words);
}
CLI::Option* add_word(CLI::App& command, const std::string& name, std::string& chosen, const std::vector<std::string>& words,
                      const std::string& what) {
  std::vector<std::pair<std::string, std::string>> choices;
  for (const std::string& word : words) choices.emplace_back(word, word);
  CLI::Option* option = add_choice(command, name, chosen, choices, what);
  return chosen.empty() ? option : option->default_str(chosen);
}

void add_profile(CLI::App& command, std::string& profile) {
  add_word(command, "--profile", profile, {"strict", "compat"}, "strict: every check; compat: those of the gate alone");
}
void add_gates(CLI::App& command, std::string& gates) {
  command.add_option("--gates", gates, "folder with further gate definitions (*.toml)")->type_name("DIR");
}
void add_mode(CLI::App& command, std::string& mode) {
  add_word(command, "--mode", mode, {"sample", "live"}, "evidence of the packet");
}
void add_output(CLI::App& command, std::string& output) {
  command.add_option("--output", output, "write there instead of stdout; the file appears whole or not at all")->type_name("FILE");
}

void add_check(CLI::App& app, CheckOptions& options, int& exit) {
  CLI::App* command = app.add_subcommand("check", "Judge packets by their gates");
  command->add_option("PATH", options.paths, "files, folders, globs, or - for stdin");
  command->add_option("--packet", options.packet, "the same as PATH")->type_name("FILE");
  add_choice<InputFormat>(*command, "--input-format", options.input_format, {{"json", InputFormat::json}, {"ndjson", InputFormat::ndjson}},
                          "by the name's ending when not given");
  command->add_option("--gate", options.gate, "judge by this gate, whatever schema_version says")->type_name("SLUG");
  add_gates(*command, options.gates);
  command->add_flag("--require-live", options.require_live, "ask for live evidence: exit 1 unless every packet is ready");
  add_profile(*command, options.profile);
  add_word(*command, "--format", options.format, {"text", "json", "ndjson", "findings"}, "text on a terminal, else json");
  add_output(*command, options.output);
  command->add_option("--max-size", options.max_size, "largest packet")->capture_default_str()->type_name("SIZE");
  command->add_option("--jobs", options.jobs, "threads")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_flag("--quiet", options.quiet, "write nothing but errors");
  add_choice<Colour>(*command, "--color", options.colour,
                     {{"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}},
                     "colours; auto: on a terminal, unless NO_COLOR is set");
  command->footer("Exit: 0 no blocker, and ready with --require-live; 1 blocked or not ready; 2 something could not be judged.");
  command->callback([&options, &exit] { exit = check(options); });
}

void add_build(CLI::App& app, BuildOptions& options, int& exit) {
  CLI::App* command = app.add_subcommand("build", "Build a gate's packet from the packet before it");
  command->add_option("SLUG", options.slug, "the gate")->required();
  command->add_option("--from", options.from, "the packet before (several for the executive rollup); built too when not given")->type_name("FILE");
  add_mode(*command, options.mode);
  command->add_option("--answers", options.answers, "what only people can say: TOML, or JSON in the packet's own shape")->type_name("FILE");
  command->add_flag("--answers-template", options.answers_template, "print what there is to answer");
  command->add_flag("--example", options.example, "fill in example answers");
  add_gates(*command, options.gates);
  add_profile(*command, options.profile);
  add_output(*command, options.output);
  command->callback([&options, &exit] { exit = build(options); });
}

void add_export(CLI::App& app, ExportOptions& options, int& exit) {
  CLI::App* command = app.add_subcommand("export", "Write example packets and results");
  command->add_option("PLACE", options.places, "[SLUG] DIR")->expected(0, 2);
  command->add_option("--bundle", options.bundle, "write the ten packets as DIR/<slug>.json")->type_name("DIR");
  add_word(*command, "--mode", options.mode, {"sample", "live"}, "evidence of the bundle");
  add_gates(*command, options.gates);
  command->callback([&options, &exit] { exit = export_examples(options); });
}

void add_release(CLI::App& app, ReleaseOptions& options, int& exit) {
  CLI::App* command = app.add_subcommand("release", "CAVRA's spelling of build --example, export and check");
  command->add_option("SLUG", options.slug, "the gate")->required();
  command->add_option("--packet", options.packet, "judge this packet")->type_name("FILE");
  command->add_option("--status", options.status, "build the packet from this one, the packet before")->type_name("FILE");
  command->add_option("--export-dir", options.export_dir, "write the examples there")->type_name("DIR");
  command->add_flag("--require-live", options.require_live, "ask for live evidence");
  add_output(*command, options.output);
  command->callback([&options, &exit] { exit = release(options); });
}

void add_gates_command(CLI::App& app, GatesOptions& options, int& exit) {
  CLI::App* command = app.add_subcommand("gates", "List the gates, print one's definition, or run definitions' samples");
  command->add_option("SLUG", options.slug, "print this gate's definition (TOML)");
  add_gates(*command, options.gates);
  command->add_option("--test", options.test, "run the samples kept beside the definitions in this folder")->type_name("DIR");
  command->callback([&options, &exit] { exit = gates(options); });
}

void add_explain(CLI::App& app, ExplainOptions& options, int& exit) {
  CLI::App* command = app.add_subcommand("explain", "Say what a code, check or gate means, and how to mend what it reports");
  command->add_option("WORD", options.word, "a code (G104), a check (sealed_components) or a gate")->required();
  add_gates(*command, options.gates);
  command->callback([&options, &exit] { exit = explain(options); });
}

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
  CheckOptions check_options;
  BuildOptions build_options;
  ExportOptions export_options;
  ReleaseOptions release_options;
  GatesOptions gates_options;
  ExplainOptions explain_options;
  add_check(app, check_options, exit);
  add_build(app, build_options, exit);
  add_export(app, export_options, exit);
  add_release(app, release_options, exit);
  add_gates_command(app, gates_options, exit);
  add_explain(app, explain_options, exit);
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
