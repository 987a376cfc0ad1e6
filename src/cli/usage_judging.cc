// The command line of check, build, export, release, gates and explain.
#include <array>
#include <memory>

#include "cli/commands.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

void add_check(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<CheckOptions>();
  CheckOptions& options = *kept;
  command.add_option("PATH", options.paths, "files, folders, globs, or - for stdin");
  add_repeated(command, "--packet", options.packets, "FILE", "the same as PATH");
  add_choice<InputFormat>(command, "--input-format", options.input_format,
                          {{"json", InputFormat::json}, {"ndjson", InputFormat::ndjson}},
                          "by the name's ending when not given");
  command.add_option("--gate", options.gate, "judge by this gate, whatever schema_version says")->type_name("SLUG");
  add_gates(command, options.gates);
  command.add_flag("--require-live", options.require_live,
                   "ask for live evidence: exit 1 unless every packet is ready");
  add_profile(command, options.profile);
  add_policy(command, options.policy);
  add_waivers(command, options.policy);
  add_reporting(command, options.reporting, {"text", "json", "ndjson", "findings"}, "text on a terminal, else json");
  add_size(command, options.max_size, "largest packet");
  add_jobs(command, options.jobs, "threads");
  add_colour(command, options.reporting.colour);
  command.footer(
      "Exit: 0 no blocker, and ready with --require-live; 1 blocked or not ready; 2 something could not be judged.");
  command.callback([kept, &exit] { exit = check(*kept); });
}

void add_build(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<BuildOptions>();
  BuildOptions& options = *kept;
  command.add_option("SLUG", options.slug, "the gate")->required();
  add_repeated(command, "--from", options.from, "FILE",
               "the packet before (several for the executive rollup); built too when not given");
  command
      .add_option(
          "--bundle", options.bundle,
          "take the packets before out of this bundle; what else the packet says of packets in it is decided by them")
      ->type_name("BUNDLE");
  CLI::Option* mode = add_mode(command, options.mode);
  command.add_option("--answers", options.answers, "what only people can say: TOML, or JSON in the packet's own shape")
      ->type_name("FILE");
  command.add_flag("--answers-template", options.answers_template, "print what there is to answer");
  command.add_flag("--example", options.example, "fill in example answers");
  add_gates(command, options.gates);
  add_profile(command, options.profile);
  add_output(command, options.output);
  command.callback([kept, mode, &exit] {
    kept->mode_given = mode->count() > 0;
    exit = build(*kept);
  });
}

void add_export(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<ExportOptions>();
  ExportOptions& options = *kept;
  command.add_option("PLACE", options.places, "[SLUG] DIR")->expected(0, 2);
  command.add_option("--bundle", options.bundle, "write the ten packets as DIR/<slug>.json")->type_name("DIR");
  add_word(command, "--mode", options.mode, {"sample", "live"}, "evidence of the bundle");
  add_gates(command, options.gates);
  command.callback([kept, &exit] { exit = export_examples(*kept); });
}

void add_release(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<ReleaseOptions>();
  ReleaseOptions& options = *kept;
  command.add_option("SLUG", options.slug, "the gate")->required();
  command.add_option("--packet", options.packet, "judge this packet")->type_name("FILE");
  command.add_option("--status", options.status, "build the packet from this one, the packet before")
      ->type_name("FILE");
  command.add_option("--export-dir", options.export_dir, "write the examples there")->type_name("DIR");
  command.add_flag("--require-live", options.require_live, "ask for live evidence");
  add_output(command, options.output);
  command.callback([kept, &exit] { exit = release(*kept); });
}

void add_gates_command(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<GatesOptions>();
  GatesOptions& options = *kept;
  command.add_option("SLUG", options.slug, "print this gate's definition (TOML)");
  add_gates(command, options.gates);
  command.add_option("--test", options.test, "run the samples kept beside the definitions in this folder")
      ->type_name("DIR");
  command
      .add_option("--mutate", options.mutate,
                  "plant every fault that this gate must block, and count those that it does")
      ->type_name("SLUG");
  command.callback([kept, &exit] { exit = gates(*kept); });
}

void add_schema(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<SchemaOptions>();
  SchemaOptions& options = *kept;
  command.add_option("SLUG", options.slug, "the gate")->required();
  add_gates(command, options.gates);
  add_output(command, options.output);
  command.callback([kept, &exit] { exit = schema(*kept); });
}

void add_explain(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<ExplainOptions>();
  ExplainOptions& options = *kept;
  command.add_option("WORD", options.word, "a code (G104), a check (sealed_components), a rule or a gate")->required();
  add_gates(command, options.gates);
  add_rules(command, options.rules);
  command.callback([kept, &exit] { exit = explain(*kept); });
}

constexpr std::array commands = {
    CommandUsage{"check", "Judge packets by their gates", add_check},
    CommandUsage{"build", "Build a gate's packet from the packet before it", add_build},
    CommandUsage{"export", "Write example packets and results", add_export},
    CommandUsage{"release", "CAVRA's spelling of build --example, export and check", add_release},
    CommandUsage{"gates", "List the gates, print one's definition, or prove that it gates", add_gates_command},
    CommandUsage{"schema", "Print a gate as JSON Schema, for editors and other validators", add_schema},
    CommandUsage{"explain", "Say what a code, check or gate means, and how to mend what it reports", add_explain},
};

}  // namespace

std::span<const CommandUsage> judging_commands() { return commands; }

}  // namespace cavra::cli
