#include "cli/log_word.h"

#include "cli/inputs.h"
#include "ledger/lookup.h"
#include "ledger/store.h"
#include "seal/trust_file.h"

namespace cavra::cli {
namespace {

std::expected<ledger::LogWord, Error> word_of(Disk& disk, const LogSource& source, const seal::Envelope& seal,
                                              const seal::Trust& trust, Time now) {
  if (!source.log.empty()) {
    ledger::FolderStore files(disk, source.log);
    return ledger::ask_log(files, seal, trust, now);
  }
  const auto proof = read_small(disk, source.proof);
  if (!proof) return std::unexpected(proof.error());
  return ledger::ask_proof(*proof, seal, trust);
}

}  // namespace

std::expected<void, Error> ask_log(Disk& disk, const LogSource& source, std::string_view envelope,
                                   const std::string& path, const TrustPolicy& policy, cavra::VerifyOptions& ask) {
  const auto seal = seal::parse_envelope(envelope, path);
  if (!seal) return std::unexpected(seal.error());
  auto word = word_of(disk, source, *seal, policy.file().trust, ask.now.value_or(clock_time()));
  if (!word) {
    word.error().source = source.log.empty() ? source.proof : source.log;
    return std::unexpected(std::move(word.error()));
  }
  ask.log = std::move(word->status);
  ask.proven = std::move(word->proven);
  ask.revocations = std::move(word->revocations);
  return {};
}

}  // namespace cavra::cli
