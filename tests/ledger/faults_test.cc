// What a log is after the disk failed or the machine stopped, at every step of its work.
#include <gtest/gtest.h>

#include <iostream>

#include "base/faulty_disk.h"
#include "ledger/writer.h"
#include "tests/ledger/logs.h"
#include "tests/tlog/naive_tree.h"
#include "tlog/audit.h"
#include "tlog/entries.h"

namespace cavra::ledger {
namespace {

constexpr std::uint64_t size_before = 254;
const std::vector<std::uint64_t> batches = {1, 1, 3, 257};  // over the end of a tile, bundle and level

/// What a run was told, and every checkpoint that was ever signed.
struct Told {
  std::uint64_t acknowledged = size_before;
  bool failed = false;
};

Told run(Disk& disk, std::vector<std::string>& signed_texts) {
  Told told;
  FolderStore store(disk, "log");
  NoteSigner signer = make_signer(origin);
  signer.sign = [sign = signer.sign, &signed_texts](std::string_view message) {
    signed_texts.emplace_back(message);
    return sign(message);
  };
  auto writer = Writer::open(store, signer, std::chrono::milliseconds(0));
  told.failed = !writer;
  if (!writer) return told;
  for (const std::uint64_t batch : batches) {
    const auto appended = append(*writer, entries_of(writer->size(), batch));
    if (!appended) {
      told.failed = true;
      EXPECT_TRUE(appended.error().code == Code::cannot_write || appended.error().code == Code::cannot_read ||
                  appended.error().code == Code::writer_failed);
      continue;  // a failed writer must not go on
    }
    EXPECT_FALSE(told.failed) << "a writer went on after the disk failed";
    told.acknowledged = appended->first + appended->count;
  }
  return told;
}

std::uint64_t shown_size(MemoryDisk& disk) {
  FolderStore store(disk, "log");
  return open_log(store).checkpoint.size;
}

/// The log opens again by itself, has all that was acknowledged and all that was public (`shown` entries), and goes on.
void expect_whole(MemoryDisk& disk, const Told& told, std::uint64_t shown,
                  const std::vector<std::string>& signed_texts) {
  FolderStore store(disk, "log");
  ASSERT_GE(shown, told.acknowledged);
  auto writer = Writer::open(store, make_signer(origin), std::chrono::milliseconds(0));
  ASSERT_TRUE(writer) << to_text(writer.error());
  const std::uint64_t size = writer->size();
  ASSERT_GE(size, shown) << "a checkpoint that was public is forgotten";
  const std::vector<std::string> entries = entries_of(0, size + 2);
  ASSERT_TRUE(append(*writer, {entries[size]}));
  const tlog::Opened opened = open_log(store);
  const auto audit = tlog::audit(store, opened.checkpoint);
  ASSERT_TRUE(audit && audit->agrees && audit->faults.empty()) << (audit->faults.empty() ? "" : audit->faults[0].what);
  ASSERT_EQ(opened.checkpoint.root, tlog::naive_root(std::span(entries).first(size + 1)));
  // The entries of a test are known by their index, so that a tree is known by its size: every checkpoint that was ever
  // signed must be one of them.
  for (const std::string& text : signed_texts) {
    const auto checkpoint = tlog::parse_checkpoint(text);
    ASSERT_TRUE(checkpoint);
    ASSERT_EQ(checkpoint->root, tlog::naive_root(entries_of(0, checkpoint->size)));
  }
}

struct Counts {
  std::size_t steps = 0, failed = 0, crashes = 0;
};

TEST(Faults, NothingAcknowledgedIsLostWhereverTheDiskFails) {
  Counts counts;
  for (const FaultyDisk::Fault fault : {FaultyDisk::Fault::once, FaultyDisk::Fault::full, FaultyDisk::Fault::stop})
    for (std::size_t step = 0;; ++step) {
      MemoryDisk disk(MemoryDisk::Folders::synced);
      make_log(disk, "log", size_before);
      std::vector<std::string> signed_texts;
      FaultyDisk faulty(disk, step, fault);
      const Told told = run(faulty, signed_texts);
      if (faulty.steps() <= step) break;
      ++counts.steps;
      counts.failed += told.failed ? 1 : 0;
      expect_whole(disk, told, shown_size(disk), signed_texts);
      if (HasFatalFailure()) FAIL() << "fault " << static_cast<int>(fault) << " at step " << step;
    }
  std::cout << "disk failed at " << counts.steps << " steps: " << counts.failed << " runs were told, 0 entries lost\n";
}

TEST(Faults, NothingAcknowledgedIsLostWhereverTheMachineStops) {
  Counts counts;
  for (const MemoryDisk::Names left : {MemoryDisk::Names::synced, MemoryDisk::Names::all})
    for (const FaultyDisk::Fault fault : {FaultyDisk::Fault::stop, FaultyDisk::Fault::once})
      for (std::size_t step = 0;; ++step) {
        MemoryDisk disk(MemoryDisk::Folders::synced);
        make_log(disk, "log", size_before);
        std::vector<std::string> signed_texts;
        FaultyDisk faulty(disk, step, fault);
        const Told told = run(faulty, signed_texts);
        if (faulty.steps() <= step) break;
        const std::uint64_t shown = shown_size(disk);
        disk.crash(left);
        ++counts.crashes;
        expect_whole(disk, told, shown, signed_texts);
        if (HasFatalFailure())
          FAIL() << "names " << static_cast<int>(left) << ", fault " << static_cast<int>(fault) << " at step " << step;
      }
  std::cout << "machine stopped at " << counts.crashes << " steps: 0 entries lost\n";
}

}  // namespace
}  // namespace cavra::ledger
