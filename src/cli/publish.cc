#include "publish/publish.h"

#include <algorithm>

#include "base/sparing_disk.h"
#include "base/utf8.h"
#include "cli/log_word.h"
#include "cli/publishing.h"
#include "cli/trusting.h"
#include "crypto/load.h"
#include "ledger/lookup.h"
#include "seal/trust_file.h"
#include "seal/verify.h"

namespace cavra::cli {
namespace {

std::expected<std::vector<publish::Kind>, Error> kinds_of(const PublishOptions& options) {
  if (options.only.empty()) return std::vector<publish::Kind>(publish::all_kinds.begin(), publish::all_kinds.end());
  std::vector<publish::Kind> kinds;
  for (const std::string& word : options.only) {
    const auto* const kind = std::find_if(publish::all_kinds.begin(), publish::all_kinds.end(),
                                          [&word](publish::Kind k) { return publish::to_text(k) == word; });
    if (kind == publish::all_kinds.end())
      return std::unexpected(
          bad_usage("--only: there is no kind \"" + word + "\"",
                    "name release-note, public-status, customer-success-handoff, support-handoff or archive"));
    kinds.push_back(*kind);
  }
  return kinds;
}

/// Every file of the folder of templates: one that is none is said, not passed over.
std::expected<std::map<std::string, std::string>, Error> read_templates(Disk& disk, const std::string& folder) {
  std::map<std::string, std::string> templates;
  if (folder.empty()) return templates;
  const auto names = disk.list(folder);
  if (!names) return std::unexpected(names.error());
  for (const std::string& name : *names) {
    auto text = read_small(disk, folder + (folder.ends_with('/') ? "" : "/") + name);
    if (!text) return std::unexpected(std::move(text.error()));
    templates.emplace(name, std::move(*text));
  }
  return templates;
}

/// A file beside another, or nothing.
std::string read_beside(Disk& disk, const std::string& path) {
  const auto place = disk.look(path);
  if (!place || *place != Place::file) return {};
  return read_small(disk, path).value_or("");
}

int check(Disk& disk, const std::string& folder) {
  const auto published = publish::check_folder(disk, folder);
  if (!published) return fail(published.error());
  std::string out;
  for (const std::string& what : published->wrong) out += printable(what) + "\n";
  out += published->wrong.empty()
             ? std::to_string(published->files.size()) + " files as they were published, of the seal " +
                   printable(published->seal) + "\n"
             : "not as it was published: " + std::to_string(published->wrong.size()) +
                   (published->wrong.size() == 1 ? " fault\n" : " faults\n");
  if (const int exit = put_out(disk, {}, out); exit != exit_good) return exit;
  return published->wrong.empty() ? exit_good : exit_blocked;
}

std::expected<int, Error> publish_all(Disk& disk, const PublishOptions& options) {
  const auto kinds = kinds_of(options);
  if (!kinds) return std::unexpected(kinds.error());
  const auto at = read_time("--at", options.at);
  if (!at) return std::unexpected(at.error());
  const auto trust = load_trust(disk, options.trust);
  if (!trust) return std::unexpected(trust.error());
  const auto policy = load_policy(disk, options.policy);
  if (!policy) return std::unexpected(policy.error());
  auto templates = read_templates(disk, options.templates);
  if (!templates) return std::unexpected(std::move(templates.error()));
  const auto envelope = read_small(disk, options.seal);
  if (!envelope) return std::unexpected(envelope.error());
  const auto trusted = read_small(disk, options.trust.policy);
  if (!trusted) return std::unexpected(trusted.error());
  const auto bundle = chain::read_bundle(disk, options.bundle, Catalogue::builtin());
  if (!bundle) return std::unexpected(bundle.error());

  seal::Verifier verifier(*trust, Catalogue::builtin(), *policy);
  cavra::VerifyOptions verifying;
  verifying.now = *at;
  std::string proof;
  if (!options.proof.empty()) {
    auto asked = ask_log(disk, {options.proof, {}}, *envelope, options.seal, *trust, verifying);
    if (!asked) return std::unexpected(std::move(asked.error()));
    proof = std::move(*asked);
  }
  const auto verified = verifier.verify({*envelope, options.seal, &*bundle}, verifying);
  if (!verified) return std::unexpected(verified.error());
  if (!verified->valid()) {
    for (const SealFault& fault : verified->faults)
      if (fault.decides) complain(options.seal + ": " + fault.what + (fault.todo.empty() ? "" : "; " + fault.todo));
    complain(options.seal + ": the seal is not valid: nothing was published");
    return exit_blocked;
  }
  const std::string signature = read_beside(disk, signature_beside(options.trust.policy));
  const publish::Sealed sealed{*verified, *trust, *envelope, *trusted, signature, proof, *bundle};
  const auto files =
      publish::make_files(sealed, {*kinds, std::move(*templates), options.archive == "tar.zst"}, *policy);
  if (!files) {
    complain(files.error());
    return files.error().code == Code::private_in_text ? exit_blocked : exit_failed;
  }
  if (auto written = publish::write_folder(disk, options.out, *files); !written)
    return std::unexpected(std::move(written.error()));
  return put_out(disk, {},
                 std::to_string(files->size()) + " files in " + printable(options.out) + ", of the seal " +
                     verified->statement_digest + "\n");
}

}  // namespace

int publish(const PublishOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  if (!options.verify.empty()) return check(*disk, options.verify);
  if (options.seal.empty())
    return fail(
        bad_usage("publish wants a seal", "say `cavra-seal publish SEAL --bundle DIR --trust POLICY --out DIR`"));
  if (options.bundle.empty())
    return fail(bad_usage("--bundle is missing: what is published comes from the sealed packets",
                          "name the folder of the ten packets"));
  if (options.trust.policy.empty())
    return fail(bad_usage("--trust is missing: nothing says whose signatures count",
                          "make a policy with `cavra-seal trust init`"));
  if (options.out.empty()) return fail(bad_usage("--out is missing", "name the folder to publish into"));
  const auto done = publish_all(*disk, options);
  return done ? *done : fail(done.error());
}

}  // namespace cavra::cli
