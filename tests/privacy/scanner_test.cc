#include "privacy/scanner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "privacy/roster.h"
#include "tests/privacy/sets.h"

namespace cavra::privacy {
namespace {

constexpr std::string_view toml = R"toml(
[[rules]]
id       = "email"
category = "contact"
regex    = '''(?i)\b[a-z0-9.]{1,64}@[a-z0-9.]+\.[a-z]{2,}\b'''
keywords = ["@"]
[[rules]]
id       = "card"
category = "identity"
regex    = '''\b\d(?:[ -]?\d){12,18}\b'''
check    = "luhn"
[[rules]]
id       = "word"
category = "private_note"
regex    = '''\binternal\sonly\b'''
kinds    = ["text"]
[[rules]]
id       = "alone"
category = "legal"
regex    = '''\bforce\smajeure\b'''
joins    = false
)toml";

class ScannerTest : public testing::Test {
 protected:
  /// "rule@place:begin-end" for each finding, with "+last" for one that is split and its layers in brackets.
  std::vector<std::string> scan(const std::vector<Leaf>& leaves) {
    std::vector<Finding> findings;
    scanner_.scan(leaves, findings);
    std::vector<std::string> shown;
    for (const Finding& finding : findings) {
      std::string text = std::string(rules_.rules()[finding.rule].id) + "@" + std::to_string(finding.place);
      if (finding.last_place != finding.place) text += "+" + std::to_string(finding.last_place);
      text += ":" + std::to_string(finding.span.begin) + "-" + std::to_string(finding.span.end);
      for (const Decoding layer : finding.layers) text += "[" + std::string(name(layer)) + "]";
      shown.push_back(text);
    }
    return shown;
  }

