// Whatever is changed in a log is found, and named.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "ledger/repair.h"
#include "ledger/witness.h"
#include "tests/ledger/logs.h"
#include "tlog/audit.h"
#include "tlog/entries.h"

namespace cavra::ledger {
namespace {

constexpr std::uint64_t size = 600;  // two whole tiles, a partial one, and a level above
constexpr std::chrono::milliseconds no_wait(0);

std::vector<std::string> public_files(const MemoryDisk& disk) {
  std::vector<std::string> paths;
  for (const std::string& path : disk.files())
    if (path.starts_with("log/tile/")) paths.push_back(path);
  return paths;
}

tlog::Audit audit_of(MemoryDisk& disk) {
  FolderStore store(disk, "log");
  const auto audit = tlog::audit(store, open_log(store).checkpoint);
  EXPECT_TRUE(audit);
  return *audit;
}

bool names(const tlog::Audit& audit, Code code, const std::string& path) {
  return std::ranges::any_of(audit.faults,
                             [&](const tlog::Fault& fault) { return fault.code == code && fault.path == path; });
}

TEST(Tampering, AFlippedBitInAnyByteOfAnyTileIsNamedAndMended) {
  MemoryDisk disk;
  make_log(disk, "log", size);
  std::size_t flips = 0;
  for (const std::string& path : public_files(disk)) {
    if (path.find("entries") != std::string::npos) continue;
    const std::string good = *disk.bytes(path);
    for (std::size_t at = 0; at < good.size(); at += path.ends_with("/000") ? 97 : 13) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ (1 << (at % 8)));
      disk.put(path, bad);
      const tlog::Audit audit = audit_of(disk);
      ASSERT_TRUE(audit.agrees);
      ASSERT_EQ(audit.faults.size(), 1U) << path;
      ASSERT_TRUE(names(audit, Code::wrong_tile, path.substr(4))) << path;
      ASSERT_EQ(audit.faults[0].what,
                "hash " + std::to_string(at / 32) + " of " + path.substr(4) + " is not that of what is below it");
      FolderStore store(disk, "log");
      ASSERT_EQ(repair(store, audit, nullptr, no_wait)->mended, std::vector<std::string>{path.substr(4)});
      ASSERT_EQ(*disk.bytes(path), good);
      ++flips;
    }
  }
  std::cout << flips << " flipped bits in tiles: all named and mended\n";
}

TEST(Tampering, AFlippedBitInAnyEntryIsNamedByItsIndex) {
  MemoryDisk disk;
  make_log(disk, "log", size);
  std::size_t flips = 0;
  for (const std::string& path : public_files(disk)) {
    if (path.find("entries") == std::string::npos) continue;
    const std::string good = *disk.bytes(path);
    const std::uint64_t first = tlog::parse_tile_path(path.substr(4))->index * tlog::tile_width;
    std::size_t at = 0;
    for (std::uint64_t index = first; at < good.size(); ++index) {
      const std::size_t length = static_cast<unsigned char>(good[at + 1]);
      for (const std::size_t place : {at, at + 1, at + 2, at + 1 + length}) {
        if (index % 9 != 0) continue;
        std::string bad = good;
        bad[place] = static_cast<char>(bad[place] ^ 1);
        disk.put(path, bad);
        const tlog::Audit audit = audit_of(disk);
        ASSERT_TRUE(audit.agrees);
        ASSERT_FALSE(audit.faults.empty()) << path << " " << place;
        ASSERT_EQ(audit.losses.size(), 1U);
        if (place > at + 1) {
          ASSERT_EQ(audit.faults[0].what, "entry " + std::to_string(index) + " is not what was hashed");
        } else
          ASSERT_EQ(audit.faults[0].path, path.substr(4));
        ++flips;
      }
      at += 2 + length;
    }
    disk.put(path, good);
  }
  std::cout << flips << " flipped bits in entries: all named\n";
}

