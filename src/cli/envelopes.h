/// Envelopes in files.
#pragma once

#include <expected>
#include <string>

#include "base/disk.h"
#include "seal/dsse.h"

namespace cavra::cli {

/// The seal in a file: an envelope whose payload is an in-toto statement. Error::bad_envelope, or that of the file.
[[nodiscard]] std::expected<seal::Envelope, Error> read_seal(Disk& disk, const std::string& path);

}  // namespace cavra::cli