  RuleSet rules_ = only(toml);
  Scanner scanner_{{.rules = &rules_}};
};

using Shown = std::vector<std::string>;

TEST_F(ScannerTest, FindsInTheOrderOfTheLeaves) {
  EXPECT_EQ(scan({{"nothing here", Kind::text, 5, 1},
                  {"internal only: ask jane@acme.example", Kind::text, 6, 1},
                  {"4111 1111 1111 1111", Kind::text, 7, 2}}),
            (Shown{"word@6:0-13", "email@6:19-36", "card@7:0-19"}));
}

TEST_F(ScannerTest, TriesARuleOnItsKindsAlone) {
  EXPECT_EQ(scan({{"internal only", Kind::reference, 1, 1}}), Shown{});
  EXPECT_EQ(scan({{"internal only", Kind::key, 1, 1}}), Shown{});
}

TEST_F(ScannerTest, FindsAValueThatIsSplitOverStrings) {
  EXPECT_EQ(scan({{"4111 1111", Kind::text, 1, 9}, {"1111 1111", Kind::text, 2, 9}}), Shown{"card@1+2:0-9"});
  EXPECT_EQ(scan({{"41111111", Kind::text, 1, 9}, {"1111", Kind::text, 2, 9}, {"1111 is it", Kind::text, 3, 9}}),
            Shown{"card@1+3:0-8"});
  EXPECT_EQ(scan({{"jane@", Kind::text, 1, 9}, {"acme.example", Kind::text, 2, 9}}), Shown{"email@1+2:0-5"});
  EXPECT_EQ(scan({{"for internal", Kind::text, 1, 9}, {"only", Kind::text, 2, 9}}), Shown{"word@1+2:4-12"});
}

TEST_F(ScannerTest, JoinsOnlyNeighboursInOneContainer) {
  EXPECT_EQ(scan({{"4111 1111", Kind::text, 1, 8}, {"1111 1111", Kind::text, 2, 9}}), Shown{});
  EXPECT_EQ(scan({{"4111 1111", Kind::text, 1, 9, false}, {"1111 1111", Kind::text, 2, 9}}), Shown{});
  EXPECT_EQ(scan({{"4111 1111", Kind::key, 1, 9}, {"1111 1111", Kind::text, 2, 9}}), Shown{});
  EXPECT_EQ(scan({{"4111 1111", Kind::text, 1, 9}, {"other", Kind::text, 3, 4}, {"1111 1111", Kind::text, 2, 9}}),
            Shown{"card@1+2:0-9"})
      << "what stands in another container is passed over";
}

TEST_F(ScannerTest, CountsOfJoinedStringsWhatCrossesAJoinAlone) {
  EXPECT_EQ(scan({{"jane@acme.example", Kind::text, 1, 9}, {"ready", Kind::text, 2, 9}}), Shown{"email@1:0-17"});
  EXPECT_EQ(scan({{"force", Kind::text, 1, 9}, {"majeure", Kind::text, 2, 9}}), Shown{})
      << "the rule does not go for joined strings";
  EXPECT_EQ(scan({{"internal", Kind::text, 1, 9}, {"only", Kind::reference, 2, 9}}), Shown{})
      << "the rule does not read references";
}

TEST_F(ScannerTest, ReadsWhatIsEncoded) {
  EXPECT_EQ(scan({{"amFuZS5kb2VAYWNtZS5leGFtcGxl", Kind::text, 1, 1}}), Shown{"email@1:0-28[base64]"});
  EXPECT_EQ(scan({{"evidence://x/amFuZS5kb2VAYWNtZS5leGFtcGxl", Kind::reference, 1, 1}}),
            Shown{"email@1:13-41[base64]"});
  EXPECT_EQ(scan({{"jane%40acme.example", Kind::text, 1, 1}}), Shown{"email@1:0-19[percent]"});
}

TEST_F(ScannerTest, FindsTheSameAgainWhenItRemembers) {
  const std::vector<Leaf> clean = {{"a", Kind::text, 1, 9}, {"b", Kind::text, 2, 9}};
  const std::vector<Leaf> split = {{"4111 1111", Kind::text, 1, 9}, {"1111 1111", Kind::text, 2, 9}};
  const std::vector<Leaf> halves = {{"4111 1111", Kind::text, 1, 8}, {"1111 1111", Kind::text, 2, 9}};
  for (int round = 0; round != 3; ++round) {
    EXPECT_EQ(scan(clean), Shown{});
    EXPECT_EQ(scan(halves), Shown{}) << "each half is clean, and remembered as clean";
    EXPECT_EQ(scan(split), Shown{"card@1+2:0-9"});
    EXPECT_EQ(scan({{"internal only", Kind::reference, 1, 1}}), Shown{});
    EXPECT_EQ(scan({{"internal only", Kind::text, 1, 1}}), Shown{"word@1:0-13"})
        << "clean as a reference is not clean as a text";
  }
}

/// Values of the corpus as the strings of small documents, some of them split, the digits random.
std::vector<std::vector<std::string>> documents(std::mt19937& random) {
  std::vector<std::string> values;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(CAVRA_SOURCE_DIR) / "tests/corpus")) {
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      constexpr std::string_view key = "\"value\": \"";
      const std::size_t at = line.find(key);
      if (at != std::string::npos && line.find('\\') == std::string::npos && random() % 4 == 0)
        values.push_back(line.substr(at + key.size(), line.rfind('"') - at - key.size()));
    }
  }
  std::sort(values.begin(), values.end());
  std::vector<std::vector<std::string>> all;
  for (std::size_t i = 0; i + 2 < values.size(); i += 2) {
    const std::size_t cut = random() % (values[i].size() + 1);
    all.push_back({"evidence://seal/part-000" + std::to_string(random() % 10), values[i].substr(0, cut),
                   values[i].substr(cut), "Q2FmZSBhdCA1MDB-" + std::to_string(random() % 1000), values[i + 1]});
  }
  return all;
}

TEST(ScannerMemory, ChangesNothingInDocumentsThatDifferInDigits) {
  const RuleSet rules = builtin();
  Scanner remembering({.rules = &rules});
  Scanner forgetful({.rules = &rules, .remember = false});
  std::mt19937 random(9);
  std::size_t clean = 0;
  for (std::vector<std::string>& document : documents(random)) {
    for (int round = 0; round != 3; ++round) {
      std::vector<Leaf> leaves;
      for (std::string& text : document) {
        for (char& c : text) c = c >= '0' && c <= '9' ? static_cast<char>('0' + random() % 10) : c;
        leaves.push_back({text, Kind::text, static_cast<std::uint32_t>(leaves.size()), 1});
      }
      std::vector<Finding> found;
      std::vector<Finding> wanted;
      remembering.scan(leaves, found);
      forgetful.scan(leaves, wanted);
      const auto same = [](const Finding& a, const Finding& b) {
        return a.rule == b.rule && a.place == b.place && a.last_place == b.last_place && a.span == b.span &&
               a.layers == b.layers;
      };
      EXPECT_TRUE(std::equal(found.begin(), found.end(), wanted.begin(), wanted.end(), same))
          << document[1] << " and " << document[4];
      clean += wanted.empty();
    }
  }
  EXPECT_GT(clean, 300);
}

