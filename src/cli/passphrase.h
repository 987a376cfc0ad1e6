/// Passphrases: asked for at the terminal, or read from a file or a file descriptor; never from the command line.
#pragma once

#include <expected>
#include <string>

#include "base/secret.h"
#include "cavra/error.h"

namespace cavra::cli {

struct PassphraseOptions {
  std::string file;
  int descriptor = -1;
};

/// The passphrase of `what`, such as "release.pem": the first line of the file or descriptor, else what is typed at the
/// terminal without being shown.
/// Error::wrong_passphrase when there is none or no terminal; key_exposed, no_such_file, cannot_read.
[[nodiscard]] std::expected<Secret, Error> read_passphrase(const PassphraseOptions& options, const std::string& what);

/// The same for a new key: at the terminal it is typed twice. Error::wrong_passphrase when the two differ.
[[nodiscard]] std::expected<Secret, Error> new_passphrase(const PassphraseOptions& options, const std::string& what);

}  // namespace cavra::cli