TEST(Tampering, AFlippedBitInTheCheckpointIsRefused) {
  MemoryDisk disk;
  make_log(disk, "log", size);
  const std::string good = *disk.bytes("log/checkpoint");
  for (std::size_t at = 0; at != good.size(); ++at)
    for (unsigned bit = 0; bit != 8; ++bit) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ static_cast<char>(1U << bit));
      EXPECT_FALSE(tlog::open_checkpoint(bad, trust_in(make_signer(origin)))) << at << " " << bit;
    }
}

TEST(Tampering, SwappedEntriesAreNamed) {
  MemoryDisk disk;
  make_log(disk, "log", size);
  const std::string path = "log/tile/entries/001";
  std::string bundle;
  std::vector<std::string> entries = entries_of(256, 256);
  std::swap(entries[4], entries[9]);
  for (const std::string& entry : entries) tlog::append_entry(bundle, entry);
  disk.put(path, bundle);
  const tlog::Audit audit = audit_of(disk);
  ASSERT_EQ(audit.faults.size(), 2U);
  EXPECT_EQ(audit.faults[0].what, "entry 260 is not what was hashed");
  EXPECT_EQ(audit.faults[1].what, "entry 265 is not what was hashed");
}

/// Entries and tiles that were changed together fit each other, but not the checkpoint.
TEST(Tampering, AForgedTreeIsNotThatOfTheCheckpoint) {
  MemoryDisk disk;
  make_log(disk, "log", size);
  MemoryDisk other;
  FolderStore store(other, "log");
  ASSERT_TRUE(init(store, make_signer(origin)));
  {
    auto writer = Writer::open(store, make_signer(origin));
    std::vector<std::string> entries = entries_of(0, size);
    entries[77] = "forged";
    ASSERT_TRUE(append(*writer, entries));
  }
  other.put("log/checkpoint", *disk.bytes("log/checkpoint"));
  const tlog::Audit audit = audit_of(other);
  EXPECT_FALSE(audit.agrees);
  ASSERT_EQ(audit.faults.size(), 1U);
  EXPECT_EQ(audit.faults[0].code, Code::wrong_root);
}

TEST(Tampering, EveryTileThatIsLostOrTornIsNamedAndMended) {
  MemoryDisk disk;
  make_log(disk, "log", size);
  std::size_t lost = 0;
  for (const std::string& path : public_files(disk)) {
    if (path.find("entries") != std::string::npos) continue;
    const std::string good = *disk.bytes(path);
    for (const bool torn : {true, false}) {
      if (torn)
        disk.put(path, good.substr(0, good.size() / 2 + 1));
      else
        ASSERT_TRUE(disk.remove(path));
      const tlog::Audit audit = audit_of(disk);
      EXPECT_TRUE(names(audit, torn ? Code::bad_tile : Code::missing_tile, path.substr(4))) << path;
      FolderStore store(disk, "log");
      ASSERT_TRUE(repair(store, audit, nullptr, no_wait));
      EXPECT_EQ(*disk.bytes(path), good);
      EXPECT_TRUE(audit_of(disk).faults.empty());
      ++lost;
    }
  }
  std::cout << lost << " tiles lost or torn: all named and mended\n";
}

