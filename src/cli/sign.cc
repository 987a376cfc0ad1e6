#include "base/utf8.h"
#include "cli/envelopes.h"
#include "cli/signing.h"
#include "cli/terminal.h"

namespace cavra::cli {
namespace {

// "release.seal: signed by KEYID; 3 signatures"
std::string said(const std::string& path, seal::Signing signing, const crypto::PublicKey& key, std::size_t count) {
  std::string text =
      printable(path) + (signing == seal::Signing::added ? ": signed by " : ": was signed before by ") + key.id();
  return text + "; " + std::to_string(count) + (count == 1 ? " signature\n" : " signatures\n");
}

}  // namespace

int sign(const SignOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  auto envelope = read_seal(*disk, options.seal);
  if (!envelope) return fail(envelope.error());
  const auto signer = open_signer(options.key);
  if (!signer) return fail(signer.error());
  const auto signing = seal::add_signature(*envelope, **signer);
  if (!signing) return fail(signing.error());
  const std::string& output = options.output.empty() ? options.seal : options.output;
  if (*signing == seal::Signing::added || !options.output.empty())
    if (const auto written = replace_file(*disk, output, seal::write_envelope(*envelope)); !written)
      return fail(written.error());
  auto sink = Sink::open(*disk, {});
  if (!sink) return fail(sink.error());
  const auto done = sink->write(said(output, *signing, (*signer)->public_key(), envelope->signatures.size()));
  return done ? exit_good : fail(done.error());
}

}  // namespace cavra::cli
