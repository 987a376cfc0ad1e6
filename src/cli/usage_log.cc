// The command line of log.
#include <array>
#include <memory>

#include "cli/log.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

void add_log_folder(CLI::App& command, std::string& log) {
  command.add_option("LOG", log, "the log's folder")->required();
}

void add_log_trust(CLI::App& command, LogTrustOptions& trust) {
  add_repeated(command, "--log-key", trust.log_keys, "VERIFIER",
               "verifier key of the log; else those in its own folder");
  command.add_option("--trust", trust.trust, "trust policy that names logs and witnesses")->type_name("POLICY");
}

void add_witnesses(CLI::App& command, LogTrustOptions& trust) {
  add_repeated(command, "--witness", trust.witnesses, "VERIFIER", "verifier key of a witness");
  add_number(command, "--quorum", trust.quorum, 0, UINT32_MAX, "how many witnesses must have signed");
}

void add_wait(CLI::App& command, std::uint32_t& wait) {
  add_number(command, "--wait", wait, 0, UINT32_MAX, "seconds to wait while another one writes")
      ->capture_default_str()
      ->type_name("SECONDS");
}

/// Adds a subcommand whose options live as long as it.
template <typename Options, typename Add>
void add_command(CLI::App& log, int& exit, const std::string& name, const std::string& what, int (*run)(const Options&),
                 const Add& add) {
  const auto kept = std::make_shared<Options>();
  CLI::App* command = log.add_subcommand(name, what);
  add(*command, *kept);
  command->callback([kept, &exit, run] { exit = run(*kept); });
}

void add_writing(CLI::App& log, int& exit) {
  add_command<LogInitOptions>(log, exit, "init", "Make an empty log, and print its verifier key", log_init,
                              [](CLI::App& command, LogInitOptions& options) {
                                add_log_folder(command, options.log);
                                command
                                    .add_option(
                                        "--name", options.name,
                                        "the log's name, such as log.example/seals: its origin and the name of its key")
                                    ->required()
                                    ->type_name("NAME");
                                add_signer(command, options.key, "the log's");
                              });
  add_command<LogAppendOptions>(
      log, exit, "append", "Add seals, and say at which index each is", log_append,
      [](CLI::App& command, LogAppendOptions& options) {
        add_log_folder(command, options.log);
        command
            .add_option("FILE", options.paths,
                        "seals, withdrawals and revocations; .ndjson has a seal record on each line")
            ->required();
        add_signer(command, options.key, "the log's");
        command.add_option("--trust", options.trust, "trust policy that says who may withdraw and revoke")
            ->type_name("FILE");
        command.add_option("--proof", options.proof, "write the proof of the one entry there")->type_name("FILE");
        add_wait(command, options.wait);
        command.footer("An index is printed when entry, tiles and checkpoint are on the disk.");
      });
  add_command<LogCheckpointOptions>(
      log, exit, "checkpoint", "Print the newest checkpoint, or add what witnesses signed", log_checkpoint,
      [](CLI::App& command, LogCheckpointOptions& options) {
        add_log_folder(command, options.log);
        add_repeated(command, "--add", options.add, "FILE",
                     "file with signatures of witnesses, as `log witness` writes it");
        command.add_option("--key", options.key.key, "with --add: the log's private key")->type_name("KEY");
        add_key_opening(command, options.key);
        add_log_trust(command, options.trust);
        add_witnesses(command, options.trust);
        add_output(command, options.output);
        add_wait(command, options.wait);
      });
  add_command<LogOpenOptions>(
      log, exit, "open", "Let a log that was copied or put back from a backup sign again", log_open,
      [](CLI::App& command, LogOpenOptions& options) {
        add_log_folder(command, options.log);
        add_repeated(command, "--last", options.last, "CHECKPOINT",
                     "the newest checkpoint that anyone holds: witnesses, customers, the last proof")
            ->required();
        add_wait(command, options.wait);
        command.footer("The log signs only when all of its entries make a tree that continues every checkpoint given.");
      });
  add_command<LogStatementOptions>(
      log, exit, "withdraw", "Sign that a seal holds no more; append what it writes", log_withdraw,
      [](CLI::App& command, LogStatementOptions& options) {
        command.add_option("SEAL", options.seal, "the seal, or the SHA-256 of its payload")->required();
        command.add_option("--reason", options.reason, "why, in a line that everyone may read")
            ->required()
            ->type_name("TEXT");
        add_signer(command, options.signer, "the withdrawing role's");
        add_output(command, options.output);
      });
  add_command<LogStatementOptions>(
      log, exit, "revoke", "Sign that a key holds no more; append what it writes", log_revoke,
      [](CLI::App& command, LogStatementOptions& options) {
        command.add_option("KEYID", options.key, "the public key's file, or its keyid")->required();
        add_word(command, "--reason", options.reason, {"compromised", "superseded", "retired", "lost"}, "why")
            ->required();
        command.add_option("--since", options.since, "from when on it does not count; else from now on")
            ->type_name("TIME");
        add_signer(command, options.signer, "the revoking role's");
        add_output(command, options.output);
      });
}

