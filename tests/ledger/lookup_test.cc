#include "ledger/lookup.h"

#include <gtest/gtest.h>

#include "base/hex.h"
#include "tests/ledger/logs.h"
#include "tlog/entries.h"
#include "tlog/proof.h"

namespace cavra::ledger {
namespace {

crypto::PrivateKey key_of(char seed) { return *crypto::PrivateKey::from_ed25519(std::string(32, seed)); }

constexpr std::uint64_t witnessed = 1790000000;
const Time now{std::chrono::seconds(1800000000)};

class Lookup : public testing::Test {
 protected:
  void SetUp() override {
    make_log(disk, "log", 0);
    for (const auto& [seed, role] : {std::pair{'r', seal::Role::release}, std::pair{'s', seal::Role::security},
                                     std::pair{'c', seal::Role::communications}})
      trust.keys.push_back({key_of(seed).public_key(), role, {}, {}, {}});
    trust.may_withdraw = {seal::Role::release};
    trust.may_revoke = {seal::Role::security};
    trust.logs = {make_signer(origin).key.to_text()};
    trust.witnesses = {make_signer("w1.example", '1', tlog::KeyType::cosignature).key.to_text(),
                       make_signer("w2.example", '2', tlog::KeyType::cosignature).key.to_text()};
    trust.quorum = 2;
    sign(seal, 'r');
  }

  static void sign(seal::Envelope& envelope, char seed) {
    crypto::PrivateKey key = key_of(seed);
    ASSERT_TRUE(seal::add_signature(envelope, key));
  }
  std::string record() const {
    std::vector<std::string> signatures;
    for (const seal::Signature& one : seal.signatures) signatures.push_back(one.sig);
    return seal::write_record(seal::make_record(seal.payload, "live", signatures));
  }
  std::uint64_t add(const std::string& entry) {
    auto writer = Writer::open(store, make_signer(origin));
    EXPECT_TRUE(writer);
    return append(*writer, {entry})->first;
  }
  std::uint64_t add(std::string_view type, const std::string& payload, char seed) {
    seal::Envelope envelope{payload, std::string(type), {}};
    sign(envelope, seed);
    return add(seal::write_envelope(envelope));
  }
  void cosign(char seed, std::uint64_t time) {
    const NoteSigner witness = make_signer(std::string("w") + seed + ".example", seed, tlog::KeyType::cosignature);
    const tlog::Opened opened = open_log(store);
    auto writer = Writer::open(store, make_signer(origin));
    ASSERT_TRUE(writer->add_signatures(opened.note.text, {{*cosign_text(witness, opened.note.text, time)}}));
  }
  std::string prove(std::uint64_t index, bool with_entry = true) {
    const tlog::Opened opened = open_log(store);
    tlog::TileNodes nodes(store, opened.checkpoint.size);
    tlog::EntryProof proof{std::nullopt, index, *tlog::prove_inclusion(nodes, index, opened.checkpoint.size),
                           *store.read("checkpoint")};
    if (with_entry) proof.extra = *tlog::read_entry(store, index, opened.checkpoint.size);
    return tlog::to_text(proof);
  }

