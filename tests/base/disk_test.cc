// The disk of this machine keeps the interface's promises.
#include "base/disk.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/atomic_file.h"
#include "base/memory_disk.h"

namespace cavra {
namespace {

class RealDisk : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "cavra-disk-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  std::string in(const std::string& name) const { return root_ + "/" + name; }

  std::unique_ptr<Disk> disk_ = make_real_disk();
  std::string root_;
};

Code code_of(const auto& result) { return result ? Code{} : result.error().code; }

TEST_F(RealDisk, WritesAndReadsFiles) {
  std::string bytes(1'000'000, 'x');
  bytes[500'000] = '\0';
  ASSERT_TRUE(replace_file(*disk_, in("a/b/c.json"), bytes));
  EXPECT_EQ(*read_file(*disk_, in("a/b/c.json"), bytes.size()), bytes);
  ASSERT_TRUE(replace_file(*disk_, in("a/b/c.json"), "new"));
  EXPECT_EQ(*read_file(*disk_, in("a/b/c.json"), 10), "new");
  EXPECT_EQ(*disk_->list(in("a/b")), std::vector<std::string>{"c.json"});
}

TEST_F(RealDisk, CreatesOnlyWhatIsNotThere) {
  ASSERT_TRUE(replace_file(*disk_, in("a"), "1"));
  EXPECT_EQ(code_of(disk_->create(in("a"))), Code::cannot_write);
  std::filesystem::create_symlink(in("elsewhere"), in("link"));
  EXPECT_EQ(code_of(disk_->create(in("link"))), Code::cannot_write);
}

TEST_F(RealDisk, SaysWhatIsWhere) {
  ASSERT_TRUE(replace_file(*disk_, in("folder/file"), ""));
  std::filesystem::create_symlink(in("folder"), in("to_folder"));
  std::filesystem::create_symlink(in("folder/file"), in("to_file"));
  std::filesystem::create_symlink(in("round"), in("round"));
  std::filesystem::create_symlink(in("nothing"), in("dangling"));
  ASSERT_EQ(::mkfifo(in("pipe").c_str(), 0600), 0);
  EXPECT_EQ(*disk_->look(in("folder")), Place::folder);
  EXPECT_EQ(*disk_->look(in("folder/file")), Place::file);
  EXPECT_EQ(*disk_->look(in("to_folder")), Place::link_to_folder);
  EXPECT_EQ(*disk_->look(in("to_file")), Place::file);
  EXPECT_EQ(*disk_->look(in("pipe")), Place::other);
  EXPECT_EQ(*disk_->look(in("nothing")), Place::nothing);
  EXPECT_EQ(*disk_->look(in("folder/file/below")), Place::nothing);
  EXPECT_EQ(code_of(disk_->look(in("round"))), Code::cannot_read);
  EXPECT_EQ(code_of(disk_->look(in("dangling"))), Code::no_such_file);
}

TEST_F(RealDisk, ListsNamesSortedByByte) {
  for (const char* name : {"b", "a", "B", ".hidden", "\xC3\xA9", "a b"})
    ASSERT_TRUE(replace_file(*disk_, in(name), ""));
  EXPECT_EQ(*disk_->list(root_), (std::vector<std::string>{".hidden", "B", "a", "a b", "b", "\xC3\xA9"}));
  EXPECT_EQ(code_of(disk_->list(in("nowhere"))), Code::no_such_file);
}

TEST_F(RealDisk, SaysWhyAFileCannotBeOpened) {
  EXPECT_EQ(to_text(disk_->open(in("none")).error()), in("none") + ": there is no such file; check the path");
  EXPECT_EQ(to_text(disk_->open(root_).error()), root_ + ": it cannot be read: Is a directory; name a readable file");
}

TEST_F(RealDisk, MakesNoFolderWhereAFileIs) {
  ASSERT_TRUE(replace_file(*disk_, in("a"), ""));
  EXPECT_EQ(code_of(disk_->make_folders(in("a"))), Code::cannot_write);
  EXPECT_EQ(code_of(disk_->make_folders(in("a/b"))), Code::cannot_write);
  EXPECT_TRUE(disk_->make_folders(in("b/c")));
  EXPECT_TRUE(disk_->make_folders(in("b/c")));
}

TEST(FolderOf, IsWhatAPathIsIn) {
  const std::pair<std::string, std::string> table[] = {{"a", "."},     {"a/b", "a"}, {"/a", "/"},
                                                       {"/a/b", "/a"}, {"./a", "."}, {"a/b/c", "a/b"}};
  for (const auto& [path, folder] : table) EXPECT_EQ(folder_of(path), folder);
}

/// What both the real disk and the one in memory promise.
class BothDisks : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (!GetParam()) return;
    std::string name = (std::filesystem::temp_directory_path() / "cavra-disk-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
    disk_ = make_real_disk();
  }
  void TearDown() override {
    if (GetParam()) std::filesystem::remove_all(root_);
  }

  std::string in(const std::string& name) const { return root_ + "/" + name; }

  std::unique_ptr<Disk> disk_ = std::make_unique<MemoryDisk>();
  std::string root_ = "root";
};

TEST_P(BothDisks, LinkFilesUnderASecondName) {
  ASSERT_TRUE(replace_file(*disk_, in("a"), "bytes"));
  ASSERT_TRUE(disk_->hard_link(in("a"), in("b")));
  EXPECT_EQ(*read_file(*disk_, in("b"), 10), "bytes");
  EXPECT_EQ(*disk_->identity(in("a")), *disk_->identity(in("b")));
  EXPECT_EQ(code_of(disk_->hard_link(in("a"), in("b"))), Code::cannot_write);
  EXPECT_EQ(code_of(disk_->hard_link(in("nothing"), in("c"))), Code::cannot_write);
  ASSERT_TRUE(replace_file(*disk_, in("a"), "new"));
  EXPECT_EQ(*read_file(*disk_, in("b"), 10), "bytes");
}

TEST_P(BothDisks, GiveACopyAnotherIdentity) {
  ASSERT_TRUE(replace_file(*disk_, in("a"), "bytes"));
  const std::string identity = *disk_->identity(in("a"));
  EXPECT_EQ(*disk_->identity(in("a")), identity);
  ASSERT_TRUE(disk_->rename(in("a"), in("b")));
  EXPECT_EQ(*disk_->identity(in("b")), identity);
  ASSERT_TRUE(disk_->remove(in("b")));
  ASSERT_TRUE(replace_file(*disk_, in("b"), "bytes"));
  EXPECT_NE(*disk_->identity(in("b")), identity) << "put back in its place";
  EXPECT_EQ(code_of(disk_->identity(in("nothing"))), Code::no_such_file);
}

TEST_P(BothDisks, TakeOnlyEmptyFoldersAway) {
  ASSERT_TRUE(replace_file(*disk_, in("folder/file"), ""));
  EXPECT_EQ(code_of(disk_->remove_folder(in("folder"))), Code::cannot_write);
  ASSERT_TRUE(disk_->remove(in("folder/file")));
  ASSERT_TRUE(disk_->remove_folder(in("folder")));
  EXPECT_EQ(*disk_->look(in("folder")), Place::nothing);
  EXPECT_EQ(code_of(disk_->remove_folder(in("folder"))), Code::cannot_write);
}

TEST_P(BothDisks, GiveALockToOneAtATime) {
  ASSERT_TRUE(disk_->make_folders(in("folder")));
  auto first = disk_->lock(in("folder/lock"), std::chrono::milliseconds(0));
  ASSERT_TRUE(first);
  EXPECT_EQ(code_of(disk_->lock(in("folder/lock"), std::chrono::milliseconds(1))), Code::log_busy);
  EXPECT_TRUE(disk_->lock(in("folder/other"), std::chrono::milliseconds(0)));
  first->reset();
  EXPECT_TRUE(disk_->lock(in("folder/lock"), std::chrono::milliseconds(0)));
  EXPECT_EQ(code_of(disk_->lock(in("nowhere/lock"), std::chrono::milliseconds(0))), Code::cannot_write);
}

INSTANTIATE_TEST_SUITE_P(Disks, BothDisks, testing::Values(true, false),
                         [](const auto& chosen) { return chosen.param ? "Real" : "Memory"; });

}  // namespace
}  // namespace cavra