TEST_F(ScannerTest, ReportsABudgetThatIsReached) {
  std::string nested = "jane@acme.example";
  constexpr std::string_view digits = "0123456789abcdef";
  for (int depth = 0; depth != 7; ++depth) {
    std::string hex;
    for (const char c : nested) {
      hex += digits[static_cast<unsigned char>(c) >> 4U];
      hex += digits[static_cast<unsigned char>(c) & 15U];
    }
    nested = hex;
  }
  const Shown found = scan({{nested, Kind::text, 1, 1}});
  EXPECT_NE(std::find(found.begin(), found.end(), "scan-incomplete@1:0-" + std::to_string(nested.size())), found.end());
}

TEST_F(ScannerTest, CountsWhatItLookedAt) {
  scan({{"key", Kind::key, 1, 9}, {"a b", Kind::text, 2, 9}, {"amFuZS5kb2VAYWNtZS5leGFtcGxl", Kind::text, 3, 9}});
  const Tally& tally = scanner_.tally();
  EXPECT_EQ(tally.leaves, 3);
  EXPECT_EQ(tally.keys, 1);
  EXPECT_EQ(tally.bytes, 34);
  EXPECT_EQ(tally.joined, 1);
  EXPECT_EQ(tally.findings, 1);
  EXPECT_GE(tally.readings, 1);
  EXPECT_GE(tally.layers[static_cast<std::size_t>(Decoding::base64)], 1);
}

TEST_F(ScannerTest, FingerprintsWithTheKeyAlone) {
  const auto key = KeyedHash::with_key(std::string(32, 'k'));
  const auto other = KeyedHash::with_key(std::string(32, 'o'));
  const auto fingerprint = [&](const KeyedHash* with, std::string_view text) {
    Scanner scanner({.rules = &rules_, .key = with});
    std::vector<Finding> findings;
    const std::vector<Leaf> leaves = {{text, Kind::text, 1, 1}};
    scanner.scan(leaves, findings);
    return findings.at(0).fingerprint;
  };
  EXPECT_EQ(fingerprint(nullptr, "jane@acme.example"), std::nullopt);
  EXPECT_NE(fingerprint(&*key, "jane@acme.example"), std::nullopt);
  EXPECT_EQ(fingerprint(&*key, "jane@acme.example"), fingerprint(&*key, "ask jane@acme.example again"));
  EXPECT_NE(fingerprint(&*key, "jane@acme.example"), fingerprint(&*key, "joan@acme.example"));
  EXPECT_NE(fingerprint(&*key, "jane@acme.example"), fingerprint(&*other, "jane@acme.example"));
}

TEST_F(ScannerTest, FindsNamesOfTheRosterEverywhere) {
  const auto roster = Roster::from_names("Acme Corp\n", "names");
  ASSERT_TRUE(roster);
  Scanner scanner({.rules = &rules_, .roster = &*roster});
  std::vector<Finding> findings;
  const std::vector<Leaf> leaves = {{"evidence://acme-corp/renewal", Kind::reference, 1, 1},
                                    {"QWNtZSBDb3JwIHJlbmV3ZWQ=", Kind::text, 2, 2},
                                    {"for Acme", Kind::text, 3, 3},
                                    {"Corp", Kind::text, 4, 3}};
  scanner.scan(leaves, findings);
  ASSERT_EQ(findings.size(), 3);
  for (const Finding& finding : findings) EXPECT_EQ(rules_.rules()[finding.rule].id, "customer-name");
  EXPECT_EQ(findings[0].span, (Span{11, 20}));
  EXPECT_EQ(findings[1].place, 2);
  EXPECT_EQ(findings[2].last_place, 4);
}

TEST_F(ScannerTest, FindsNamesWithDigitsInStringsLikeThoseThatItRemembers) {
  const auto roster = Roster::from_names("Area 51\nUnit 7 Systems\n", "names");
  ASSERT_TRUE(roster);
  Scanner scanner({.rules = &rules_, .roster = &*roster});
  for (int round = 0; round != 6; ++round) {
    const std::string number = round % 3 == 2 ? "51" : "5" + std::to_string(round + 2);
    const std::string unit = round % 3 == 2 ? "unit 7" : "unit " + std::to_string(round);
    const std::string near = "near area " + number;
    const std::vector<Leaf> leaves = {{near, Kind::text, 1, 1},
                                      {"the north", Kind::text, 2, 2},
                                      {unit, Kind::text, 3, 2},
                                      {"systems", Kind::text, 4, 2}};
    std::vector<Finding> findings;
    scanner.scan(leaves, findings);
    EXPECT_EQ(findings.size(), round % 3 == 2 ? 2 : 0) << near << ", " << unit;
  }
}

}  // namespace
}  // namespace cavra::privacy
