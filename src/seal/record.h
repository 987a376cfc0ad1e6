/// The seal record: what the log holds of a seal, and what a time stamp stamps. It names a statement and the signatures
/// that stood under it at that time by their digests, and nothing else.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/error.h"
#include "crypto/digest.h"

namespace cavra::seal {

struct SealRecord {
  crypto::Digest statement{};              ///< SHA-256 of the payload that is signed
  std::string evidence_mode;               ///< "live" or "sample", as the statement says
  std::vector<crypto::Digest> signatures;  ///< SHA-256 of each signature's bytes, sorted, none twice

  [[nodiscard]] bool lists(const crypto::Digest& signature) const;
  bool operator==(const SealRecord&) const = default;
};

/// The record of a payload and the signatures under it, in any order.
[[nodiscard]] SealRecord make_record(std::string_view payload, std::string_view evidence_mode,
                                     std::span<const std::string> signatures);

/// The record's bytes, RFC 8785.
[[nodiscard]] std::string write_record(const SealRecord& record);

/// Of bytes that anybody may have written: only what write_record() could have written is a record.
/// Error::bad_record, or the error of the JSON.
[[nodiscard]] std::expected<SealRecord, Error> parse_record(std::string_view bytes, const std::string& source);

}  // namespace cavra::seal
