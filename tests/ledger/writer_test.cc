#include "ledger/writer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "tests/ledger/logs.h"
#include "tests/tlog/naive_tree.h"
#include "tlog/audit.h"
#include "tlog/entries.h"

namespace cavra::ledger {
namespace {

TEST(Writer, MakesTheTreeOfItsEntriesWhateverTheBatches) {
  for (const std::vector<std::uint64_t>& batches : std::vector<std::vector<std::uint64_t>>{
           {0}, {1}, {1, 1, 1}, {255}, {256}, {257}, {255, 1, 1}, {1, 255, 256, 1}, {100, 200, 300, 400}, {1000}}) {
    MemoryDisk disk;
    make_log(disk, "log", 0);
    FolderStore store(disk, "log");
    auto writer = Writer::open(store, make_signer(origin));
    ASSERT_TRUE(writer);
    std::uint64_t size = 0;
    for (const std::uint64_t batch : batches) {
      const auto appended = append(*writer, entries_of(size, batch));
      ASSERT_TRUE(appended) << to_text(appended.error());
      EXPECT_EQ(appended->first, size);
      size += batch;
      const tlog::Opened opened = open_log(store);
      EXPECT_EQ(opened.checkpoint.size, size);
      EXPECT_EQ(opened.checkpoint.root, tlog::naive_root(entries_of(0, size)));
      const auto audit = tlog::audit(store, opened.checkpoint);
      ASSERT_TRUE(audit);
      EXPECT_TRUE(audit->agrees);
      EXPECT_EQ(audit->faults.size(), 0U);
      EXPECT_EQ(audit->entries, size);
    }
  }
}

TEST(Writer, LaysTilesOutAsC2spHasIt) {
  MemoryDisk disk;
  make_log(disk, "log", 70000);
  std::set<std::string> files;
  for (const std::string& path : disk.files())
    if (path.starts_with("log/tile/")) files.insert(path.substr(4));
  EXPECT_EQ(files.size(), 274U + 2U + 1U + 274U);
  for (const char* path : {"tile/0/000", "tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17",
                           "tile/2/000.p/1", "tile/entries/272", "tile/entries/273.p/112"})
    EXPECT_TRUE(files.contains(path)) << path;
}

TEST(Writer, TakesPartialTilesAwayWhenTheWholeOnesAreThere) {
  MemoryDisk disk;
  make_log(disk, "log", 0);
  FolderStore store(disk, "log");
  auto writer = Writer::open(store, make_signer(origin));
  for (std::uint64_t i = 0; i != 258; ++i) ASSERT_TRUE(append(*writer, entries_of(i, 1)));
  std::vector<std::string> files;
  for (const std::string& path : disk.files())
    if (path.starts_with("log/tile/")) files.push_back(path.substr(4));
  EXPECT_EQ(files, (std::vector<std::string>{"tile/0/000", "tile/0/001.p/1", "tile/0/001.p/2", "tile/1/000.p/1",
                                             "tile/entries/000", "tile/entries/001.p/1", "tile/entries/001.p/2"}));
}

TEST(Writer, RefusesEntriesThatDoNotFit) {
  MemoryDisk disk;
  make_log(disk, "log", 2);
  FolderStore store(disk, "log");
  auto writer = Writer::open(store, make_signer(origin));
  EXPECT_EQ(append(*writer, {"good", ""}).error().code, Code::bad_entry);
  EXPECT_EQ(append(*writer, {std::string(65536, 'x')}).error().code, Code::bad_entry);
  EXPECT_EQ(writer->size(), 2U);
  EXPECT_TRUE(append(*writer, {std::string(65535, 'x')}));
  EXPECT_EQ(tlog::read_entry(store, 2, 3)->size(), 65535U);
}

TEST(Writer, RefusesAnotherKey) {
  MemoryDisk disk;
  make_log(disk, "log", 2);
  FolderStore store(disk, "log");
  EXPECT_EQ(Writer::open(store, make_signer(origin, 'x')).error().code, Code::wrong_log_key);
  EXPECT_EQ(Writer::open(store, make_signer("another.example")).error().code, Code::wrong_log_key);
}

TEST(Writer, IsNotMadeWhereSomethingIsAlready) {
  MemoryDisk disk;
  make_log(disk, "log", 2);
  FolderStore store(disk, "log");
  EXPECT_EQ(init(store, make_signer(origin)).error().code, Code::log_exists);
  FolderStore none(disk, "nowhere");
  EXPECT_EQ(Writer::open(none, make_signer(origin)).error().code, Code::no_log);
}

TEST(Writer, WaitsForAnotherOneUpToALimit) {
  MemoryDisk disk;
  make_log(disk, "log", 0);
  FolderStore store(disk, "log");
  std::optional<Writer> first = std::move(*Writer::open(store, make_signer(origin)));
  EXPECT_EQ(Writer::open(store, make_signer(origin), std::chrono::milliseconds(1)).error().code, Code::log_busy);
  std::thread second([&disk] {
    FolderStore mine(disk, "log");
    auto writer = Writer::open(mine, make_signer(origin), std::chrono::seconds(60));
    ASSERT_TRUE(writer);
    EXPECT_EQ(append(*writer, {"second"})->first, 1U);
  });
  EXPECT_EQ(append(*first, {"first"})->first, 0U);
  first.reset();
  second.join();
  EXPECT_EQ(open_log(store).checkpoint.size, 2U);
}

TEST(Writer, IsReadByOthersWhileItWrites) {
  MemoryDisk disk;
  make_log(disk, "log", 0);
  std::atomic<bool> done = false;
  std::atomic<int> audits = 0;
  const auto read = [&disk, &done, &audits] {
    for (std::uint64_t before = 0; !done;) {
      FolderStore store(disk, "log");
      const tlog::Opened opened = open_log(store);
      EXPECT_GE(opened.checkpoint.size, before);
      before = opened.checkpoint.size;
      const auto audit = tlog::audit(store, opened.checkpoint);
      ASSERT_TRUE(audit) << to_text(audit.error());
      ASSERT_TRUE(audit->faults.empty()) << audit->faults.front().what;
      ++audits;
    }
  };
  std::thread first(read);
  std::thread second(read);
  FolderStore store(disk, "log");
  auto writer = Writer::open(store, make_signer(origin));
  for (int i = 0; i != 600 || audits < 20; ++i) ASSERT_TRUE(append(*writer, entries_of(writer->size(), 1)));
  done = true;
  first.join();
  second.join();
}

TEST(Writer, SignsNothingInACopyOfALog) {
  MemoryDisk disk;
  make_log(disk, "log", 300);
  for (const std::string& path : disk.files()) disk.put("copy" + path.substr(3), *disk.bytes(path));
  FolderStore copy(disk, "copy");
  EXPECT_EQ(Writer::open(copy, make_signer(origin)).error().code, Code::log_closed);
}

/// The log as a backup had it, put back over a newer one.
TEST(Writer, SignsNothingAfterPublicFilesWerePutBack) {
  MemoryDisk disk;
  make_log(disk, "log", 300);
  const std::string old_checkpoint = *disk.bytes("log/checkpoint");
  FolderStore store(disk, "log");
  {
    auto writer = Writer::open(store, make_signer(origin));
    ASSERT_TRUE(append(*writer, entries_of(300, 10)));
  }
  disk.put("log/checkpoint", old_checkpoint);
  ASSERT_TRUE(disk.remove("log/tile/0/001.p/54"));
  EXPECT_EQ(Writer::open(store, make_signer(origin)).error().code, Code::log_rolled_back);
}

TEST(Writer, KeepsWhatWitnessesSigned) {
  MemoryDisk disk;
  make_log(disk, "log", 5);
  FolderStore store(disk, "log");
  const NoteSigner witness = make_signer("witness.example", 'w', tlog::KeyType::cosignature);
  const tlog::Opened opened = open_log(store);
  const auto signature = cosign_text(witness, opened.note.text, 1790000000);
  auto writer = Writer::open(store, make_signer(origin));
  for (int twice = 0; twice != 2; ++twice) ASSERT_TRUE(writer->add_signatures(opened.note.text, {{*signature}}));
  tlog::Trust trust = trust_in(make_signer(origin));
  trust.witnesses = {witness.key};
  trust.quorum = 1;
  const auto cosigned = tlog::open_checkpoint(*store.read("checkpoint"), trust);
  ASSERT_TRUE(cosigned);
  EXPECT_EQ(cosigned->note.signatures.size(), 2U);
  EXPECT_EQ(cosigned->proven_time, 1790000000U);
  ASSERT_TRUE(append(*writer, {"more"}));
  EXPECT_EQ(writer->add_signatures(opened.note.text, {{*signature}}).error().code, Code::other_log);
}

}  // namespace
}  // namespace cavra::ledger
