#include "cli/log_word.h"

#include "cli/inputs.h"
#include "ledger/lookup.h"
#include "ledger/store.h"
#include "seal/trust_file.h"

namespace cavra::cli {

std::expected<std::string, Error> ask_log(Disk& disk, const LogSource& source, std::string_view envelope,
                                          const std::string& path, const TrustPolicy& policy,
                                          cavra::VerifyOptions& ask) {
  const auto seal = seal::parse_envelope(envelope, path);
  if (!seal) return std::unexpected(seal.error());
  const seal::Trust& trust = policy.file().trust;
  std::string proof;
  std::expected<ledger::LogWord, Error> word;
  if (source.log.empty()) {
    auto read = read_small(disk, source.proof);
    if (!read) return read;
    proof = std::move(*read);
    word = ledger::ask_proof(proof, *seal, trust);
  } else {
    ledger::FolderStore files(disk, source.log);
    word = ledger::ask_log(files, *seal, trust, ask.now.value_or(clock_time()));
  }
  if (!word) {
    word.error().source = source.log.empty() ? source.proof : source.log;
    return std::unexpected(std::move(word.error()));
  }
  ask.log = std::move(word->status);
  ask.proven = std::move(word->proven);
  ask.revocations = std::move(word->revocations);
  return proof;
}

}  // namespace cavra::cli
