#include "cli/signers.h"

#include <utility>

#include "base/private_file.h"
#include "crypto/load.h"
#include "crypto/pkcs11.h"

namespace cavra::cli {
namespace {

constexpr std::size_t largest_key = std::size_t{64} << 10U;

std::unexpected<Error> in(const std::string& source, Error error) {
  if (error.source.empty()) error.source = source;
  return std::unexpected(std::move(error));
}

// A key of either half. Others may read a public one.
std::expected<Secret, Error> read_key(const std::string& path) {
  auto file = read_any_file(path, largest_key);
  if (!file) return std::unexpected(std::move(file.error()));
  if (file->exposed && crypto::is_private_key(file->bytes)) return std::unexpected(exposed(path));
  return std::move(file->bytes);
}

std::expected<std::unique_ptr<crypto::Signer>, Error> open_file(const KeyOptions& options) {
  auto pem = read_key(options.key);
  if (!pem) return std::unexpected(std::move(pem.error()));
  Secret passphrase;
  if (crypto::is_encrypted_key(*pem)) {
    auto given = read_passphrase(options.passphrase, options.key);
    if (!given) return std::unexpected(std::move(given.error()));
    passphrase = std::move(*given);
  }
  auto key = crypto::PrivateKey::from_pem(*pem, passphrase);
  if (!key) return in(options.key, std::move(key.error()));
  return std::make_unique<crypto::PrivateKey>(std::move(*key));
}

std::expected<std::unique_ptr<crypto::Signer>, Error> open_token(const KeyOptions& options) {
  const auto uri = crypto::Pkcs11Uri::parse(options.key);
  if (!uri) return std::unexpected(uri.error());
  const auto pin = [&options, &uri] {
    PassphraseOptions source = options.passphrase;
    if (source.file.empty() && source.descriptor < 0) source.file = uri->pin_file;
    return read_passphrase(source, "the token");
  };
  return crypto::open_token_key(*uri, options.pkcs11_module, pin);
}

}  // namespace

bool is_token_uri(std::string_view key) { return key.starts_with("pkcs11:"); }

void spare_key(Disk& disk, const KeyOptions& options) {
  if (!is_token_uri(options.key)) disk.spare(options.key);
  if (!options.passphrase.file.empty()) disk.spare(options.passphrase.file);
}

std::expected<std::unique_ptr<crypto::Signer>, Error> open_signer(const KeyOptions& options) {
  if (auto loaded = crypto::load(); !loaded) return std::unexpected(std::move(loaded.error()));
  return is_token_uri(options.key) ? open_token(options) : open_file(options);
}

std::expected<crypto::PublicKey, Error> read_public_key(const KeyOptions& options) {
  if (auto loaded = crypto::load(); !loaded) return std::unexpected(std::move(loaded.error()));
  if (!is_token_uri(options.key)) {
    auto pem = read_key(options.key);
    if (!pem) return std::unexpected(std::move(pem.error()));
    if (!crypto::is_private_key(*pem)) {
      auto key = crypto::PublicKey::from_pem(*pem);
      if (!key) return in(options.key, std::move(key.error()));
      return key;
    }
  }
  const auto signer = open_signer(options);
  if (!signer) return std::unexpected(signer.error());
  return (*signer)->public_key();
}

}  // namespace cavra::cli
