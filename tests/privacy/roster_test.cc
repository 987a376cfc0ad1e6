#include "privacy/roster.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace cavra::privacy {
namespace {

constexpr std::string_view names =
    "# customers\n"
    "Acme Corp\n"
    "  Müller & Söhne \n"
    "\n"
    "One Two Three Four Five Six Seven\n"
    "initech.example\n"
    "日本電気\n"
    "IBX\n";

std::vector<std::string> find(const Roster& roster, std::string_view text) {
  std::vector<Window> windows;
  roster.find(text, windows);
  std::vector<std::string> found;
  for (const Window& window : windows) found.emplace_back(text.substr(window.begin, window.end - window.begin));
  return found;
}

struct Case {
  std::string_view text;
  std::vector<std::string> found;
};

const Case cases[] = {
    {"Acme Corp renewed", {"Acme Corp"}},
    {"evidence://acme-corp/x", {"acme-corp"}},
    {"acme_corp_renewal and ACME  CORP", {"acme_corp", "ACME  CORP"}},
    {"AcmeCorp", {"AcmeCorp"}},
    {"acme", {}},
    {"Acme Corporation", {}},
    {"tacme corp", {}},
    {"Mueller", {}},
    {"Muller, Sohne", {"Muller, Sohne"}},
    {"with MÜLLER&SÖHNE", {"MÜLLER&SÖHNE"}},
    {"one two three four five six and so on", {"one two three four five six"}},
    {"mail.initech.example", {"initech.example"}},
    {"initech-example", {"initech-example"}},
    {"日本電気 (NEC)", {"日本電気"}},
    {"ibx", {"ibx"}},
    {"ibxx", {}},
    {"", {}},
    {"a longer text whose words go on beyond the first sixty-four bytes of it, up to acme corp", {"acme corp"}},
};

TEST(Roster, FindsNamesFoldedOnWordBoundaries) {
  const auto roster = Roster::from_names(names, "names");
  ASSERT_TRUE(roster) << to_text(roster.error());
  EXPECT_EQ(roster->size(), 6);
  EXPECT_FALSE(roster->keyed());
  for (const Case& c : cases) EXPECT_EQ(find(*roster, c.text), c.found) << c.text;
}

TEST(Roster, FindsTheSameByHashes) {
  const auto key = KeyedHash::with_key(std::string(32, 'k'));
  const auto file = build_roster(names, "names", *key);
  ASSERT_TRUE(file) << to_text(file.error());
  EXPECT_TRUE(Roster::are_hashes(*file));
  EXPECT_FALSE(Roster::are_hashes(names));
  const auto roster = Roster::from_hashes(*file, "roster", *key);
  ASSERT_TRUE(roster) << to_text(roster.error());
  EXPECT_TRUE(roster->keyed());
  for (int round = 0; round != 2; ++round)  // words that begin no name are remembered
    for (const Case& c : cases) EXPECT_EQ(find(*roster, c.text), c.found) << c.text;
}

TEST(Roster, FindsTheSameByHashesInRandomWords) {
  const auto key = KeyedHash::with_key(std::string(32, 'k'));
  std::mt19937 random(4);
  const auto text_of = [&random](std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i != words; ++i) {
      for (std::size_t left = 1 + random() % 10; left != 0; --left) text += "aB1"[random() % 3];
      text += "  -.\n"[random() % 5];
    }
    return text;
  };
  std::string few;
  for (int i = 0; i != 60; ++i) few += text_of(1 + random() % 2).substr(0, 12) + "x\n";
  const auto open = Roster::from_names(few, "names");
  const auto hashes = build_roster(few, "names", *key);
  ASSERT_TRUE(open && hashes);
  const auto keyed = Roster::from_hashes(*hashes, "roster", *key);
  ASSERT_TRUE(keyed);
  EXPECT_TRUE(open->may_have_digits());
  EXPECT_FALSE(Roster::from_names("Acme\n", "names")->may_have_digits());
  std::size_t found = 0;
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < few.size(); begin = few.find('\n', begin) + 1)
    lines.push_back(few.substr(begin, few.find('\n', begin) - begin));
  for (int round = 0; round != 500; ++round) {
    const std::string text = text_of(random() % 12) + lines[random() % lines.size()] + " " + text_of(random() % 12);
    const auto names_there = find(*open, text);
    EXPECT_EQ(find(*keyed, text), names_there) << text;
    found += names_there.size();
  }
  EXPECT_GT(found, 300);
}

TEST(Roster, OfHashesRevealsNoNameAndWantsItsKey) {
  const auto key = KeyedHash::with_key(std::string(32, 'k'));
  const auto other = KeyedHash::with_key(std::string(32, 'o'));
  const auto file = build_roster(names, "names", *key);
  ASSERT_TRUE(file);
  for (const char* word : {"acme", "Acme", "initech"}) EXPECT_EQ(file->find(word), std::string::npos);
  EXPECT_EQ(*file,
            *build_roster("IBX\nAcme Corp\n日本電気\ninitech.example\nMüller & Söhne\nOne Two Three Four Five Six\n",
                          "names", *key))
      << "nor does the order of its lines";
  EXPECT_EQ(to_text(Roster::from_hashes(*file, "roster", *other).error()),
            "roster:1:1: the roster was made with another key; give the key that it was made with");
}

TEST(Roster, SaysWhatIsWrongWithoutRepeatingIt) {
  EXPECT_EQ(to_text(Roster::from_names("Acme\n---\n", "names").error()),
            "names:2:1: a name has neither letter nor digit; mend the line, or begin it with #");
  EXPECT_EQ(to_text(Roster::from_names("\xFF\n", "names").error()),
            "names:1:1: the roster is not UTF-8; save it as UTF-8");
  const auto key = KeyedHash::with_key(std::string(32, 'k'));
  std::string file = *build_roster("Acme\n", "names", *key);
  file.resize(file.size() - 3);
  EXPECT_EQ(to_text(Roster::from_hashes(file, "roster", *key).error()),
            "roster:3:1: this is no line of a roster of hashes; make it again with roster build");
  EXPECT_EQ(to_text(Roster::from_hashes("x", "roster", *key).error()),
            "roster:1:1: this is no roster of hashes; make one with roster build");
}

}  // namespace
}  // namespace cavra::privacy
