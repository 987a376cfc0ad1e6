#include "seal/record.h"

#include <algorithm>
#include <functional>

#include "base/hex.h"
#include "json/refusal.h"
#include "seal/fields.h"

namespace cavra::seal {
namespace {

constexpr std::string_view schema = "cavra.seal-record.v1";
constexpr std::size_t most_bytes = std::size_t{64} << 10U;

}  // namespace

bool SealRecord::lists(const crypto::Digest& signature) const {
  return std::binary_search(signatures.begin(), signatures.end(), signature);
}

SealRecord make_record(std::string_view payload, std::string_view evidence_mode,
                       std::span<const std::string> signatures) {
  SealRecord record{crypto::sha256(payload), std::string(evidence_mode), {}};
  for (const std::string& signature : signatures) record.signatures.push_back(crypto::sha256(signature));
  std::sort(record.signatures.begin(), record.signatures.end());
  record.signatures.erase(std::unique(record.signatures.begin(), record.signatures.end()), record.signatures.end());
  return record;
}

std::string write_record(const SealRecord& record) {
  std::string out = "{\"evidence_mode\":\"" + record.evidence_mode + "\",\"schema_version\":\"" + std::string(schema) +
                    "\",\"signatures\":[";
  for (std::size_t i = 0; i != record.signatures.size(); ++i)
    out.append(i == 0 ? "\"" : ",\"").append(to_hex(record.signatures[i])).append("\"");
  return out.append("],\"statement_sha256\":\"").append(to_hex(record.statement)).append("\"}");
}

std::expected<SealRecord, Error> parse_record(std::string_view bytes, const std::string& source) {
  json::Parser parser({}, {}, {.bytes = most_bytes});
  const auto document = parser.parse(bytes);
  if (!document) {
    Error error = json::refusal(document.error(), bytes);
    error.source = source;
    return std::unexpected(std::move(error));
  }
  Fields fields(**document, Code::bad_record, source);
  const Fields::Object root = fields.root({"schema_version", "statement_sha256", "evidence_mode", "signatures"});
  fields.constant(root, "schema_version", schema);
  SealRecord record;
  record.statement = fields.digest(root, "statement_sha256");
  record.evidence_mode = fields.text(root, "evidence_mode");
  if (record.evidence_mode != "live" && record.evidence_mode != "sample")
    fields.fail("/evidence_mode", "is neither live nor sample");
  const Fields::Object signatures = fields.array(root, "signatures");
  fields.for_each(signatures, [&](json::NodeId node, std::size_t i) {
    record.signatures.push_back(fields.digest_at(node, "/signatures/" + std::to_string(i)));
  });
  if (!fields.failed() && write_record(record) != bytes) fields.fail({}, "is not written in RFC 8785 form");
  if (std::adjacent_find(record.signatures.begin(), record.signatures.end(), std::greater_equal<>()) !=
      record.signatures.end())
    fields.fail("/signatures", "is not sorted, or has one twice");
  if (!fields.failed()) return record;
  Error error = fields.error();
  error.what = "this is no seal record: " + error.what;
  return std::unexpected(std::move(error));
}

}  // namespace cavra::seal
