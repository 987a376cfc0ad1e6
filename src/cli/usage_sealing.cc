// The command line of seal, verify and trust.
#include <array>
#include <memory>

#include "cli/sealing.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

void add_trust_options(CLI::App& command, TrustOptions& trust) {
  command.add_option("--trust-digest", trust.digest, "the policy must have this digest (sha256:...)")
      ->type_name("DIGEST");
  command.add_option("--trust-key", trust.key, "the policy must be signed with this public key; see trust sign")
      ->type_name("FILE");
  add_number(command, "--trust-serial", trust.least_serial, 0, INT64_MAX, "refuse an older policy");
}

void add_seal(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<SealOptions>();
  SealOptions& options = *kept;
  command.add_option("BUNDLE", options.bundle, "folder of the ten packets, or an NDJSON file of them")->required();
  add_output(command, options.output);
  add_gates(command, options.gates);
  add_profile(command, options.profile);
  command.add_flag("--allow-sample", options.allow_sample, "seal a chain of samples; the seal says so");
  add_policy(command, options.policy);
  command
      .add_option("--waivers", options.policy.waivers,
                  "findings that someone answers for (TOML); the seal holds them whole")
      ->type_name("FILE");
  command
      .add_option_function<std::string>(
          "--now",
          [](const std::string&) { throw CLI::ValidationError("seal takes no --now: a chain is sealed as of now"); })
      ->group("");
  command.footer("Exit: 0 sealed; 1 the chain is not ready; 2 something could not be read or written.");
  command.callback([kept, &exit] { exit = seal(*kept); });
}

void add_verify(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<VerifyOptions>();
  VerifyOptions& options = *kept;
  command.add_option("SEAL", options.seals, "the seal");
  command.add_option("--trust", options.trust.policy, "whose signatures count (trust init)")->type_name("POLICY");
  add_trust_options(command, options.trust);
  command.add_option("--bundle", options.bundle, "the ten packets: a folder, or an NDJSON file")->type_name("BUNDLE");
  add_repeated(command, "--only", options.only, "SLUG=FILE",
               "one packet, shown without the others; may be given again");
  command.add_option("--proof", options.proof, "proof that the seal is in a log of the policy (log prove)")
      ->type_name("FILE");
  command.add_option("--log", options.log, "the log's folder: all of it is read, for withdrawals and revocations too")
      ->type_name("LOG");
  command
      .add_option("--each", options.each,
                  "verify every folder in DIR: ten packets, and their seal as seal.json, *.seal.json or *.seal")
      ->type_name("DIR");
  command.add_option("--at", options.at, "what \"now\" is, instead of the clock's time")->type_name("TIME");
  command
      .add_option("--token", options.token,
                  "an RFC 3161 authority's answer, which proves when the signatures existed (timestamp)")
      ->type_name("FILE");
  command
      .add_option("--record", options.record,
                  "the record that it stamped; else that of the seal with all its signatures")
      ->type_name("FILE");
  command.add_flag("--current", options.current, "what was valid at the proven time must be valid now, too");
  command.add_flag("--rejudge", options.rejudge,
                   "the chain must have been sealed by today's gates and rules, and be ready by them");
  command.add_option("--export-pae", options.export_pae, "write there what openssl verifies the signatures with")
      ->type_name("DIR");
  add_gates(command, options.gates);
  add_policy(command, options.policy);
  add_reporting(command, options.reporting, {"text", "json", "ndjson"},
                "text on a terminal, else json; with --each, json is a line a seal");
  add_jobs(command, options.jobs, "threads, with --each");
  add_colour(command, options.reporting.colour);
  command.footer("Exit: 0 valid; 1 not valid; 2 could not decide.");
  command.callback([kept, &exit] { exit = verify(*kept); });
}

void add_trust_init(CLI::App& trust, int& exit) {
  const auto kept = std::make_shared<TrustInitOptions>();
  TrustInitOptions& options = *kept;
  CLI::App* command = trust.add_subcommand("init", "Make a trust policy from public keys");
  add_repeated(*command, "--role", options.roles, "ROLE=FILE",
               "a role's public key; each of the six roles needs one, and may have several")
      ->required();
  add_repeated(*command, "--threshold", options.thresholds, "ROLE=N", "how many of a role's keys must sign (1)");
  command->add_option("--not-before", options.not_before, "when the keys begin to count")->type_name("TIME");
  command->add_option("--not-after", options.not_after, "when they cease to")->type_name("TIME");
  command->add_option("--expires", options.expires, "when the policy ceases to count (in 365 days)")->type_name("TIME");
  add_number(*command, "--serial", options.serial, 0, INT64_MAX, "higher than that of the policy before")
      ->capture_default_str();
  add_repeated(*command, "--log", options.logs, "KEY", "the verifier key of a log");
  add_repeated(*command, "--witness", options.witnesses, "KEY", "the verifier key of a witness");
  add_number(*command, "--quorum", options.quorum, 1, UINT32_MAX, "how many witnesses must have cosigned (all)");
  add_repeated(*command, "--tsa", options.timestamp_authorities, "FILE",
               "certificate of a time stamping authority (PEM)");
  add_word(*command, "--profile", options.profile, {"strict", "compat"},
           "the least that a seal must have been judged by");
  command->add_flag("--allow-samples", options.allow_samples, "seals of samples count, too");
  add_output(*command, options.output);
  command->callback([kept, &exit] { exit = trust_init(*kept); });
}

void add_trust(CLI::App& command, int& exit) {
  command.require_subcommand(1);
  add_trust_init(command, exit);
  const auto signing = std::make_shared<TrustSignOptions>();
  CLI::App* sign = command.add_subcommand("sign", "Sign a trust policy, for --trust-key");
  sign->add_option("POLICY", signing->policy, "the policy")->required();
  add_signer(*sign, signing->key);
  sign->add_option("--output", signing->output, "write there instead of POLICY.dsse.json")->type_name("FILE");
  sign->callback([signing, &exit] { exit = trust_sign(*signing); });
  const auto kept = std::make_shared<TrustShowOptions>();
  TrustShowOptions& options = *kept;
  CLI::App* show = command.add_subcommand("show", "Check a trust policy and say what it says");
  show->add_option("POLICY", options.trust.policy, "the policy, plain or signed")->required();
  add_trust_options(*show, options.trust);
  show->add_option("--at", options.at, "what \"now\" is, instead of the clock's time")->type_name("TIME");
  show->callback([kept, &exit] { exit = trust_show(*kept); });
}

constexpr std::array commands = {
    CommandUsage{"seal", "Bind a chain that is ready: what its owners sign", add_seal},
    CommandUsage{"verify", "Say whose signatures stand under a seal, and whether packets are those that were sealed",
                 add_verify},
    CommandUsage{"trust", "Say whose signatures count: make, sign and show trust policies", add_trust},
};

}  // namespace

std::span<const CommandUsage> sealing_commands() { return commands; }

}  // namespace cavra::cli
