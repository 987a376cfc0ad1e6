// The command line of keygen, key, sign, merge, timestamp and export-bundle.
#include <array>
#include <memory>

#include "cli/signing.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

void add_passphrase(CLI::App& command, PassphraseOptions& passphrase) {
  CLI::Option* file = command
                          .add_option("--passphrase-file", passphrase.file,
                                      "its first line is the passphrase, or the token's PIN; asked for when not given")
                          ->type_name("FILE");
  add_number(command, "--passphrase-fd", passphrase.descriptor, 0, 65535, "the same, read from a file descriptor")
      ->excludes(file);
}

void add_keygen(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<KeygenOptions>();
  KeygenOptions& options = *kept;
  add_word(command, "--kind", options.kind, {"ed25519", "ecdsa-p256", "rsa-pss"}, "what kind of key");
  command.add_option("--output", options.output, "the private key: a new file, mode 0600")
      ->required()
      ->type_name("FILE");
  command.add_option("--public", options.public_output, "write the public key there, too")->type_name("FILE");
  CLI::Option* none = command.add_flag("--no-passphrase", options.no_passphrase, "do not encrypt the private key");
  add_passphrase(command, options.passphrase);
  none->excludes(command.get_option("--passphrase-file"))->excludes(command.get_option("--passphrase-fd"));
  command.callback([kept, &exit] { exit = keygen(*kept); });
}

void add_key(CLI::App& command, int& exit) {
  command.require_subcommand(1);
  const auto kept = std::make_shared<KeyShowOptions>();
  KeyShowOptions& options = *kept;
  CLI::App* show = command.add_subcommand("show", "Its kind, its keyid and its public half");
  show->add_option("KEY", options.key.key, "a public or private key (PEM), or a pkcs11: URI")->required();
  show->add_flag("--public", options.public_only, "the public key alone (PEM)");
  add_key_opening(*show, options.key);
  show->callback([kept, &exit] { exit = key_show(*kept); });
}

void add_sign(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<SignOptions>();
  SignOptions& options = *kept;
  command.add_option("SEAL", options.seal, "the seal")->required();
  add_signer(command, options.key);
  command
      .add_option(
          "--bundle", options.bundle,
          "the ten packets: sign only when they are those that were sealed, and ready by today's gates and rules")
      ->type_name("BUNDLE");
  add_gates(command, options.gates);
  add_policy(command, options.policy);
  command.add_option("--output", options.output, "write there, and leave SEAL as it is")->type_name("FILE");
  command.footer("Exit: 0 signed, or signed by this key before; 1 the packets are others, or not ready; 2 not signed.");
  command.callback([kept, &exit] { exit = sign(*kept); });
}

void add_merge(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<MergeOptions>();
  MergeOptions& options = *kept;
  command.add_option("SEAL", options.seals, "seals with one and the same payload")->required();
  add_output(command, options.output);
  command.callback([kept, &exit] { exit = merge(*kept); });
}

void add_timestamp(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<TimestampOptions>();
  TimestampOptions& options = *kept;
  command.add_option("SEAL", options.seal, "the seal, or its record")->required();
  command.add_option("--tsa-request", options.request, "write there what the authority is asked")->type_name("FILE");
  command.add_option("--tsa-file", options.token, "check the authority's answer, or the token in it")
      ->type_name("FILE");
  add_repeated(command, "--tsa-certificate", options.certificates, "FILE",
               "the authority's certificate, or the one that issued it (PEM)");
  command
      .add_option("--record", options.record,
                  "write there the record that is stamped: whoever signs later needs it to check the token")
      ->type_name("FILE");
  command.footer("Exit: 0 written, or proven; 1 not proven; 2 something could not be read or written.");
  command.callback([kept, &exit] { exit = timestamp(*kept); });
}

void add_export_bundle(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<ExportBundleOptions>();
  ExportBundleOptions& options = *kept;
  command.add_option("SEAL", options.seal, "the seal")->required();
  command.add_option("--role", options.role, "whose signature, by the trust policy")->type_name("ROLE");
  command.add_option("--keyid", options.keyid, "the key's signature")->type_name("KEYID");
  command.add_option("--trust", options.trust.policy, "whose key is which role's")->type_name("POLICY");
  command.add_option("--trust-digest", options.trust.digest, "the policy must have this digest (sha256:...)")
      ->type_name("DIGEST");
  command.add_option("--trust-key", options.trust.key, "the policy must be signed with this public key")
      ->type_name("FILE");
  add_output(command, options.output);
  command.callback([kept, &exit] { exit = export_bundle(*kept); });
}

constexpr std::array commands = {
    CommandUsage{"keygen", "Make a key to sign with", add_keygen},
    CommandUsage{"key", "Say what a key is", add_key},
    CommandUsage{"sign", "Sign a seal; in any order, on any machine, without a network", add_sign},
    CommandUsage{"merge", "Unite signatures that were made apart", add_merge},
    CommandUsage{"timestamp", "Have an RFC 3161 authority say when a seal existed; requests and answers are files",
                 add_timestamp},
    CommandUsage{"export-bundle", "Write one signature of a seal as a Sigstore bundle", add_export_bundle},
};

}  // namespace

void add_key_opening(CLI::App& command, KeyOptions& key) {
  command.add_option("--pkcs11-module", key.pkcs11_module, "the token's library, where the URI names none")
      ->type_name("FILE");
  add_passphrase(command, key.passphrase);
}

void add_signer(CLI::App& command, KeyOptions& key, const std::string& whose) {
  command.add_option("--key", key.key, whose + " private key (PEM), or a pkcs11: URI")->required()->type_name("KEY");
  add_key_opening(command, key);
}

std::span<const CommandUsage> signing_commands() { return commands; }

}  // namespace cavra::cli
