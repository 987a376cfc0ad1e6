#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "base/toml.h"
#include "privacy/text_matcher.h"
#include "tests/privacy/sets.h"

namespace cavra::privacy {
namespace {

using Found = std::vector<std::tuple<std::uint32_t, std::uint16_t, std::size_t, std::size_t, std::size_t>>;

Found sorted(const std::vector<RuleMatch>& matches) {
  Found found;
  for (const RuleMatch& m : matches)
    found.emplace_back(m.text, m.rule, m.match.match.begin, m.match.match.end, m.match.value.begin);
  std::sort(found.begin(), found.end());
  return found;
}

/// Both ways of filtering, and the plain way.
class Ways {
 public:
  Ways() : fast_set_(builtin()), portable_set_(builtin()) {
    portable_set_.use_no_shapes();
    fast_.look_for_settled();
    portable_.look_for_settled();
  }

  void expect_same(const std::vector<std::string>& texts, const std::string& what) {
    const Found plain = run(plain_, texts, true);
    EXPECT_EQ(run(fast_, texts, false), plain) << what;
    EXPECT_EQ(run(portable_, texts, false), plain) << what;
    found_ += plain.size();
  }

  /// Of the texts, those that are settled, either way of filtering having its say.
  std::vector<std::string> settled(const std::vector<std::string>& texts) {
    std::vector<std::string> all;
    for (TextMatcher* matcher : {&fast_, &portable_}) {
      run(*matcher, texts, false);
      for (std::size_t i = 0; i != texts.size(); ++i)
        if (matcher->is_settled(i)) all.push_back(texts[i]);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }
  Found found_without_shapes(const std::vector<std::string>& texts) { return run(portable_, texts, false); }
  [[nodiscard]] std::size_t found() const { return found_; }

 private:
  static Found run(TextMatcher& matcher, const std::vector<std::string>& texts, bool plainly) {
    for (const std::string& text : texts) matcher.add(text, Rule::all_kinds, false);
    std::vector<RuleMatch> found;
    plainly ? matcher.run_plainly(found) : matcher.run(found);
    return sorted(found);
  }

  RuleSet fast_set_;
  RuleSet portable_set_;
  TextMatcher fast_{fast_set_};
  TextMatcher portable_{portable_set_};
  TextMatcher plain_{fast_set_};
  std::size_t found_ = 0;
};

Ways& ways() {
  static Ways all;
  return all;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> files(const char* folder, std::string_view ending) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(CAVRA_SOURCE_DIR) / folder)) {
    if (entry.path().extension() == ending) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// Pieces that rules are about, and what stands between them.
std::string random_text(std::mt19937& random, std::size_t pieces) {
  static const std::vector<std::string> parts = [] {
    std::vector<std::string> all = {" ",
                                    "  ",
                                    "\n",
                                    "\t",
                                    "\r\n",
                                    ", ",
                                    ": ",
                                    "; ",
                                    "://",
                                    "@",
                                    ".",
                                    "-",
                                    "_",
                                    "/",
                                    "=",
                                    "\"",
                                    "(",
                                    ")",
                                    "4111 1111 1111 1111",
                                    "DE89370400440532013000",
                                    "jane.doe@acme.example",
                                    "$1.2M",
                                    "+49 30 1234567",
                                    "net 30",
                                    "Acme GmbH",
                                    "é",
                                    "ſ",
                                    "K",
                                    "日本",
                                    "\v",
                                    "\xFF",
                                    "12",
                                    "000",
                                    "7",
                                    "Mr Smith",
                                    "password",
                                    "token",
                                    "internal only",
                                    "governing law",
                                    "contract",
                                    "CONFIDENTIAL",
                                    "127.0.0.1",
                                    "zero"};
    const RuleSet set = builtin();
    for (const Rule& rule : set.rules()) {
      for (const std::string_view keyword : rule.keywords) all.emplace_back(keyword);
    }
    return all;
  }();
  std::string text;
  for (std::size_t i = 0; i != pieces; ++i) {
    text += parts[random() % parts.size()];
    if (random() % 3 == 0) text += ' ';
  }
  return text;
}

TEST(Prefilter, FindsWhatEveryRulePlainlyFindsInShortRandomTexts) {
  std::mt19937 random(1);
  for (int round = 0; round != 40; ++round) {
    std::vector<std::string> texts;
    for (int i = 0; i != 40; ++i) texts.push_back(random_text(random, 1 + random() % 12));
    ways().expect_same(texts, "round " + std::to_string(round));
  }
  EXPECT_GT(ways().found(), 100) << "the texts are of no use";
}

TEST(Prefilter, FindsWhatEveryRulePlainlyFindsInLongRandomTexts) {
  std::mt19937 random(2);
  for (const std::size_t pieces : {std::size_t{300}, std::size_t{1500}, std::size_t{4000}})
    ways().expect_same({random_text(random, pieces)}, std::to_string(pieces));
}

std::vector<std::string> lines_of(const std::string& all) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    lines.push_back(all.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

TEST(Prefilter, FindsWhatEveryRulePlainlyFindsInTheCorpus) {
  for (const auto& path : files("tests/corpus", ".ndjson")) ways().expect_same(lines_of(read(path)), path.string());
}

/// A line's value, its escapes as they are; the line where it is no string.
std::string value_of(const std::string& line) {
  constexpr std::string_view key = "\"value\": \"";
  const std::size_t at = line.find(key);
  if (at == std::string::npos) return line;
  const std::size_t begin = at + key.size();
  return line.substr(begin, line.rfind('"') - begin);
}

/// The strings of the samples of all built-in rules.
std::vector<std::string> samples() {
  std::vector<std::string> all;
  for (const auto& path : files("rules", ".toml")) {
    const toml::table file = read_toml(read(path)).value();
    for (const toml::node& rule : *file["rules"].as_array()) {
      for (const char* kind : {"match", "pass"}) {
        for (const toml::node& sample : *toml::node_view(rule)["samples"][kind].as_array())
          all.push_back(sample.value_or(std::string()));
      }
    }
  }
  return all;
}

/// Checksums, prefixes, ranges and words such as "net 30" hang on single digits.
TEST(Settled, AreTextsInWhichNothingIsFoundWhateverTheirDigits) {
  std::mt19937 random(5);
  const auto turn = [&random](std::vector<std::string>& texts) {
    for (std::string& text : texts)
      for (char& c : text) c = c >= '0' && c <= '9' ? static_cast<char>('0' + random() % 10) : c;
  };
  std::vector<std::string> texts = samples();
  for (const auto& path : files("tests/corpus", ".ndjson"))
    for (const std::string& line : lines_of(read(path))) texts.push_back(value_of(line));
  turn(texts);
  texts = ways().settled(texts);
  EXPECT_GT(texts.size(), 500);
  for (int round = 0; round != 10; ++round) {
    turn(texts);
    EXPECT_EQ(ways().found_without_shapes(texts), Found());
  }
}

/// A sample with a few of its characters changed, doubled or left out, or with a part of another behind it.
std::string mutated(const std::vector<std::string>& samples, std::mt19937& random) {
  static const std::vector<std::string> parts = {" ", "\n", "\t", "-", "|",      "\"",     "0",      "7",
                                                 "x", "Q",  ",",  ":", "\u00e9", "\u0416", "\u017f", "\u2019"};
  std::string text = samples[random() % samples.size()];
  for (std::size_t changes = random() % 4; changes != 0 && !text.empty(); --changes) {
    const std::size_t at = random() % text.size();
    switch (random() % 5) {
      case 0:
        text.erase(at, 1 + random() % 3);
        break;
      case 1:
        text.insert(at, parts[random() % parts.size()]);
        break;
      case 2:
        text[at] = text[at] >= '0' && text[at] <= '9' ? static_cast<char>('0' + random() % 10)
                                                      : static_cast<char>(text[at] ^ 0x20);
        break;
      case 3:
        text.insert(at, text.substr(at, 1 + random() % 12));
        break;
      default: {
        const std::string& other = samples[random() % samples.size()];
        text += std::string(random() % 2, ' ') + other.substr(other.empty() ? 0 : random() % other.size());
      }
    }
  }
  return text;
}

TEST(Prefilter, FindsWhatEveryRulePlainlyFindsInMutatedSamples) {
  const std::vector<std::string> all = samples();
  ASSERT_GT(all.size(), 1000);
  std::mt19937 random(3);
  for (int round = 0; round != 8; ++round) {
    std::vector<std::string> texts;
    for (int i = 0; i != 150; ++i) texts.push_back(mutated(all, random));
    ways().expect_same(texts, "round " + std::to_string(round));
  }
}

TEST(Prefilter, FindsWhatEveryRulePlainlyFindsInRulesAndCode) {
  for (const auto& path : files("rules", ".toml")) ways().expect_same({read(path).substr(0, 30000)}, path.string());
  for (const char* path : {"src/privacy/scanner.cc", "tests/privacy/matcher_test.cc"}) {
    ways().expect_same({read(std::filesystem::path(CAVRA_SOURCE_DIR) / path)}, path);
  }
}

TEST(TextMatcher, FindsAMatchOnceWhereverTheWindowsEnd) {
  const RuleSet set = only("[[rules]]\nid = \"x\"\ncategory = \"legal\"\nregex = '''\\bneedle-[a-z]{100}\\b'''");
  TextMatcher matcher(set);
  const std::string needle = "needle-" + std::string(100, 'q');
  for (std::size_t at = 1000; at < 9300; at += 97) {
    std::string text(at, '.');
    text += needle + std::string(3000, '.');
    matcher.add(text, Rule::all_kinds, false);
    std::vector<RuleMatch> found;
    matcher.run(found);
    ASSERT_EQ(found.size(), 1) << at;
    EXPECT_EQ(found[0].match.match.begin, at);
    EXPECT_EQ(found[0].match.match.end, at + needle.size());
  }
}

}  // namespace
}  // namespace cavra::privacy
