/// A witness: who remembers the newest checkpoint of each log that it saw, and signs only what continues it.
///
/// Its folder has, for each log, a folder named by the SHA-256 of the origin: `origin`, `checkpoint`, `lock` and, once
/// a log showed two histories, `evidence/` with both checkpoints.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "ledger/signing.h"
#include "tlog/proof.h"
#include "tlog/tile.h"

namespace cavra::ledger {

struct Cosigned {
  std::string line;  ///< the signature line: "— name base64" and a newline
  std::uint64_t size = 0;
  std::uint64_t old_size = 0;  ///< of the checkpoint that it continues; 0 for the first
};

class Witness {
 public:
  /// `disk` must outlive it. `log` has the keys of the one log that it is about.
  Witness(Disk& disk, std::string folder, tlog::Trust log)
      : disk_(disk), folder_(std::move(folder)), log_(std::move(log)) {}

  /// How many entries the newest checkpoint has that it saw; 0 when it saw none.
  [[nodiscard]] std::expected<std::uint64_t, Error> seen() const;

  /// Takes a checkpoint with the proof that it continues the one before, remembers it and signs it at `time` (seconds
  /// since 1970). What it remembers is on the disk before the signature leaves. Errors of open_checkpoint;
  /// Error::older_than_seen; wrong_consistency when the proof is from another size or does not hold (the checkpoints
  /// are kept); split_view when two histories are proven: both checkpoints are kept as evidence and nothing is signed;
  /// log_busy, cannot_write.
  [[nodiscard]] std::expected<Cosigned, Error> cosign(const tlog::Continuation& shown, const NoteSigner& signer,
                                                      std::uint64_t time) const;

  /// The same, for a log whose files can be read: it makes its own proof, and knows a split view for sure.
  [[nodiscard]] std::expected<Cosigned, Error> cosign(tlog::Files& log, const NoteSigner& signer,
                                                      std::uint64_t time) const;

 private:
  [[nodiscard]] std::expected<std::string, Error> place() const;
  [[nodiscard]] std::expected<std::optional<tlog::Opened>, Error> newest() const;
  [[nodiscard]] std::expected<Error, Error> keep_evidence(const tlog::Opened& before, const tlog::Opened& now,
                                                          Code code) const;

  Disk& disk_;
  std::string folder_;
  tlog::Trust log_;
};

}  // namespace cavra::ledger
