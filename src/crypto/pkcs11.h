/// Private keys that never leave their token (PKCS#11), named by pkcs11: URIs (RFC 7512).
///
///     pkcs11:token=seal;object=release?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=/run/pin
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/keys.h"

namespace cavra::crypto {

/// What a key must match: every attribute that is given.
struct Pkcs11Uri {
  std::string token;
  std::string manufacturer;
  std::string model;
  std::string serial;
  std::optional<std::uint64_t> slot;
  std::string object;
  std::string id;
  std::string module_path;
  std::string pin_file;  ///< pin-source

  /// Error::bad_usage: no pkcs11: URI, an attribute twice, one that is not among those above (it would be passed over
  /// in silence), and pin-value, which others on the machine could read.
  [[nodiscard]] static std::expected<Pkcs11Uri, Error> parse(std::string_view uri);
};

/// Gives the PIN; called when the token asks for one.
using AskPin = std::function<std::expected<Secret, Error>()>;

/// Opens a session with the one token and the one private key that match; they stay open as long as the signer lives.
/// `module` is used when the URI has no module-path. Its public half is read from the token: an RSA key's as
/// id-RSASSA-PSS, which is how it signs. Error::no_such_token_key, wrong_passphrase, key_not_supported, bad_key.
[[nodiscard]] std::expected<std::unique_ptr<Signer>, Error> open_token_key(const Pkcs11Uri& uri,
                                                                           const std::string& module, AskPin ask_pin);

}  // namespace cavra::crypto
