/// PEM (RFC 7468): a label and base64 between two lines of dashes.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "cavra/error.h"

namespace cavra::crypto {

struct Pem {
  std::string label;  ///< "PUBLIC KEY"
  Secret der;         ///< a private key may be in it
};

/// Every block of `text`, in order; what stands outside of blocks is passed over. Error::bad_key, at the line, for a
/// block that does not end, that has headers, or that is no base64.
[[nodiscard]] std::expected<std::vector<Pem>, Error> read_pems(std::string_view text);

/// The one block of `text`. Error::bad_key when there is none or a second one.
[[nodiscard]] std::expected<Pem, Error> read_pem(std::string_view text);

/// In lines of 64 characters.
[[nodiscard]] std::string write_pem(std::string_view label, std::string_view der);
[[nodiscard]] Secret write_secret_pem(std::string_view label, std::string_view der);

}  // namespace cavra::crypto
