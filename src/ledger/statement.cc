#include "ledger/statement.h"

#include <algorithm>

#include "base/hex.h"
#include "json/canonical.h"
#include "json/document.h"
#include "json/parser.h"
#include "json/write.h"
#include "seal/fields.h"

namespace cavra::ledger {
namespace {

constexpr std::string_view withdrawal_schema = "cavra.seal-withdrawal.v1";
constexpr std::string_view revocation_schema = "cavra.key-revocation.v1";
constexpr std::size_t longest_reason = 1000;
constexpr std::size_t most_bytes = 65536;

Time time_of(seal::Fields& fields, const seal::Fields::Object& in, std::string_view name) {
  const std::string text = fields.text(in, name);
  const auto time = parse_time(text);
  if (!fields.failed() && (!time || time_text(*time) != text))
    fields.fail("/" + std::string(name), "is no time such as 2026-11-23T12:00:00Z");
  return time.value_or(Time{});
}

/// Reads a payload whose canonical form is the only one taken.
template <typename Read>
auto read_payload(std::string_view payload, const std::string& source, const Read& read)
    -> std::expected<decltype(read(std::declval<seal::Fields&>())), Error> {
  json::Parser parser({}, {}, {.bytes = most_bytes});
  const auto document = parser.parse(payload);
  const std::string todo = "take it as `log withdraw` or `log revoke` wrote it";
  if (!document) return std::unexpected(Error{Code::bad_entry, "its payload is no JSON", todo, source, 0, 0, 0});
  seal::Fields fields(**document, Code::bad_entry, source);
  auto value = read(fields);
  if (const auto canonical = json::canonical_form(payload); !canonical || *canonical != payload)
    fields.fail({}, "is not written in RFC 8785 form");
  if (!fields.failed()) return value;
  Error error = fields.error();
  error.todo = todo;
  return std::unexpected(std::move(error));
}

std::expected<Entry, Error> parse_withdrawal(seal::Envelope envelope, const std::string& source) {
  const auto read = read_payload(envelope.payload, source, [](seal::Fields& fields) {
    const auto root = fields.root({"reason", "schema_version", "statement_sha256", "time"});
    Withdrawal withdrawal;
    fields.constant(root, "schema_version", withdrawal_schema);
    withdrawal.statement = fields.digest(root, "statement_sha256");
    withdrawal.reason = fields.text(root, "reason");
    if (withdrawal.reason.size() > longest_reason) fields.fail("/reason", "is too long");
    withdrawal.time = time_of(fields, root, "time");
    return withdrawal;
  });
  if (!read) return std::unexpected(read.error());
  return SignedWithdrawal{*read, std::move(envelope)};
}

std::expected<Entry, Error> parse_revocation(seal::Envelope envelope, const std::string& source) {
  const auto read = read_payload(envelope.payload, source, [](seal::Fields& fields) {
    const auto root = fields.root({"key_sha256", "reason", "schema_version", "since", "time"});
    Revocation revocation;
    fields.constant(root, "schema_version", revocation_schema);
    revocation.key = fields.digest(root, "key_sha256");
    const std::string reason = fields.text(root, "reason");
    const auto found = std::ranges::find(seal::revocation_reasons, reason);
    if (found == seal::revocation_reasons.end())
      fields.fail("/reason", "is not compromised, superseded, retired or lost");
    else
      revocation.reason = static_cast<seal::RevocationReason>(found - seal::revocation_reasons.begin());
    revocation.since = time_of(fields, root, "since");
    revocation.time = time_of(fields, root, "time");
    return revocation;
  });
  if (!read) return std::unexpected(read.error());
  return SignedRevocation{*read, std::move(envelope)};
}

}  // namespace

std::string write_withdrawal(const Withdrawal& withdrawal) {
  std::string out = "{\"reason\":";
  json::append_string(out, withdrawal.reason);
  out += ",\"schema_version\":\"" + std::string(withdrawal_schema) + "\",\"statement_sha256\":\"" +
         to_hex(withdrawal.statement) + "\",\"time\":\"" + time_text(withdrawal.time) + "\"}";
  return *json::canonical_form(out);
}

std::string write_revocation(const Revocation& revocation) {
  return "{\"key_sha256\":\"" + to_hex(revocation.key) + "\",\"reason\":\"" + std::string(to_text(revocation.reason)) +
         "\",\"schema_version\":\"" + std::string(revocation_schema) + "\",\"since\":\"" + time_text(revocation.since) +
         "\",\"time\":\"" + time_text(revocation.time) + "\"}";
}

std::expected<Entry, Error> parse_entry(std::string_view bytes, const std::string& source) {
  if (auto record = seal::parse_record(bytes, source)) return std::move(*record);
  auto envelope = seal::parse_envelope(bytes, source);
  if (envelope && envelope->payload_type == withdrawal_type) return parse_withdrawal(std::move(*envelope), source);
  if (envelope && envelope->payload_type == revocation_type) return parse_revocation(std::move(*envelope), source);
  return std::unexpected(Error{Code::bad_entry, "it is no seal record, withdrawal or revocation",
                               "append a seal, or what `log withdraw` or `log revoke` wrote", source, 0, 0, 0});
}

bool is_signed_by(const seal::Envelope& envelope, const seal::Trust& trust, const std::vector<seal::Role>& roles,
                  Time time) {
  const std::string message = seal::pae(envelope);
  return std::ranges::any_of(trust.keys, [&](const seal::TrustKey& key) {
    if (std::ranges::find(roles, key.role) == roles.end() || key.state_at(time) != seal::KeyState::valid) return false;
    return std::ranges::any_of(
        envelope.signatures, [&](const seal::Signature& signature) { return key.key.verify(message, signature.sig); });
  });
}

}  // namespace cavra::ledger
