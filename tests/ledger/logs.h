/// Logs for tests: keys, entries, and the files that a log has.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/memory_disk.h"
#include "crypto/keys.h"
#include "ledger/writer.h"

namespace cavra::ledger {

inline std::string what_went_wrong(const Error& error) { return to_text(error); }

/// Signs with an Ed25519 key whose 32 bytes are all `seed`.
inline NoteSigner make_signer(std::string name, char seed = 'k', tlog::KeyType type = tlog::KeyType::ed25519) {
  const auto key = std::make_shared<crypto::PrivateKey>(*crypto::PrivateKey::from_ed25519(std::string(32, seed)));
  NoteSigner signer{{std::move(name), type, {}}, [key](std::string_view message) { return key->sign(message); }};
  const std::string raw = *key->public_key().ed25519_bytes();
  std::ranges::copy(raw, signer.key.key.begin());
  return signer;
}

inline const std::string origin = "log.example/seals";

inline std::string entry_of(std::uint64_t index) { return "entry " + std::to_string(index); }

inline std::vector<std::string> entries_of(std::uint64_t first, std::uint64_t count) {
  std::vector<std::string> entries;
  for (std::uint64_t i = 0; i != count; ++i) entries.push_back(entry_of(first + i));
  return entries;
}

inline std::expected<Appended, Error> append(Writer& writer, const std::vector<std::string>& entries) {
  return writer.append(std::vector<std::string_view>(entries.begin(), entries.end()));
}

/// A log in memory with `size` entries, appended in one batch.
inline void make_log(Disk& disk, const std::string& folder, std::uint64_t size) {
  FolderStore store(disk, folder);
  const auto made = init(store, make_signer(origin));
  ASSERT_TRUE(made) << to_text(made.error());
  auto writer = Writer::open(store, make_signer(origin));
  ASSERT_TRUE(writer) << to_text(writer.error());
  const auto appended = append(*writer, entries_of(0, size));
  ASSERT_TRUE(appended) << to_text(appended.error());
}

inline tlog::Trust trust_in(const NoteSigner& signer) { return {{}, {signer.key}, {}, 0}; }

inline tlog::Opened open_log(tlog::Files& files) {
  const auto opened = tlog::open_checkpoint(*files.read("checkpoint"), trust_in(make_signer(origin)));
  EXPECT_TRUE(opened) << to_text(opened.error());
  return *opened;
}

}  // namespace cavra::ledger
