// Entries of a log: seal records, withdrawals and revocations. What is read has one spelling. The bytes are an entry,
// and the payload of one.

#include "ensure.h"
#include "ledger/statement.h"

namespace {

using namespace cavra;

void check(const std::string& bytes) {
  const auto entry = ledger::parse_entry(bytes, "entry");
  if (!entry) {
    ensure(entry.error().source == "entry" && !entry.error().what.empty() && !entry.error().todo.empty());
    return;
  }
  if (const auto* record = std::get_if<seal::SealRecord>(&*entry)) ensure(seal::write_record(*record) == bytes);
  if (const auto* signed_one = std::get_if<ledger::SignedWithdrawal>(&*entry))
    ensure(ledger::write_withdrawal(signed_one->withdrawal) == signed_one->envelope.payload);
  if (const auto* signed_one = std::get_if<ledger::SignedRevocation>(&*entry))
    ensure(ledger::write_revocation(signed_one->revocation) == signed_one->envelope.payload);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check(bytes);
  for (const std::string_view type : {ledger::withdrawal_type, ledger::revocation_type})
    check(seal::write_envelope({bytes, std::string(type), {{"k", "s"}}}));
  return 0;
}
