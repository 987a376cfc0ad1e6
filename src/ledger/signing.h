/// The keys of logs and witnesses, as what makes signature lines.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>

#include "tlog/note.h"

namespace cavra::ledger {

/// A verifier key and what signs for it, wherever the private key is kept.
struct NoteSigner {
  tlog::VerifierKey key;
  /// 64 bytes of Ed25519 over the message.
  std::function<std::expected<std::string, Error>(std::string_view message)> sign;
};

/// The signature of a log's key over the text of a note.
[[nodiscard]] std::expected<tlog::NoteSignature, Error> sign_text(const NoteSigner& signer, std::string_view text);
/// A witness's cosignature/v1 at `time`, in seconds since 1970.
[[nodiscard]] std::expected<tlog::NoteSignature, Error> cosign_text(const NoteSigner& signer, std::string_view text,
                                                                    std::uint64_t time);

}  // namespace cavra::ledger
