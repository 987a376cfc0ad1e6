/// RFC 3161 timestamps of seals: what is stamped is the seal record.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>

#include "cavra/verify.h"
#include "seal/dsse.h"
#include "seal/record.h"

namespace cavra::seal {

/// The record of a seal as it is now, with all its signatures. Error::bad_statement, with `source`.
[[nodiscard]] std::expected<SealRecord, Error> record_of(const Envelope& envelope, const std::string& source);

/// The request (DER) that an authority answers.
[[nodiscard]] std::string timestamp_request(const SealRecord& record);

/// What the authority's answer proves of the record; `token` has its bytes and the name of its file.
/// Error::bad_timestamp, timestamp_not_trusted, bad_key, with that name.
[[nodiscard]] std::expected<ProvenTime, Error> prove_time(const PolicyFile& token, const SealRecord& record,
                                                          std::span<const std::string> certificates);

}  // namespace cavra::seal
