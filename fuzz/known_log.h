/// A log of five entries with a witness, whose keys are the same in every run: what else is said in their names is made
/// up.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keys.h"
#include "ledger/signing.h"
#include "tests/tlog/naive_tree.h"
#include "tlog/checkpoint.h"

namespace cavra::tlog {

struct KnownLog {
  static constexpr std::uint64_t witnessed_at = 1'800'000'000;

  std::vector<std::string> entries = some_entries(5);
  std::string text;        ///< of the checkpoint
  std::string checkpoint;  ///< signed by the log and by the witness
  Trust trust;

  KnownLog() {
    const ledger::NoteSigner log = signer("log.example/seals", 'k', KeyType::ed25519);
    const ledger::NoteSigner witness = signer("witness.example", 'w', KeyType::cosignature);
    text = to_text(Checkpoint{log.key.name, entries.size(), naive_root(entries), {}});
    checkpoint =
        to_text(Note{text, {*ledger::sign_text(log, text), *ledger::cosign_text(witness, text, witnessed_at)}});
    trust = {{}, {log.key}, {witness.key}, 1};
  }

 private:
  static ledger::NoteSigner signer(std::string name, char seed, KeyType type) {
    const auto key = std::make_shared<crypto::PrivateKey>(*crypto::PrivateKey::from_ed25519(std::string(32, seed)));
    ledger::NoteSigner signer{{std::move(name), type, {}},
                              [key](std::string_view message) { return key->sign(message); }};
    std::ranges::copy(*key->public_key().ed25519_bytes(), signer.key.key.begin());
    return signer;
  }
};

}  // namespace cavra::tlog