TEST(Tampering, ALostBundleIsTakenFromAWiderOneOrAnotherCopy) {
  MemoryDisk disk;
  make_log(disk, "log", size);
  FolderStore store(disk, "log");
  for (const std::string& path : disk.files()) disk.put("copy" + path.substr(3), *disk.bytes(path));
  FolderStore copy(disk, "copy");
  for (const std::string path : {"log/tile/entries/001", "log/tile/entries/002.p/88"}) {
    const std::string good = *disk.bytes(path);
    ASSERT_TRUE(disk.remove(path));
    const tlog::Audit audit = audit_of(disk);
    ASSERT_EQ(audit.losses.size(), 1U);
    const auto alone = repair(store, audit, nullptr, no_wait);
    ASSERT_TRUE(alone);
    EXPECT_EQ(alone->lost, std::vector<std::string>{path.substr(4)});
    const auto helped = repair(store, audit, &copy, no_wait);
    ASSERT_TRUE(helped);
    EXPECT_EQ(helped->mended, std::vector<std::string>{path.substr(4)});
    EXPECT_EQ(*disk.bytes(path), good);
  }
  std::string wider = *disk.bytes("log/tile/entries/002.p/88");
  tlog::append_entry(wider, "one more, not yet in the log");
  disk.put("log/tile/entries/002.p/89", wider);
  ASSERT_TRUE(disk.remove("log/tile/entries/002.p/88"));
  EXPECT_EQ(repair(store, audit_of(disk), nullptr, no_wait)->mended, std::vector<std::string>{"tile/entries/002.p/88"});
  EXPECT_TRUE(audit_of(disk).faults.empty());
}

TEST(Tampering, WhatIsLostWithItsTileIsNamedAndProvesNothing) {
  MemoryDisk disk;
  make_log(disk, "log", size);
  ASSERT_TRUE(disk.remove("log/tile/entries/001"));
  ASSERT_TRUE(disk.remove("log/tile/0/001"));
  const tlog::Audit audit = audit_of(disk);
  EXPECT_FALSE(audit.agrees);
  EXPECT_TRUE(audit.mends.empty() && audit.losses.empty());
  EXPECT_TRUE(names(audit, Code::missing_entries, "tile/entries/001"));
  EXPECT_TRUE(names(audit, Code::missing_tile, "tile/0/001"));
}

class WitnessTest : public testing::Test {
 protected:
  void SetUp() override {
    make_log(disk, "log", 10);
    old_files = disk.files();
    for (const std::string& path : old_files) disk.put("fork" + path.substr(3), *disk.bytes(path));
  }
  void grow(const std::string& folder, const std::string& what, std::uint64_t count) {
    FolderStore store(disk, folder);
    if (folder == "fork") {
      ASSERT_TRUE(reopen(store, {}, no_wait));
    }
    auto writer = Writer::open(store, make_signer(origin));
    ASSERT_TRUE(writer) << to_text(writer.error());
    ASSERT_TRUE(append(*writer, std::vector<std::string>(count, what)));
  }
  std::expected<Cosigned, Error> show(const std::string& folder) {
    FolderStore store(disk, folder);
    return Witness(disk, "witness", trust_in(make_signer(origin))).cosign(store, signer, 1790000000);
  }

  MemoryDisk disk;
  std::vector<std::string> old_files;
  NoteSigner signer = make_signer("witness.example", 'w', tlog::KeyType::cosignature);
};

TEST_F(WitnessTest, SignsWhatContinues) {
  const auto first = show("log");
  ASSERT_TRUE(first) << to_text(first.error());
  EXPECT_EQ(first->old_size, 0U);
  ASSERT_TRUE(show("log"));
  grow("log", "more", 300);
  const auto later = show("log");
  ASSERT_TRUE(later);
  EXPECT_EQ(later->old_size, 10U);
  EXPECT_EQ(later->size, 310U);
  tlog::Trust trust = trust_in(make_signer(origin));
  trust.witnesses = {signer.key};
  trust.quorum = 1;
  const auto opened = tlog::open_checkpoint(*disk.bytes("log/checkpoint") + later->line, trust);
  ASSERT_TRUE(opened) << to_text(opened.error());
  EXPECT_EQ(opened->proven_time, 1790000000U);
}

TEST_F(WitnessTest, RefusesARolledBackCheckpoint) {
  const std::string old_checkpoint = *disk.bytes("log/checkpoint");
  grow("log", "more", 5);
  ASSERT_TRUE(show("log"));
  disk.put("log/checkpoint", old_checkpoint);
  EXPECT_EQ(show("log").error().code, Code::older_than_seen);
}

