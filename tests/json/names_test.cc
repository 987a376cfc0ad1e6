#include "json/names.h"

#include <gtest/gtest.h>

#include <string>

namespace cavra::json {
namespace {

TEST(Names, FindEveryNameAndNothingElse) {
  for (const std::size_t count : {1U, 2U, 3U, 10U, 500U, 5000U}) {
    std::vector<std::string> kept = {""};
    while (kept.size() < count)
      kept.push_back("name_" + std::to_string(kept.size() * 31) + std::string(kept.size() % 20, 'x'));
    const std::vector<std::string_view> names(kept.begin(), kept.end());
    const std::vector<NameId> slots = make_slots(names);
    const NameTable table{names, slots};
    for (std::size_t id = 1; id < names.size(); ++id) {
      EXPECT_EQ(table.find(std::string(names[id])), id);
      EXPECT_EQ(table.find(kept[id] + "y"), no_name);
      EXPECT_EQ(table.find(kept[id].substr(1)), no_name);
    }
    EXPECT_EQ(table.find(""), no_name);
    EXPECT_EQ(table.find(std::string(1000, 'n')), no_name);
  }
}

TEST(Names, AnEmptyTableFindsNothing) {
  EXPECT_EQ(NameTable{}.find("status"), no_name);
  EXPECT_EQ(NameTable{}.find(""), no_name);
}

TEST(Names, AreComparedByBytes) {
  const std::vector<std::string_view> names = {"", "status", "caf\xC3\xA9"};
  const std::vector<NameId> slots = make_slots(names);
  const NameTable table{names, slots};
  EXPECT_EQ(table.find("Status"), no_name);
  EXPECT_EQ(table.find("caf\xC3\xA9"), 2);
  EXPECT_EQ(table.find("cafe\xCC\x81"), no_name);
}

TEST(Names, WithOneHashAreToldApart) {
  // Of up to three bytes the hash sees the first, the middle and the last; of a longer name it sees every byte.
  const std::vector<std::string_view> names = {"",     "a",        "aa",        "aaa",
                                               "aaaa", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaaaaaaaaaaa"};
  const std::vector<NameId> slots = make_slots(names);
  const NameTable table{names, slots};
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string name(size, 'a');
    const NameId id = table.find(name);
    EXPECT_EQ(id == no_name ? "" : names[id], id == no_name ? "" : name);
  }
}

TEST(Names, AreHashedByTheirBytesAndNotByWhatFollows) {
  const std::string one = "evidence_mode and more", other = "evidence_modest";
  for (std::size_t size = 0; size <= 13; ++size)
    EXPECT_EQ(hash_of(std::string_view(one).substr(0, size)), hash_of(std::string_view(other).substr(0, size)));
}

}  // namespace
}  // namespace cavra::json
