// The command line of chain, canonicalize and digest.
#include <array>
#include <memory>

#include "cli/chain.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

void add_chain(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<ChainOptions>();
  ChainOptions& options = *kept;
  command
      .add_option("BUNDLE", options.bundle,
                  "folder of the ten packets, or an NDJSON file of them in the order of the gates")
      ->required();
  command.add_flag("--each", options.each, "BUNDLE is a folder of bundles: a line each");
  command.add_flag("--allow-sample", options.allow_sample,
                   "a chain of sample evidence passes without a blocker; else every packet must be live and ready");
  add_gates(command, options.gates);
  add_profile(command, options.profile);
  add_policy(command, options.policy);
  add_waivers(command, options.policy);
  add_reporting(command, options.reporting, {"text", "json", "ndjson", "findings"}, "text on a terminal, else json");
  add_size(command, options.max_size, "largest packet");
  add_jobs(command, options.jobs, "threads, with --each");
  add_colour(command, options.reporting.colour);
  command.footer("Exit: 0 every gate passes and the packets agree; 1 not so; 2 something could not be judged.");
  command.callback([kept, &exit] { exit = chain(*kept); });
}

void add_canonicalize(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<CanonicalizeOptions>();
  CanonicalizeOptions& options = *kept;
  command.add_option("FILE", options.path, "- for stdin")->capture_default_str();
  add_output(command, options.output);
  add_size(command, options.max_size, "largest document");
  command.callback([kept, &exit] { exit = canonicalize(*kept); });
}

void add_digest(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<DigestOptions>();
  DigestOptions& options = *kept;
  command.add_option("FILE", options.paths, "files, folders, globs, or - for stdin, also when there is none");
  add_choice<InputFormat>(command, "--input-format", options.input_format,
                          {{"json", InputFormat::json}, {"ndjson", InputFormat::ndjson}},
                          "by the name's ending when not given");
  add_size(command, options.max_size, "largest document");
  command.footer("A line a document, of NDJSON a line a line: sha256:RAW  jcs-sha256:CANONICAL  FILE");
  command.callback([kept, &exit] { exit = digest(*kept); });
}

constexpr std::array commands = {
    CommandUsage{"chain", "Judge the ten packets of a bundle as one chain", add_chain},
    CommandUsage{"canonicalize", "Print a JSON document in its canonical form (RFC 8785)", add_canonicalize},
    CommandUsage{"digest", "Print the SHA-256 of JSON documents, as they are and in canonical form", add_digest},
};

}  // namespace

std::span<const CommandUsage> chain_commands() { return commands; }

}  // namespace cavra::cli
