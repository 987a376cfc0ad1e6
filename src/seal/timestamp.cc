#include "seal/timestamp.h"

#include <vector>

#include "crypto/timestamp.h"
#include "seal/statement.h"

namespace cavra::seal {

std::expected<SealRecord, Error> record_of(const Envelope& envelope, const std::string& source) {
  const auto statement = parse_statement(envelope.payload, source);
  if (!statement) return std::unexpected(statement.error());
  std::vector<std::string> signatures;
  for (const Signature& signature : envelope.signatures) signatures.push_back(signature.sig);
  return make_record(envelope.payload, statement->evidence_mode, signatures);
}

std::string timestamp_request(const SealRecord& record) {
  return crypto::timestamp_request(crypto::sha256(write_record(record)));
}

std::expected<ProvenTime, Error> prove_time(const PolicyFile& token, const SealRecord& record,
                                            std::span<const std::string> certificates) {
  std::string bytes = write_record(record);
  const auto time = crypto::verify_timestamp(token.bytes, crypto::sha256(bytes), certificates);
  if (time) return ProvenTime{*time, "RFC 3161 token " + token.name, std::move(bytes)};
  Error error = time.error();
  error.source = token.name;
  return std::unexpected(std::move(error));
}

}  // namespace cavra::seal
