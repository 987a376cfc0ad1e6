// Seals, verified by a policy of six keys. The bytes are an envelope: nothing is valid but what the six signed. And
// they are a statement, which all six sign here: whatever it says, it is valid for packets only if it names them by
// their digests.

#include "ensure.h"
#include "seal/statement.h"
#include "tests/seal/seals.h"

namespace {

using namespace cavra;
using namespace cavra::seal;

/// The same whatever rules are built in, so that seeds stay signed.
const Envelope& signed_seal() {
  static const Envelope envelope = [] {
    Statement statement = statement_of(live_files());
    statement.rules = {crypto::sha256("rules")};
    return signed_by(write_statement(statement));
  }();
  return envelope;
}

class Target {
 public:
  Target() {
    const auto good = verify({"lifecycle.seal", write_envelope(signed_seal())}, trust_, packets_, options_);
    ensure(good.has_value() && good->valid());
  }

  void as_envelope(const std::string& bytes) {
    const auto verification = verify({"lifecycle.seal", bytes}, trust_, {}, options_);
    if (!verification) return check(verification.error());
    check(*verification);
    if (!verification->valid()) return;
    const auto envelope = parse_envelope(bytes, "lifecycle.seal");
    ensure(envelope.has_value() && envelope->payload == signed_seal().payload &&
           envelope->payload_type == payload_type);
  }

  void as_statement(const std::string& bytes) {
    const Envelope envelope = signed_by(bytes);
    const std::string written = write_envelope(envelope);
    const auto alone = verify({"lifecycle.seal", written}, trust_, {}, options_);
    const auto statement = parse_statement(bytes, "lifecycle.seal");
    ensure(alone.has_value());
    check(*alone);
    if (!statement) return ensure(!alone->valid());
    ensure(alone->signatures.size() == role_count);
    for (const SignatureVerdict& signature : alone->signatures) ensure(signature.status == "valid");
    const auto shown = verify({"lifecycle.seal", written}, trust_, packets_, options_);
    ensure(shown.has_value());
    check(*shown);
    if (!shown->valid()) return;
    ensure(alone->valid() && shown->packets.size() == packets_.size());
    for (std::size_t i = 0; i != packets_.size(); ++i)
      ensure(statement->packets[i].raw == crypto::sha256(packets_[i].bytes));
    Envelope fewer = envelope;
    fewer.signatures.pop_back();
    const auto missing = verify({"lifecycle.seal", write_envelope(fewer)}, trust_, packets_, options_);
    ensure(missing.has_value() && !missing->valid());
  }

 private:
  static void check(const Error& error) { ensure(error.source == "lifecycle.seal" && !error.what.empty()); }

  static void check(const SealVerification& verification) {
    bool decided = false;
    for (const SealFault& fault : verification.faults) {
      ensure(!fault.what.empty());
      decided = decided || fault.decides;
    }
    ensure(verification.valid() != decided);
  }

  TrustPolicy trust_ = loaded(trust_of_six());
  std::vector<PolicyFile> packets_ = live_files();
  VerifyOptions options_{.now = at("2026-11-25")};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Target target;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  target.as_envelope(bytes);
  target.as_statement(bytes);
  return 0;
}
