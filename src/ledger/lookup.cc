#include "ledger/lookup.h"

#include <algorithm>

#include "base/hex.h"
#include "tlog/audit.h"
#include "tlog/proof.h"

namespace cavra::ledger {
namespace {

Error another_seal() {
  return {Code::wrong_proof, "the proof is of another seal", "give the proof that was made of this seal", {}, 0, 0, 0};
}

/// The record of a seal as it is now. Its mode is in its payload; both are tried.
std::vector<std::string> records_of(const seal::Envelope& seal) {
  std::vector<std::string> signatures;
  for (const seal::Signature& signature : seal.signatures) signatures.push_back(signature.sig);
  return {seal::write_record(seal::make_record(seal.payload, "live", signatures)),
          seal::write_record(seal::make_record(seal.payload, "sample", signatures))};
}

std::optional<ProvenTime> proven_by(const tlog::Opened& opened, std::size_t quorum, std::string record) {
  if (!opened.proven_time) return std::nullopt;
  return ProvenTime{
      Time(std::chrono::seconds(*opened.proven_time)),
      std::to_string(quorum) + (quorum == 1 ? " witness of " : " witnesses of ") + opened.checkpoint.origin,
      std::move(record)};
}

/// Reads a log's entries as they come.
class Reading {
 public:
  Reading(const seal::Envelope& seal, const seal::Trust& trust, Time now)
      : trust_(trust), now_(now), statement_(crypto::sha256(seal.payload)) {
    for (const seal::Signature& signature : seal.signatures) signatures_.push_back(crypto::sha256(signature.sig));
  }

  void see(std::uint64_t at, std::string_view bytes) {
    const auto entry = parse_entry(bytes, {});
    if (!entry) return;  // what is no entry says nothing
    if (const auto* seen = std::get_if<seal::SealRecord>(&*entry)) see_record(at, *seen, bytes);
    if (const auto* one = std::get_if<SignedWithdrawal>(&*entry);
        one != nullptr && one->withdrawal.statement == statement_ && !withdrawal)
      if (is_signed_by(one->envelope, trust_, trust_.may_withdraw, now_)) withdrawal = one->withdrawal;
    if (const auto* one = std::get_if<SignedRevocation>(&*entry);
        one != nullptr && is_signed_by(one->envelope, trust_, trust_.may_revoke, now_))
      revocations.push_back(
          {to_hex(one->revocation.key), std::string(to_text(one->revocation.reason)), one->revocation.since});
  }

  std::string record;
  std::uint64_t index = 0;
  std::optional<Withdrawal> withdrawal;
  std::vector<KeyRevocation> revocations;

 private:
  void see_record(std::uint64_t at, const seal::SealRecord& seen, std::string_view bytes) {
    if (seen.statement != statement_) return;
    const auto lists = static_cast<std::size_t>(
        std::ranges::count_if(signatures_, [&seen](const crypto::Digest& one) { return seen.lists(one); }));
    if (!record.empty() && lists <= most_) return;
    most_ = lists;
    record = bytes;
    index = at;
  }

  const seal::Trust& trust_;
  Time now_;
  crypto::Digest statement_;
  std::vector<crypto::Digest> signatures_;
  std::size_t most_ = 0;
};

}  // namespace

std::expected<tlog::Trust, Error> log_trust_of(const seal::Trust& trust) {
  tlog::Trust made;
  for (const auto& [texts, keys] :
       {std::pair{&trust.logs, &made.log_keys}, std::pair{&trust.witnesses, &made.witnesses}})
    for (const std::string& text : *texts) {
      auto key = tlog::parse_verifier_key(text);
      if (!key) return std::unexpected(std::move(key.error()));
      keys->push_back(std::move(*key));
    }
  if (made.log_keys.empty())
    return std::unexpected(Error{Code::unknown_signer,
                                 "the trust policy names no log",
                                 "add the log's verifier key to it under logs",
                                 {},
                                 0,
                                 0,
                                 0});
  made.quorum = trust.quorum;
  return made;
}

std::expected<LogWord, Error> ask_proof(std::string_view proof, const seal::Envelope& seal, const seal::Trust& trust) {
  const auto log = log_trust_of(trust);
  if (!log) return std::unexpected(log.error());
  const auto parsed = tlog::parse_entry_proof(proof);
  if (!parsed) return std::unexpected(parsed.error());
  const std::vector<std::string> records = parsed->extra ? std::vector{*parsed->extra} : records_of(seal);
  std::expected<tlog::Opened, Error> opened = std::unexpected(another_seal());
  for (const std::string& record : records) {
    const auto read = seal::parse_record(record, {});
    if (!read || read->statement != crypto::sha256(seal.payload)) return std::unexpected(another_seal());
    opened = tlog::check_entry(*parsed, tlog::leaf_hash(record), *log);
    if (opened)
      return LogWord{
          {LogStatus::Withdrawal::unknown, parsed->index, opened->checkpoint.size - 1, opened->checkpoint.origin, {}},
          proven_by(*opened, log->quorum, record),
          {}};
  }
  return std::unexpected(opened.error());
}

std::expected<LogWord, Error> ask_log(tlog::Files& files, const seal::Envelope& seal, const seal::Trust& trust,
                                      Time now) {
  const auto log = log_trust_of(trust);
  if (!log) return std::unexpected(log.error());
  const auto bytes = files.read(std::string(tlog::checkpoint_path));
  if (!bytes) return std::unexpected(bytes.error());
  const auto opened = tlog::open_checkpoint(*bytes, *log);
  if (!opened) return std::unexpected(opened.error());
  Reading reading(seal, trust, now);
  const auto audit = tlog::audit(files, opened->checkpoint, [&reading](std::uint64_t index, std::string_view entry) {
    reading.see(index, entry);
  });
  if (!audit) return std::unexpected(audit.error());
  // Tiles can be made again and say nothing; entries that are not those of the tree could hide a withdrawal.
  if (!audit->agrees || !audit->losses.empty()) {
    const auto entries = std::ranges::find_if(audit->faults, [](const tlog::Fault& fault) {
      return fault.code != Code::missing_tile && fault.code != Code::bad_tile && fault.code != Code::wrong_tile;
    });
    return std::unexpected(Error{
        entries->code, entries->what, "run `cavra-seal log check`, and read another copy of the log", {}, 0, 0, 0});
  }
  if (reading.record.empty())
    return std::unexpected(Error{
        Code::not_in_log, "the log has no record of the seal", "append it with `cavra-seal log append`", {}, 0, 0, 0});
  LogWord word{{LogStatus::Withdrawal::none, reading.index, opened->checkpoint.size - 1, opened->checkpoint.origin, {}},
               proven_by(*opened, log->quorum, reading.record),
               std::move(reading.revocations)};
  if (reading.withdrawal) {
    word.status.withdrawal = LogStatus::Withdrawal::withdrawn;
    word.status.reason = reading.withdrawal->reason;
  }
  return word;
}

}  // namespace cavra::ledger
