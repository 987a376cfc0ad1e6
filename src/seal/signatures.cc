#include "seal/signatures.h"

#include <algorithm>

namespace cavra::seal {
namespace {

struct Words {
  std::string_view status;
  Code code;
  std::string_view what;  ///< of a role
  std::string_view todo;
};

constexpr Words missing{"missing", Code::signature_missing, "has no signature", "have its owner sign"};
constexpr Words invalid{"invalid", Code::signature_invalid, "has a signature that does not match",
                        "have its owner sign this seal again; the payload or the signature was changed"};
constexpr Words unknown_key{
    "unknown_key", Code::signature_unknown_key,
    "has no signature, but one is there by a key that the policy does not know",
    "add the key to the policy if it is the owner's, or have the owner sign with the key of the policy"};
constexpr Words other_role{"other_role", Code::signature_other_role,
                           "has a signature in its name that was made with the key of another role",
                           "have its owner sign with its own key"};
constexpr Words not_yet{"not_yet_valid", Code::signature_not_yet_valid,
                        "has a signature by a key that is not valid yet", "see not_before in the policy"};
constexpr Words no_longer{"no_longer_valid", Code::signature_no_longer_valid,
                          "has a signature by a key that is no longer valid",
                          "show by a time stamp that it was made before, or have the owner sign with a new key"};
constexpr Words revoked{"revoked", Code::signature_revoked, "has a signature by a key that is revoked",
                        "show by a time stamp that it was made before, or have the owner sign with a new key"};
constexpr Words then_only{"valid_then", Code::signature_valid_then,
                          "was signed validly at the proven time, but would not be now",
                          "leave out --current, or have its owner sign with a new key"};
constexpr Words doubled{"doubled", Code::signature_doubled, "", ""};

const Words& words_of(KeyState state) {
  switch (state) {
    case KeyState::not_yet_valid:
      return not_yet;
    case KeyState::no_longer_valid:
      return no_longer;
    default:
      return revoked;
  }
}

/// A signature while it is judged.
struct Judged {
  const TrustKey* key = nullptr;    ///< that it verifies under
  const TrustKey* named = nullptr;  ///< that its keyid names
  const Words* wrong = nullptr;     ///< null: it counts
  bool counts_now = false;          ///< if it counts at all
  bool proven = false;
};

class Judging {
 public:
  explicit Judging(const SignatureQuestion& question)
      : question_(question), signed_(pae(question.envelope.payload_type, question.envelope.payload)) {
    for (const Signature& signature : question.envelope.signatures) judged_.push_back(judge(signature));
  }

  SignatureAnswer answer() {
    SignatureAnswer answer;
    for (const Judged& judged : judged_) answer.signatures.push_back(verdict(judged));
    for (std::size_t i = 0; i != role_count; ++i) {
      answer.roles.push_back(verdict(static_cast<Role>(i)));
      const RoleVerdict& role = answer.roles.back();
      if (role.code) answer.faults.push_back({*role.code, true, role.what, role.todo});
    }
    for (std::size_t i = 0; i != judged_.size(); ++i) remark(answer.faults, i);
    return answer;
  }

 private:
  [[nodiscard]] const TrustKey* named(const Signature& signature) const {
    const auto& keys = question_.trust.keys;
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const TrustKey& key) { return key.key.id() == signature.keyid; });
    return found == keys.end() ? nullptr : &*found;
  }

  [[nodiscard]] const TrustKey* maker(const Signature& signature, const TrustKey* hint) const {
    if (hint != nullptr && hint->key.verify(signed_, signature.sig)) return hint;
    for (const TrustKey& key : question_.trust.keys)
      if (&key != hint && key.key.verify(signed_, signature.sig)) return &key;
    return nullptr;
  }

  /// As the policy and the log say it.
  [[nodiscard]] KeyState state_at(const TrustKey& key, Time time) const {
    for (const KeyRevocation& revocation : question_.revocations)
      if (revocation.key == key.key.id() && (!revocation.since || time >= *revocation.since)) return KeyState::revoked;
    return key.state_at(time);
  }

