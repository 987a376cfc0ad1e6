#include "base/private_file.h"
#include "base/sparing_disk.h"
#include "base/utf8.h"
#include "cli/signing.h"
#include "cli/terminal.h"
#include "crypto/load.h"

namespace cavra::cli {
namespace {

std::expected<crypto::PublicKey, Error> make_key(const KeygenOptions& options) {
  Secret passphrase;
  if (!options.no_passphrase) {
    auto given = new_passphrase(options.passphrase, options.output);
    if (!given) return std::unexpected(std::move(given.error()));
    passphrase = std::move(*given);
  }
  const auto key = crypto::PrivateKey::generate(*crypto::kind_named(options.kind));
  if (!key) return std::unexpected(key.error());
  if (auto created = create_private_file(options.output, key->to_pem(passphrase)); !created)
    return std::unexpected(std::move(created.error()));
  return key->public_key();
}

}  // namespace

int keygen(const KeygenOptions& options) {
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  disk->spare(options.output);
  if (const auto place = disk->look(options.public_output); place && *place != Place::nothing)
    return fail({Code::cannot_write, "there is something already", "name a new file; a key is never overwritten",
                 options.public_output, 0, 0, 0});
  const auto key = make_key(options);
  if (!key) return fail(key.error());
  if (!options.public_output.empty())
    if (const auto written = replace_file(*disk, options.public_output, key->to_pem()); !written)
      return fail(written.error());
  return put_out(*disk, {}, options.kind + " key " + printable(options.output) + "\nkeyid " + key->id() + "\n");
}

}  // namespace cavra::cli
