// Processes that append to one log are killed at random moments, a thousand times.
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <random>

#include "ledger/writer.h"
#include "tests/ledger/logs.h"
#include "tlog/audit.h"

namespace cavra::ledger {
namespace {

constexpr int kills = 1000;

class Kills : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "cavra-kills-XXXXXX";
    folder = ::mkdtemp(pattern.data());
    log = folder + "/log";
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::string folder;
  std::string log;
};

/// Appends batches until it is killed, and tells the size that was acknowledged after each.
[[noreturn]] void append_until_killed(const std::string& log, int told, unsigned seed) {
  std::minstd_rand random(seed);
  const std::unique_ptr<Disk> disk = make_real_disk();
  FolderStore store(*disk, log);
  auto writer = Writer::open(store, make_signer(origin), std::chrono::seconds(60));
  if (!writer) ::_exit(1);
  while (true) {
    const auto appended = append(*writer, entries_of(writer->size(), 1 + random() % 120));
    if (!appended) ::_exit(1);
    const std::uint64_t size = writer->size();
    if (::write(told, &size, sizeof size) != sizeof size) ::_exit(1);
  }
}

struct Child {
  pid_t process = 0;
  int told = -1;
};

Child start(const std::string& log, unsigned seed) {
  int ends[2];
  if (::pipe(ends) != 0) return {};
  const pid_t process = ::fork();
  if (process == 0) {
    ::close(ends[0]);
    append_until_killed(log, ends[1], seed);
  }
  ::close(ends[1]);
  return {process, ends[0]};
}

/// The last size that the child told, when it told `least` or the time is over, and it was killed.
std::uint64_t kill_after(const Child& child, unsigned least, std::chrono::microseconds more) {
  std::uint64_t acknowledged = 0;
  pollfd waiting{child.told, POLLIN, 0};
  for (unsigned told = 0; told != least && ::poll(&waiting, 1, 1000) == 1; ++told)
    if (::read(child.told, &acknowledged, sizeof acknowledged) != sizeof acknowledged) break;
  for (const auto end = std::chrono::steady_clock::now() + more; std::chrono::steady_clock::now() < end;)
    ::poll(&waiting, 0, 0);
  ::kill(child.process, SIGKILL);
  int status = 0;
  ::waitpid(child.process, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "a writer gave up by itself";
  for (std::uint64_t size = 0; ::read(child.told, &size, sizeof size) == sizeof size;) acknowledged = size;
  ::close(child.told);
  return acknowledged;
}

void expect_right_entries(tlog::Files& files, std::uint64_t least) {
  const tlog::Opened opened = open_log(files);
  EXPECT_GE(opened.checkpoint.size, least);
  std::uint64_t wrong = 0;
  const auto audit = tlog::audit(files, opened.checkpoint, [&wrong](std::uint64_t index, std::string_view entry) {
    wrong += entry == entry_of(index) ? 0 : 1;
  });
  ASSERT_TRUE(audit);
  EXPECT_TRUE(audit->agrees);
  EXPECT_EQ(audit->faults.size(), 0U) << audit->faults.front().what;
  EXPECT_EQ(audit->entries, opened.checkpoint.size);
  EXPECT_EQ(wrong, 0U);
}

TEST_F(Kills, AThousandLoseNothingAcknowledged) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  make_log(*disk, log, 0);
  FolderStore store(*disk, log);
  std::minstd_rand random(1);
  std::uint64_t acknowledged = 0;
  std::uint64_t shown = 0;
  for (int killed = 0; killed < kills;) {
    // Every tenth time two processes want to write, and both are killed.
    std::vector<Child> children;
    for (int i = 0; i != (killed % 10 == 0 ? 2 : 1); ++i)
      children.push_back(start(log, static_cast<unsigned>(random())));
    const auto least = static_cast<unsigned>(random() % 3);
    for (const Child& child : children) {
      acknowledged = std::max(acknowledged, kill_after(child, children.size() == 1 ? least : 0,
                                                       std::chrono::microseconds(random() % 2500)));
      ++killed;
    }
    const tlog::Opened opened = open_log(store);
    ASSERT_GE(opened.checkpoint.size, acknowledged) << "after " << killed << " kills";
    ASSERT_GE(opened.checkpoint.size, shown) << "after " << killed << " kills";
    shown = opened.checkpoint.size;
    const auto edge = Edge::load(store, opened.checkpoint);
    ASSERT_TRUE(edge) << to_text(edge.error());
  }
  expect_right_entries(store, acknowledged);
  auto writer = Writer::open(store, make_signer(origin));
  ASSERT_TRUE(writer) << to_text(writer.error());
  ASSERT_TRUE(append(*writer, entries_of(writer->size(), 3)));
  expect_right_entries(store, acknowledged + 3);
  std::cout << kills << " kills while " << acknowledged << " entries were acknowledged: 0 lost\n";
}

}  // namespace
}  // namespace cavra::ledger
