// The command line of publish.
#include <array>
#include <memory>

#include "cli/publishing.h"
#include "cli/usage.h"

namespace cavra::cli {
namespace {

void add_publish(CLI::App& command, int& exit) {
  const auto kept = std::make_shared<PublishOptions>();
  PublishOptions& options = *kept;
  command.add_option("SEAL", options.seal, "the seal");
  command.add_option("--bundle", options.bundle, "the ten packets: a folder, or an NDJSON file")->type_name("BUNDLE");
  command.add_option("--trust", options.trust.policy, "whose signatures count (trust init)")->type_name("POLICY");
  command.add_option("--trust-digest", options.trust.digest, "the policy must have this digest (sha256:...)")
      ->type_name("DIGEST");
  command.add_option("--trust-key", options.trust.key, "the policy must be signed with this public key")
      ->type_name("FILE");
  add_number(command, "--trust-serial", options.trust.least_serial, 0, INT64_MAX, "refuse an older policy");
  command.add_option("--proof", options.proof, "that the seal is in a log (log prove)")->type_name("FILE");
  command.add_option("--out", options.out, "the folder to publish into; it is replaced as a whole, or left as it was")
      ->type_name("DIR");
  add_repeated(
      command, "--only", options.only, "KIND",
      "a kind: release-note, public-status, customer-success-handoff, support-handoff, archive; may be given again");
  command.add_option("--templates", options.templates, "folder with templates of your own (docs/publish.md)")
      ->type_name("DIR");
  add_word(command, "--archive", options.archive, {"folder", "tar.zst"}, "how the archive is written");
  command.add_option("--at", options.at, "what \"now\" is, instead of the clock's time")->type_name("TIME");
  command.add_option("--verify", options.verify, "check a published folder, and publish nothing")->type_name("DIR");
  add_policy(command, options.policy);
  command.footer(
      "Exit: 0 published, or as it was published; 1 the seal is not valid, a text has private material, or the folder "
      "differs; 2 something\n"
      "could not be read or written.");
  command.callback([kept, &exit] { exit = publish(*kept); });
}

constexpr std::array commands = {
    CommandUsage{"publish", "Make a release note, a status page, handoffs and an archive from a valid seal",
                 add_publish},
};

}  // namespace

std::span<const CommandUsage> publishing_commands() { return commands; }

}  // namespace cavra::cli
