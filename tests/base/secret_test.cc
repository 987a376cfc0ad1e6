#include "base/secret.h"

#include <gtest/gtest.h>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <span>
#include <string>

namespace cavra {
namespace {

// The kernel's flags of the pages at `address`.
std::string flags_at(const void* address) {
  std::ifstream maps("/proc/self/smaps");
  std::string line;
  for (bool here = false; std::getline(maps, line);) {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx ", &begin, &end) == 2)
      here = begin <= reinterpret_cast<std::uintptr_t>(address) && reinterpret_cast<std::uintptr_t>(address) < end;
    else if (here && line.starts_with("VmFlags:"))
      return line + " ";
  }
  return "";
}

/// Whether this process may surely lock pages. A sanitizer makes mlock() do nothing.
bool can_lock() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return false;
#else
  rlimit most{};
  return ::getrlimit(RLIMIT_MEMLOCK, &most) == 0 && most.rlim_cur >= (std::size_t{1} << 16U);
#endif
}

bool all_zero(std::span<const char> bytes) {
  return std::ranges::all_of(bytes, [](char c) { return c == 0; });
}

TEST(Secret, IsInNoCoreAndIsNotSwapped) {
  Secret secret(5000);
  secret.append("x");
  for (const std::size_t at : {std::size_t{0}, std::size_t{4999}}) {
    const std::string flags = flags_at(secret.data() + at);
    EXPECT_NE(flags.find(" dd "), std::string::npos) << flags;
    EXPECT_TRUE(!can_lock() || flags.find(" lo ") != std::string::npos) << flags;
  }
}

TEST(Secret, HoldsWhatIsWrittenToItsRoom) {
  Secret secret(4);
  EXPECT_EQ(secret.room().size(), 4U);
  EXPECT_TRUE(secret.empty());
  secret.append("ab");
  secret.append("cd");
  EXPECT_EQ(std::string_view(secret), "abcd");
}

TEST(Secret, WipesWhatIsCutOff) {
  Secret secret(8);
  secret.append("abcdefgh");
  secret.resize(3);
  EXPECT_EQ(std::string_view(secret), "abc");
  EXPECT_TRUE(all_zero(secret.room().subspan(3)));
  secret.resize(0);
  EXPECT_TRUE(all_zero(secret.room()));
}

TEST(Secret, LeavesNothingWhereItWasMovedFrom) {
  Secret first(8);
  first.append("abcdefgh");
  Secret second = std::move(first);
  EXPECT_EQ(std::string_view(second), "abcdefgh");
  EXPECT_TRUE(std::string_view(first).empty());  // NOLINT(bugprone-use-after-move): what is left is what is asked
  Secret third(3);
  third = std::move(second);
  EXPECT_EQ(std::string_view(third), "abcdefgh");
}

TEST(Secret, OfNoRoomIsEmpty) {
  const Secret secret;
  EXPECT_TRUE(secret.empty());
  EXPECT_TRUE(Secret(0).empty());
}

// Ends with 0 when no core can come of it.
void end_kept_to_itself() {
  keep_to_itself();
  rlimit limit{};
  ::getrlimit(RLIMIT_CORE, &limit);
  std::exit(::prctl(PR_GET_DUMPABLE) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0 ? 0 : 1);
}

TEST(KeepToItself, ForbidsCores) { EXPECT_EXIT(end_kept_to_itself(), testing::ExitedWithCode(0), ""); }

}  // namespace
}  // namespace cavra
