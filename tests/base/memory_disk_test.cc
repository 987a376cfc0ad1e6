#include "base/memory_disk.h"

#include <gtest/gtest.h>

#include "base/faulty_disk.h"

namespace cavra {
namespace {

Code code_of(const auto& result) { return result ? Code{} : result.error().code; }

TEST(MemoryDisk, KeepsAfterACrashWhatWasSynced) {
  MemoryDisk disk;
  disk.put("d/old", "1");
  auto output = disk.create("d/new");
  ASSERT_TRUE(output && (*output)->write("ab") && (*output)->sync_and_close() && (*output)->write("c"));
  EXPECT_EQ(disk.bytes("d/new"), "abc");
  disk.crash(MemoryDisk::Names::all);
  EXPECT_EQ(disk.bytes("d/new"), "ab");

  auto lost = disk.create("d/lost");
  ASSERT_TRUE(lost && (*lost)->write("x") && (*lost)->sync_and_close());
  disk.crash(MemoryDisk::Names::synced);
  EXPECT_EQ(disk.files(), (std::vector<std::string>{"d/new", "d/old"}));
  ASSERT_TRUE(disk.rename("d/new", "d/old"));
  disk.crash(MemoryDisk::Names::synced);
  EXPECT_EQ(disk.bytes("d/old"), "1");
  ASSERT_TRUE(disk.rename("d/new", "d/old") && disk.sync_folder("d"));
  disk.crash(MemoryDisk::Names::synced);
  EXPECT_EQ(disk.bytes("d/old"), "ab");
  EXPECT_EQ(disk.files(), (std::vector<std::string>{"d/old"}));
}

TEST(MemoryDisk, FailsWhereARealDiskFails) {
  MemoryDisk disk;
  disk.put("d/a", "1");
  EXPECT_EQ(code_of(disk.open("d/b")), Code::no_such_file);
  EXPECT_EQ(code_of(disk.open("d")), Code::cannot_read);
  EXPECT_EQ(code_of(disk.create("d/a")), Code::cannot_write);
  EXPECT_EQ(code_of(disk.create("nowhere/a")), Code::cannot_write);
  EXPECT_EQ(code_of(disk.rename("d/b", "d/c")), Code::cannot_write);
  EXPECT_EQ(code_of(disk.remove("d/b")), Code::cannot_write);
  EXPECT_EQ(code_of(disk.make_folders("d/a/b")), Code::cannot_write);
  EXPECT_EQ(code_of(disk.list("nowhere")), Code::no_such_file);
  EXPECT_EQ(code_of(disk.list("d/a")), Code::cannot_read);
  EXPECT_EQ(disk.open("d/b").error().source, "d/b");
}

TEST(MemoryDisk, FollowsLinksAndSeesLoops) {
  MemoryDisk disk;
  disk.put("d/a", "1");
  disk.link("to_d", "d");
  disk.link("to_a", "to_d/a");
  disk.link("round", "round");
  disk.link("d/up", "d");
  disk.link("dangling", "nothing");
  EXPECT_EQ(*disk.look("to_d"), Place::link_to_folder);
  EXPECT_EQ(*disk.look("d/up"), Place::link_to_folder);
  EXPECT_EQ(*disk.look("to_d/up"), Place::link_to_folder);
  EXPECT_EQ(*disk.look("to_d/up/up/a"), Place::file);
  EXPECT_EQ(*disk.look("to_a"), Place::file);
  EXPECT_EQ(*disk.look("to_d/a"), Place::file);
  EXPECT_EQ(code_of(disk.look("round")), Code::cannot_read);
  EXPECT_EQ(code_of(disk.look("dangling")), Code::no_such_file);
  EXPECT_EQ(*disk.look("nothing"), Place::nothing);
  EXPECT_EQ(*disk.list("to_d"), (std::vector<std::string>{"a", "up"}));
  EXPECT_EQ(*disk.look(""), Place::nothing);
  EXPECT_EQ(*disk.look("./"), Place::folder);
  EXPECT_EQ(*disk.list("."), (std::vector<std::string>{"d", "dangling", "round", "to_a", "to_d"}));
}

TEST(FaultyDisk, FailsAtItsStepAndOnceOrFromThenOn) {
  MemoryDisk disk;
  disk.put("a", "1");
  FaultyDisk once(disk, 1, FaultyDisk::Fault::once);
  EXPECT_TRUE(once.look("a"));
  EXPECT_EQ(code_of(once.look("a")), Code::cannot_read);
  EXPECT_TRUE(once.look("a"));
  EXPECT_EQ(once.steps(), 3U);
  FaultyDisk stop(disk, 1, FaultyDisk::Fault::stop);
  EXPECT_TRUE(stop.look("a"));
  EXPECT_FALSE(stop.look("a"));
  EXPECT_FALSE(stop.remove("a"));
  EXPECT_EQ(disk.bytes("a"), "1");
}

TEST(FaultyDisk, LeavesHalfOfAWriteThatFails) {
  MemoryDisk disk;
  FaultyDisk faulty(disk, 1, FaultyDisk::Fault::once);
  auto output = faulty.create("a");
  ASSERT_TRUE(output);
  EXPECT_EQ(code_of((*output)->write("12345678")), Code::cannot_write);
  EXPECT_EQ(disk.bytes("a"), "1234");
}

TEST(FaultyDisk, FailsReadsOfItsFiles) {
  MemoryDisk disk;
  disk.put("a", "1");
  FaultyDisk faulty(disk, 1, FaultyDisk::Fault::once);
  EXPECT_EQ(code_of(read_file(faulty, "a", 10)), Code::cannot_read);
  EXPECT_EQ(*read_file(faulty, "a", 10), "1");
}

}  // namespace
}  // namespace cavra
