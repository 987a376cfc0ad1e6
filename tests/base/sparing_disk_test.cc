#include "base/sparing_disk.h"

#include <gtest/gtest.h>

#include "base/atomic_file.h"
#include "base/memory_disk.h"

namespace cavra {
namespace {

struct Spared {
  std::unique_ptr<Disk> disk;
  MemoryDisk* below;
};

Spared make(std::vector<std::string> in_place = {}) {
  auto memory = std::make_unique<MemoryDisk>();
  MemoryDisk* const below = memory.get();
  below->put("d/read", "1");
  below->put("d/other", "2");
  return {make_sparing_disk(std::move(memory), std::move(in_place)), below};
}

Code code_of(const std::expected<void, Error>& done) { return done ? Code{} : done.error().code; }

TEST(SparingDisk, LetsNothingTakeThePlaceOfWhatWasRead) {
  const Spared spared = make();
  ASSERT_EQ(read_file(*spared.disk, "d/read", 10), "1");
  EXPECT_EQ(code_of(replace_file(*spared.disk, "d/read", "3")), Code::bad_usage);
  EXPECT_EQ(spared.below->bytes("d/read"), "1");
  EXPECT_TRUE(replace_file(*spared.disk, "d/other", "3"));
  EXPECT_EQ(spared.below->bytes("d/other"), "3");
  EXPECT_EQ(spared.below->files(), (std::vector<std::string>{"d/other", "d/read"}));
}

TEST(SparingDisk, ReplacesInPlaceWhatItIsAllowedTo) {
  const Spared spared = make({"d/read"});
  ASSERT_TRUE(read_file(*spared.disk, "d/read", 10));
  ASSERT_TRUE(read_file(*spared.disk, "d/other", 10));
  EXPECT_TRUE(replace_file(*spared.disk, "d/read", "3"));
  EXPECT_EQ(code_of(replace_file(*spared.disk, "d/other", "3")), Code::bad_usage);
}

TEST(SparingDisk, SparesWhatIsNamedThoughNobodyOpenedIt) {
  const Spared spared = make({"d/read"});
  spared.disk->spare("d/read");
  EXPECT_EQ(code_of(replace_file(*spared.disk, "d/read", "3")), Code::bad_usage);
}

TEST(SparingDisk, AFileThatCouldNotBeReadMayBeMade) {
  const Spared spared = make();
  ASSERT_FALSE(read_file(*spared.disk, "d/new", 10));
  EXPECT_TRUE(replace_file(*spared.disk, "d/new", "3"));
}

}  // namespace
}  // namespace cavra