TEST_F(WitnessTest, KeepsBothCheckpointsOfAFork) {
  grow("log", "one history", 5);
  grow("fork", "another history", 5);
  ASSERT_TRUE(show("log"));
  const auto forked = show("fork");
  ASSERT_FALSE(forked);
  EXPECT_EQ(forked.error().code, Code::split_view);
  grow("fork", "and on", 200);
  EXPECT_EQ(show("fork").error().code, Code::split_view);
  std::size_t kept = 0;
  for (const std::string& path : disk.files())
    if (path.find("/evidence/") != std::string::npos) {
      ++kept;
      EXPECT_TRUE(tlog::open_checkpoint(*disk.bytes(path), trust_in(make_signer(origin))));
    }
  EXPECT_EQ(kept, 3U);
  EXPECT_TRUE(show("log")) << "the first history goes on";
}

TEST_F(WitnessTest, TakesProofsOfOthersAndRefusesWrongOnes) {
  const Witness witness(disk, "witness", trust_in(make_signer(origin)));
  ASSERT_TRUE(show("log"));
  grow("log", "more", 20);
  FolderStore store(disk, "log");
  tlog::TileNodes nodes(store, 30);
  tlog::Continuation good{10, *tlog::prove_consistency(nodes, 10, 30), *disk.bytes("log/checkpoint")};
  tlog::Continuation other_size = good;
  other_size.old_size = 9;
  EXPECT_EQ(witness.cosign(other_size, signer, 1).error().code, Code::wrong_consistency);
  tlog::Continuation changed = good;
  changed.hashes[0][0] ^= 1;
  EXPECT_EQ(witness.cosign(changed, signer, 1).error().code, Code::wrong_consistency);
  EXPECT_EQ(*witness.seen(), 10U);
  EXPECT_TRUE(witness.cosign(good, signer, 1));
  EXPECT_EQ(*witness.seen(), 30U);
}

TEST_F(WitnessTest, RefusesAnotherLog) {
  FolderStore store(disk, "log");
  const Witness witness(disk, "witness", trust_in(make_signer("other.example", 'o')));
  EXPECT_EQ(witness.cosign(store, signer, 1).error().code, Code::unknown_signer);
}

TEST(Reopen, SignsAgainOnlyAfterItContinuesTheNewestCheckpoint) {
  MemoryDisk disk;
  make_log(disk, "log", 300);
  FolderStore store(disk, "log");
  FolderStore copy(disk, "copy");
  const auto copied = copy_log(store, copy, trust_in(make_signer(origin)));
  ASSERT_TRUE(copied) << to_text(copied.error());
  EXPECT_EQ(copied->linked, copied->files - 1);
  {
    auto writer = Writer::open(store, make_signer(origin));
    ASSERT_TRUE(append(*writer, entries_of(300, 10)));
  }
  EXPECT_EQ(Writer::open(copy, make_signer(origin)).error().code, Code::log_closed);
  const auto behind = reopen(copy, {*disk.bytes("log/checkpoint")}, no_wait);
  ASSERT_FALSE(behind);
  EXPECT_EQ(behind.error().code, Code::not_continued);
  EXPECT_EQ(Writer::open(copy, make_signer(origin)).error().code, Code::log_closed);
  ASSERT_TRUE(reopen(copy, {*disk.bytes("copy/checkpoint")}, no_wait));
  {
    auto writer = Writer::open(copy, make_signer(origin));
    ASSERT_TRUE(writer) << to_text(writer.error());
    ASSERT_TRUE(append(*writer, {"a fork", "of ten", "3", "4", "5", "6", "7", "8", "9", "10", "11"}));
  }
  const auto forked = reopen(copy, {*disk.bytes("log/checkpoint")}, no_wait);
  ASSERT_FALSE(forked);
  EXPECT_EQ(forked.error().code, Code::not_continued);
  EXPECT_TRUE(reopen(store, {*disk.bytes("log/checkpoint")}, no_wait));
}

}  // namespace
}  // namespace cavra::ledger
