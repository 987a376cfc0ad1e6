// A published folder is the old one or the new one, wherever the disk fails.
#include <gtest/gtest.h>

#include <map>

#include "base/faulty_disk.h"
#include "base/memory_disk.h"
#include "publish/published.h"
#include "publish/scanned.h"

namespace cavra::publish {
namespace {

const std::string place = "out/published";

std::vector<File> version(const std::string& word) {
  std::vector<File> files = {{"note.md", word}, {"archive/data/packets/one.json", word + " packet"}};
  files.push_back({std::string(list_name), list_of(files, "sha256:" + word)});
  return files;
}

std::map<std::string, std::string> below(const MemoryDisk& disk, const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const std::string& path : disk.files())
    if (path.starts_with(folder + "/")) files[path.substr(folder.size() + 1)] = *disk.bytes(path);
  return files;
}

std::map<std::string, std::string> as_map(const std::vector<File>& files) {
  std::map<std::string, std::string> map;
  for (const File& file : files) map[file.name] = file.bytes;
  return map;
}

TEST(WriteFolder, IsTheOldOrTheNewOneAfterAFailureAtAnyStep) {
  for (const auto fault : {FaultyDisk::Fault::once, FaultyDisk::Fault::full, FaultyDisk::Fault::stop})
    for (const bool there_before : {true, false})
      for (std::size_t step = 0;; ++step) {
        MemoryDisk disk;
        if (there_before) {
          ASSERT_TRUE(write_folder(disk, place, version("old")));
        }
        FaultyDisk faulty(disk, step, fault);
        const auto written = write_folder(faulty, place, version("new"));
        const auto now = below(disk, place);
        const auto before = there_before ? as_map(version("old")) : std::map<std::string, std::string>();
        EXPECT_TRUE(now == as_map(version("new")) || now == before) << step;
        if (written) {
          EXPECT_EQ(now, as_map(version("new"))) << step;
        }
        // Whatever was left beside it is in nobody's way.
        EXPECT_TRUE(write_folder(disk, place, version("newer")));
        EXPECT_EQ(below(disk, place), as_map(version("newer")));
        EXPECT_EQ(disk.files().size(), version("newer").size());
        if (faulty.steps() <= step) break;
      }
}

TEST(WriteFolder, ReplacesNothingThatWasNotPublished) {
  MemoryDisk disk;
  disk.put(place + "/notes.txt", "mine");
  const auto written = write_folder(disk, place, version("new"));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::folder_not_ours);
  EXPECT_EQ(disk.files(), std::vector<std::string>{place + "/notes.txt"});
}

TEST(PlainMarkdown, KeepsWordsAndLines) {
  EXPECT_EQ(plain_markdown("# Title\n\n- one `two`\n  1. three\n> a\\_b\n2026 was\n<!-- hidden -->\n"),
            "Title\n\none two\nthree\na_b\n2026 was\n hidden \n");
}

TEST(VisibleText, HasWhatIsReadAndHeard) {
  EXPECT_EQ(visible_text("<style>p{}</style><p title=\"t\">a &amp; b</p>\n<img alt=\"pic\"><!-- c -->"),
            " t a & b\n pic  c ");
}

}  // namespace
}  // namespace cavra::publish
