/// Keys as commands name them: files, and keys of tokens (pkcs11: URIs).
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "base/disk.h"
#include "cavra/error.h"
#include "cli/passphrase.h"
#include "crypto/keys.h"

namespace cavra::cli {

struct KeyOptions {
  std::string key;            ///< a file with a private key, or a pkcs11: URI
  std::string pkcs11_module;  ///< where the URI names none
  PassphraseOptions passphrase;
};

/// Whether `key` is no file but a key in a token.
[[nodiscard]] bool is_token_uri(std::string_view key);

/// The private key, ready to sign; asks for its passphrase or PIN when it needs one.
/// Error::key_exposed, bad_key, wrong_passphrase and others, with the file as the source.
[[nodiscard]] std::expected<std::unique_ptr<crypto::Signer>, Error> open_signer(const KeyOptions& options);

/// Has `disk` let nothing take the place of the key, nor of its passphrase.
void spare_key(Disk& disk, const KeyOptions& options);

/// The public key in a file, or the public half of a private one or of a token's.
[[nodiscard]] std::expected<crypto::PublicKey, Error> read_public_key(const KeyOptions& options);

}  // namespace cavra::cli
