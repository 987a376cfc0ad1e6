#include "base/atomic_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/faulty_disk.h"
#include "base/memory_disk.h"

namespace cavra {
namespace {

const std::string path = "out/report.json";
const std::string old_bytes = "what was there";
const std::string new_bytes = "the first part, the second part";

std::expected<void, Error> write_in_parts(Disk& disk) {
  auto file = AtomicFile::create(disk, path);
  if (!file) return std::unexpected(file.error());
  for (const std::string_view part : {"the first part,", " the second part"})
    if (auto written = file->write(part); !written) return written;
  return file->commit();
}

TEST(AtomicFile, AppearsWholeAndAlone) {
  MemoryDisk disk;
  ASSERT_TRUE(write_in_parts(disk));
  EXPECT_EQ(disk.bytes(path), new_bytes);
  EXPECT_EQ(disk.files(), std::vector<std::string>{path});
}

TEST(AtomicFile, IsNotThereUntilItIsCommitted) {
  MemoryDisk disk;
  {
    auto file = AtomicFile::create(disk, path);
    ASSERT_TRUE(file && file->write("half"));
    EXPECT_EQ(disk.bytes(path), std::nullopt);
    EXPECT_EQ(disk.files().size(), 1U);
  }
  EXPECT_TRUE(disk.files().empty());
}

TEST(AtomicFile, LeavesTheOldFileWhenItIsNotCommitted) {
  MemoryDisk disk;
  disk.put(path, old_bytes);
  {
    auto file = AtomicFile::create(disk, path);
    ASSERT_TRUE(file && file->write("half"));
    AtomicFile moved = std::move(*file);
    ASSERT_TRUE(moved.write("half"));
  }
  EXPECT_EQ(disk.bytes(path), old_bytes);
  EXPECT_EQ(disk.files(), std::vector<std::string>{path});
}

TEST(AtomicFile, AfterAFailureAtAnyStepTheOldFileOrTheNewOneIsThereWhole) {
  for (const bool there_before : {true, false})
    for (std::size_t step = 0;; ++step) {
      MemoryDisk disk;
      if (there_before) disk.put(path, old_bytes);
      FaultyDisk faulty(disk, step, FaultyDisk::Fault::once);
      const auto done = write_in_parts(faulty);
      if (faulty.steps() <= step) {
        EXPECT_GE(step, 7U);  // make_folders, look, create, write, write, sync, rename, sync_folder
        EXPECT_TRUE(done);
        break;
      }
      const auto bytes = disk.bytes(path);
      EXPECT_TRUE(bytes == new_bytes || bytes == (there_before ? std::optional(old_bytes) : std::nullopt)) << step;
      EXPECT_TRUE(!done || bytes == new_bytes) << step;
      EXPECT_EQ(disk.files().size(), bytes ? 1U : 0U) << "something is left beside, step " << step;
    }
}

TEST(AtomicFile, AfterACrashAtAnyStepTheOldFileOrTheNewOneIsThereWhole) {
  for (const MemoryDisk::Names left : {MemoryDisk::Names::synced, MemoryDisk::Names::all})
    for (std::size_t step = 0;; ++step) {
      MemoryDisk disk;
      disk.put(path, old_bytes);
      FaultyDisk faulty(disk, step, FaultyDisk::Fault::stop);
      const auto done = write_in_parts(faulty);
      disk.crash(left);
      const auto bytes = disk.bytes(path);
      EXPECT_TRUE(bytes == new_bytes || bytes == old_bytes) << "step " << step << ": " << bytes.value_or("nothing");
      if (faulty.steps() <= step) {
        EXPECT_TRUE(done);
        EXPECT_EQ(bytes, new_bytes) << "what was committed is lost";
        break;
      }
    }
}

TEST(AtomicFile, NamesItsPlaceInErrors) {
  for (std::size_t step = 0; step < 8; ++step) {
    MemoryDisk disk;
    FaultyDisk faulty(disk, step, FaultyDisk::Fault::stop);
    const auto done = replace_file(faulty, path, new_bytes);
    if (done) continue;
    EXPECT_EQ(done.error().code, Code::cannot_write);
    EXPECT_TRUE(done.error().source == path || done.error().source == "out") << step << ": " << done.error().source;
  }
}

TEST(AtomicFile, IsWrittenBesideWhatAnotherLeft) {
  MemoryDisk disk;
  const std::string left = path + ".new-" + std::to_string(::getpid()) + "-0";
  disk.put(left, "another's");
  ASSERT_TRUE(replace_file(disk, path, new_bytes));
  EXPECT_EQ(disk.bytes(left), "another's");
  EXPECT_EQ(disk.bytes(path), new_bytes);
}

TEST(AtomicFile, TakesThePlaceOfNoFolder) {
  MemoryDisk disk;
  disk.put("out/a", "");
  const auto done = replace_file(disk, "out", new_bytes);
  ASSERT_FALSE(done);
  EXPECT_EQ(to_text(done.error()), "out: it is no regular file; name a file");
}

TEST(AtomicFile, NeedsNoFolderInItsName) {
  MemoryDisk disk;
  ASSERT_TRUE(replace_file(disk, "report.json", new_bytes));
  disk.crash(MemoryDisk::Names::synced);
  EXPECT_EQ(disk.bytes("report.json"), new_bytes);
}

}  // namespace
}  // namespace cavra