void add_reading(CLI::App& log, int& exit) {
  add_command<LogProveOptions>(
      log, exit, "prove", "Prove that an entry is in the log", log_prove,
      [](CLI::App& command, LogProveOptions& options) {
        add_log_folder(command, options.log);
        command.add_option("ENTRY", options.entry, "an index, or a file with the entry")->required();
        command
            .add_option("--checkpoint", options.checkpoint,
                        "an older checkpoint to prove it under, such as one that witnesses signed")
            ->type_name("FILE");
        add_log_trust(command, options.trust);
        add_output(command, options.output);
      });
  add_command<LogCheckOptions>(
      log, exit, "check", "Read the whole log, and name what is wrong", log_check,
      [](CLI::App& command, LogCheckOptions& options) {
        add_log_folder(command, options.log);
        add_log_trust(command, options.trust);
        add_repeated(command, "--last", options.last, "CHECKPOINT", "a checkpoint that the log must continue");
        command.add_flag("--repair", options.repair, "write tiles again from the entries");
        command.add_option("--from", options.from, "with --repair: another copy of the log, for entries that are lost")
            ->type_name("LOG");
        add_wait(command, options.wait);
        command.footer("Exit: 0 nothing is wrong; 1 something is; 2 the log could not be read.");
      });
  add_command<LogConsistencyOptions>(
      log, exit, "consistency", "Prove that the log continues an older checkpoint", log_consistency,
      [](CLI::App& command, LogConsistencyOptions& options) {
        add_log_folder(command, options.log);
        command.add_option("OLD", options.older, "a checkpoint, or a number of entries")->required();
        command.add_option("NEW", options.newer, "a newer checkpoint; else the log's")->type_name("");
        add_log_trust(command, options.trust);
        add_output(command, options.output);
        command.footer("Exit: 0 it does; 1 it does not. The proof is what a witness takes.");
      });
  add_command<LogStatusOptions>(log, exit, "status",
                                "Say how large the log is, who signed it, and whether it can be written here",
                                log_status, [](CLI::App& command, LogStatusOptions& options) {
                                  add_log_folder(command, options.log);
                                  add_log_trust(command, options.trust);
                                  add_witnesses(command, options.trust);
                                });
  add_command<LogFindOptions>(log, exit, "find", "Say where a digest is in the log", log_find,
                              [](CLI::App& command, LogFindOptions& options) {
                                add_log_folder(command, options.log);
                                command
                                    .add_option("DIGEST", options.digest,
                                                "SHA-256 of a seal's payload, of a signature, of a key, or a leaf hash")
                                    ->required();
                                add_log_trust(command, options.trust);
                                command.footer("Exit: 0 found; 1 not in the log.");
                              });
  add_command<LogCopyOptions>(log, exit, "copy", "Make a second log of the same bytes", log_copy,
                              [](CLI::App& command, LogCopyOptions& options) {
                                command.add_option("FROM", options.from, "the log's folder")->required();
                                command.add_option("TO", options.to, "a new folder")->required();
                                add_log_trust(command, options.trust);
                              });
  add_command<LogWitnessOptions>(
      log, exit, "witness", "Sign a log's newest checkpoint when it continues the one seen before", log_witness,
      [](CLI::App& command, LogWitnessOptions& options) {
        command.add_option("FOLDER", options.folder, "where the witness keeps what it saw")->required();
        command.add_option("REQUEST", options.request, "what `log consistency` wrote, or - for stdin")->type_name("");
        command.add_option("--log", options.log, "instead of a request: the log's folder, or a copy of it")
            ->type_name("LOG");
        add_log_trust(command, options.trust);
        command.add_option("--name", options.name, "the witness's name")->required()->type_name("NAME");
        add_signer(command, options.key, "the witness's");
        command.add_flag("--verifier", options.verifier, "print the witness's verifier key, and sign nothing");
        add_output(command, options.output);
        command.footer("Exit: 0 signed; 1 the log did not continue what was seen before; 2 it could not be judged.");
      });
}

void add_log(CLI::App& log, int& exit) {
  log.require_subcommand(1);
  add_writing(log, exit);
  add_reading(log, exit);
}

constexpr std::array commands = {
    CommandUsage{"log", "Write and read the log of seals", add_log},
};

}  // namespace

std::span<const CommandUsage> log_commands() { return commands; }

}  // namespace cavra::cli
