/// What a log says of a seal: for verify.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/verify.h"
#include "ledger/statement.h"
#include "seal/dsse.h"
#include "seal/trust.h"
#include "tlog/checkpoint.h"
#include "tlog/tile.h"

namespace cavra::ledger {

/// The policy's logs, witnesses and quorum. Error::bad_verifier_key; unknown_signer when the policy names no log.
[[nodiscard]] std::expected<tlog::Trust, Error> log_trust_of(const seal::Trust& trust);

struct LogWord {
  LogStatus status;
  std::optional<ProvenTime> proven;  ///< with a quorum of witnesses
  std::vector<KeyRevocation> revocations;
};

/// What a proof (tlog-proof@v1) shows: the place of the seal's record, which is the proof's extra data, or else is made
/// from the seal as it is. Of withdrawals it cannot know. Errors of parse_entry_proof and check_entry; wrong_proof when
/// it is of another seal.
[[nodiscard]] std::expected<LogWord, Error> ask_proof(std::string_view proof, const seal::Envelope& seal,
                                                      const seal::Trust& trust);

/// What the whole log says, every entry read and checked up to its checkpoint: the place of the record that lists the
/// most of the seal's signatures, withdrawals and revocations by whom the policy lets do so. Errors of open_checkpoint;
/// not_in_log; the first fault of the log.
[[nodiscard]] std::expected<LogWord, Error> ask_log(tlog::Files& files, const seal::Envelope& seal,
                                                    const seal::Trust& trust, Time now);

}  // namespace cavra::ledger