  [[nodiscard]] Judged judge(const Signature& signature) const {
    Judged judged;
    judged.named = named(signature);
    judged.key = maker(signature, judged.named);
    if (judged.key == nullptr) {
      judged.wrong = judged.named != nullptr ? &invalid : &unknown_key;
      return judged;
    }
    judged.proven =
        question_.proven && question_.record != nullptr && question_.record->lists(crypto::sha256(signature.sig));
    const KeyState then = state_at(*judged.key, judged.proven ? *question_.proven : question_.now);
    judged.counts_now = state_at(*judged.key, question_.now) == KeyState::valid;
    if (then != KeyState::valid)
      judged.wrong = &words_of(then);
    else if (std::any_of(judged_.begin(), judged_.end(),
                         [&](const Judged& before) { return before.key == judged.key && before.wrong == nullptr; }))
      judged.wrong = &doubled;
    return judged;
  }

  static SignatureVerdict verdict(const Judged& judged) {
    SignatureVerdict verdict;
    if (judged.key != nullptr) {
      verdict.key = judged.key->key.id();
      verdict.role = to_text(judged.key->role);
    }
    verdict.proven = judged.proven;
    if (judged.wrong == nullptr) {
      verdict.status = judged.counts_now ? "valid" : then_only.status;
      return verdict;
    }
    verdict.status = judged.wrong->status;
    verdict.code = judged.wrong->code;
    return verdict;
  }

  /// Why a role lacks signatures: what is wrong with those that were meant for it, the gravest first.
  [[nodiscard]] const Words& reason(Role role) const {
    for (const Words* words : {&revoked, &no_longer, &not_yet})
      for (const Judged& judged : judged_)
        if (judged.key != nullptr && judged.key->role == role && judged.wrong == words) return *words;
    for (const Judged& judged : judged_) {
      if (judged.named == nullptr || judged.named->role != role) continue;
      if (judged.key == nullptr) return invalid;
      if (judged.key->role != role) return other_role;
    }
    return missing;
  }

  [[nodiscard]] RoleVerdict verdict(Role role) const {
    RoleVerdict verdict;
    verdict.role = to_text(role);
    verdict.threshold = question_.trust.thresholds[static_cast<std::size_t>(role)];
    for (const Judged& judged : judged_) {
      if (judged.key == nullptr || judged.key->role != role || judged.wrong != nullptr) continue;
      ++verdict.valid;
      if (judged.counts_now) ++verdict.valid_now;
    }
    if (verdict.valid_now >= verdict.threshold) {
      verdict.status = "valid";
      return verdict;
    }
    const bool enough_then = verdict.valid >= verdict.threshold;
    verdict.status = then_only.status;
    if (enough_then && !question_.current) return verdict;
    const Words* words = enough_then ? &then_only : &reason(role);
    const bool strangers =
        std::any_of(judged_.begin(), judged_.end(), [](const Judged& judged) { return judged.wrong == &unknown_key; });
    if (words == &missing && verdict.valid == 0 && strangers) words = &unknown_key;
    verdict.status = words->status;
    verdict.code = words->code;
    verdict.what = std::string(verdict.role) + " " + std::string(words->what);
    if (words == &missing && verdict.threshold > 1)
      verdict.what = std::string(verdict.role) + " has " + std::to_string(verdict.valid) + " of " +
                     std::to_string(verdict.threshold) + " signatures";
    verdict.todo = words->todo;
    return verdict;
  }

  /// On a signature that counts for nothing, and of which no role's line speaks.
  void remark(std::vector<SealFault>& faults, std::size_t index) const {
    const Judged& judged = judged_[index];
    const std::string which = "signature " + std::to_string(index + 1) + " of " + std::to_string(judged_.size());
    if (judged.wrong == &doubled)
      faults.push_back({Code::signature_doubled, false, which + " is another by the same key, and counts for nothing",
                        "keep one of the two"});
    else if (judged.wrong == &unknown_key)
      faults.push_back({Code::signature_unknown_key, false, which + " is by no key of the policy",
                        "take it out, or add the key to the policy"});
    else if (judged.wrong == nullptr && judged.named != nullptr && judged.named != judged.key)
      faults.push_back({Code::signature_other_role, false, which + " names another key than the one that made it",
                        "have it signed again, so that its keyid is right"});
  }

  const SignatureQuestion& question_;
  std::string signed_;
  std::vector<Judged> judged_;
};

}  // namespace

SignatureAnswer judge_signatures(const SignatureQuestion& question) { return Judging(question).answer(); }

}  // namespace cavra::seal
