#include "ledger/signing.h"

namespace cavra::ledger {

std::expected<tlog::NoteSignature, Error> sign_text(const NoteSigner& signer, std::string_view text) {
  auto bytes = signer.sign(text);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return tlog::NoteSignature{signer.key.name, signer.key.id(), std::move(*bytes)};
}

std::expected<tlog::NoteSignature, Error> cosign_text(const NoteSigner& signer, std::string_view text,
                                                      std::uint64_t time) {
  const auto bytes = signer.sign(tlog::cosigned_message(text, time));
  if (!bytes) return std::unexpected(bytes.error());
  std::string stamped;
  for (int shift = 56; shift >= 0; shift -= 8)
    stamped += static_cast<char>((time >> static_cast<unsigned>(shift)) & 0xFFU);
  return tlog::NoteSignature{signer.key.name, signer.key.id(), stamped + *bytes};
}

}  // namespace cavra::ledger