  MemoryDisk disk;
  FolderStore store{disk, "log"};
  seal::Trust trust;
  seal::Envelope seal{"{\"a\":\"statement\"}", "application/vnd.in-toto+json", {}};
};

TEST_F(Lookup, AProofShowsThePlaceAndCannotKnowOfWithdrawals) {
  add("entry");
  const std::uint64_t index = add(record());
  add("entry");
  for (const bool with_entry : {true, false}) {
    const auto word = ask_proof(prove(index, with_entry), seal, trust);
    ASSERT_TRUE(word) << to_text(word.error());
    EXPECT_EQ(word->status.withdrawal, LogStatus::Withdrawal::unknown);
    EXPECT_EQ(word->status.index, 1U);
    EXPECT_EQ(word->status.last, 2U);
    EXPECT_EQ(word->status.origin, origin);
    EXPECT_FALSE(word->proven) << "a checkpoint alone proves order, not time";
  }
}

TEST_F(Lookup, TheQuorumthEarliestWitnessProvesTheTime) {
  const std::uint64_t index = add(record());
  cosign('2', witnessed + 50);
  EXPECT_FALSE(ask_proof(prove(index), seal, trust)->proven);
  cosign('1', witnessed);
  const auto word = ask_proof(prove(index), seal, trust);
  ASSERT_TRUE(word && word->proven);
  EXPECT_EQ(word->proven->time.time_since_epoch().count(), static_cast<std::int64_t>(witnessed + 50));
  EXPECT_EQ(word->proven->record, record());
  EXPECT_EQ(word->proven->by, "2 witnesses of " + origin);
  EXPECT_EQ(ask_log(store, seal, trust, now)->proven->time, word->proven->time);
}

TEST_F(Lookup, AProofOutlivesFurtherSignatures) {
  const std::uint64_t index = add(record());
  const std::string proof = prove(index);
  sign(seal, 's');
  EXPECT_TRUE(ask_proof(proof, seal, trust));
  EXPECT_EQ(ask_proof(prove(index, false), seal, trust).error().code, Code::wrong_proof)
      << "without the entry nobody knows what was proved";
}

TEST_F(Lookup, AProofOfAnotherSealIsRefused) {
  const std::uint64_t index = add(record());
  const std::string proof = prove(index);
  seal.payload = "{\"another\":\"statement\"}";
  EXPECT_EQ(ask_proof(proof, seal, trust).error().code, Code::wrong_proof);
  EXPECT_EQ(ask_proof(prove(index, false), seal, trust).error().code, Code::wrong_proof);
}

TEST_F(Lookup, AProofOfALogThatThePolicyDoesNotNameIsRefused) {
  const std::string proof = prove(add(record()));
  trust.logs = {make_signer(origin, 'x').key.to_text()};
  EXPECT_EQ(ask_proof(proof, seal, trust).error().code, Code::unknown_signer);
  trust.logs.clear();
  EXPECT_EQ(ask_proof(proof, seal, trust).error().code, Code::unknown_signer);
}

TEST_F(Lookup, TheLogKnowsOfWithdrawalsByWhoMayWithdraw) {
  EXPECT_EQ(ask_log(store, seal, trust, now).error().code, Code::not_in_log);
  add(record());
  EXPECT_EQ(ask_log(store, seal, trust, now)->status.withdrawal, LogStatus::Withdrawal::none);
  const Withdrawal withdrawal{crypto::sha256(seal.payload), "the wrong customer", now};
  add(withdrawal_type, write_withdrawal(withdrawal), 'c');
  add(withdrawal_type, write_withdrawal(withdrawal), 'x');
  add(withdrawal_type, write_withdrawal({crypto::sha256("another"), "another", now}), 'r');
  EXPECT_EQ(ask_log(store, seal, trust, now)->status.withdrawal, LogStatus::Withdrawal::none);
  add(withdrawal_type, write_withdrawal(withdrawal), 'r');
  const auto word = ask_log(store, seal, trust, now);
  EXPECT_EQ(word->status.withdrawal, LogStatus::Withdrawal::withdrawn);
  EXPECT_EQ(word->status.reason, "the wrong customer");
}

TEST_F(Lookup, TheLogKnowsOfRevocationsByWhoMayRevoke) {
  add(record());
  const Revocation revocation{crypto::sha256(key_of('c').public_key().spki()), seal::RevocationReason::compromised,
                              Time{std::chrono::seconds(witnessed)}, now};
  add(revocation_type, write_revocation(revocation), 'r');
  EXPECT_TRUE(ask_log(store, seal, trust, now)->revocations.empty());
  add(revocation_type, write_revocation(revocation), 's');
  const auto word = ask_log(store, seal, trust, now);
  ASSERT_EQ(word->revocations.size(), 1U);
  EXPECT_EQ(word->revocations[0].key, key_of('c').public_key().id());
  EXPECT_EQ(word->revocations[0].reason, "compromised");
  EXPECT_EQ(word->revocations[0].since, Time{std::chrono::seconds(witnessed)});
}

TEST_F(Lookup, NobodyHidesAWithdrawalByChangingTheLog) {
  add(record());
  const std::uint64_t index =
      add(withdrawal_type, write_withdrawal({crypto::sha256(seal.payload), "reason", now}), 'r');
  const std::string tile = "log/tile/0/000.p/2";
  const std::string hashes = *disk.bytes(tile);
  std::string changed = hashes;
  changed[index * 32] = static_cast<char>(changed[index * 32] ^ 1);
  disk.put(tile, changed);
  EXPECT_EQ(ask_log(store, seal, trust, now)->status.withdrawal, LogStatus::Withdrawal::withdrawn)
      << "tiles decide nothing";
  disk.put(tile, hashes);
  const std::string bundle = "log/tile/entries/000.p/2";
  std::string entries = *disk.bytes(bundle);
  entries[entries.size() - 2] = ' ';
  disk.put(bundle, entries);
  const auto word = ask_log(store, seal, trust, now);
  ASSERT_FALSE(word);
  EXPECT_EQ(word.error().code, Code::wrong_entry);
  EXPECT_EQ(word.error().what, "entry 1 is not what was hashed");
}

TEST(Statement, ComesBackAsItWentIn) {
  const Withdrawal withdrawal{crypto::sha256("x"), "a \"reason\"\u2028", now};
  seal::Envelope envelope{write_withdrawal(withdrawal), std::string(withdrawal_type), {{"k", "s"}}};
  const auto entry = parse_entry(seal::write_envelope(envelope), {});
  ASSERT_TRUE(entry) << to_text(entry.error());
  EXPECT_EQ(std::get<SignedWithdrawal>(*entry).withdrawal, withdrawal);
  const Revocation revocation{crypto::sha256("x"), seal::RevocationReason::lost, now, now};
  envelope = {write_revocation(revocation), std::string(revocation_type), {{"k", "s"}}};
  EXPECT_EQ(std::get<SignedRevocation>(*parse_entry(seal::write_envelope(envelope), {})).revocation, revocation);
}

TEST(Statement, IsNothingElse) {
  const auto payload = [](std::string_view type, const std::string& text) {
    return seal::write_envelope({text, std::string(type), {{"k", "s"}}});
  };
  const std::string good = write_revocation({crypto::sha256("x"), seal::RevocationReason::lost, now, now});
  std::string reason = good;
  reason.replace(reason.find("\"lost\""), 6, "\"lust\"");
  std::string more = good;
  more.insert(1, "\"a\":1,");
  for (const std::string& bytes :
       {std::string(), std::string("{}"), payload("text/plain", good), payload(withdrawal_type, good),
        payload(revocation_type, reason), payload(revocation_type, more), payload(revocation_type, "")})
    EXPECT_EQ(parse_entry(bytes, {}).error().code, Code::bad_entry) << bytes;
}

}  // namespace
}  // namespace cavra::ledger
