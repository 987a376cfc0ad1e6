#include "privacy/folding.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <random>
#include <string>

#include "base/utf8.h"
#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

std::string folded(std::string_view text) {
  std::string out;
  Folder().fold(text, out);
  return out;
}

struct Pair {
  std::string_view text;
  std::string_view folded;
};

TEST(Folder, FoldsWhatReadsAlike) {
  const Pair cases[] = {
      {"", ""},
      {"plain ASCII,\twith\nlines", "plain ASCII,\twith\nlines"},
      {"\xEF\xBC\xAA\xEF\xBD\x8F\xEF\xBD\x88\xEF\xBD\x8E", "John"},                  // full-width
      {"\xF0\x9D\x90\xA3\xF0\x9D\x93\xB8\xF0\x9D\x95\x99\xF0\x9D\x9A\x97", "john"},  // mathematical
      {"\xD0\xB0\xD1\x81m\xD0\xB5", "acme"},                                         // Cyrillic
      {"\xCE\x91\xCE\xA4\xCE\xA4", "ATT"},                                           // Greek
      {"\xD0\x86van", "Ivan"},                                                       // a capital stays one
      {"p\xC9\x91y", "pay"},                                                         // Latin alpha
      {"\xE1\xB4\x80\xE1\xB4\x84\xE1\xB4\x8D\xE1\xB4\x87", "acme"},                  // small capitals
      {"\xF0\x9F\x84\xB0\xF0\x9F\x85\xB2", "AC"},                                    // squared
      {"\xE2\x93\x99\xE2\x93\x9E", "jo"},                                            // circled
      {"\xD9\xA4\xD9\xA1", "41"},                                                    // Arabic digits
      {"4111\xE2\x80\x93"
       "1111",
       "4111-1111"},  // en dash
      {"a\xC2\xA0"
       "b",
       "a b"},  // no-break space
      {"j\xE2\x80\x8Bo\xE2\x80\x8D"
       "h\xC2\xADn\xEF\xBB\xBF",
       "john"},  // zero width
      {std::string_view("jo\0hn", 5), "john"},
      {"jo\x1B[31mhn", "jo[31mhn"},
      {"a\xCC\xB2"
       "c\xCC\xB2m\xCC\xB2"
       "e\xCC\xB2",
       "acme"},                                      // underlined
      {"\xF3\xA0\x81\xA1\xF3\xA0\x81\xA3", "ac"},    // tag characters
      {"e\xCC\x81", "\xC3\xA9"},                     // composed
      {"\xEA\xB0\x80", "\xEA\xB0\x80"},              // Hangul stays
      {"\xE1\x84\x80\xE1\x85\xA1", "\xEA\xB0\x80"},  // and is composed
      {"M\xC3\xBCller \xE5\xBC\xA0\xE4\xBC\x9F", "M\xC3\xBCller \xE5\xBC\xA0\xE4\xBC\x9F"},
      {"\xEF\xAC\x81le", "file"},  // ligature
      {"jo\xEF\xBC\xA0"
       "acme\xE3\x80\x82"
       "example",
       "jo@acme\xE3\x80\x82"
       "example"},
  };
  for (const Pair& wanted : cases) EXPECT_EQ(folded(wanted.text), wanted.folded) << wanted.text;
}

TEST(Folder, NamesWhatTookPart) {
  std::string out;
  Folder folder;
  EXPECT_EQ(folder.fold("M\xC3\xBCller \xE5\xBC\xA0", out), 0u);
  EXPECT_EQ(folder.fold("\xEF\xBD\x81", out), bit(Decoding::nfkc));
  EXPECT_EQ(folder.fold("\xD0\xB0", out), bit(Decoding::confusables));
  EXPECT_EQ(folder.fold("a\xE2\x80\x8B", out), bit(Decoding::invisible));
}

TEST(Folder, SaysWhereEachCharacterCameFrom) {
  const std::string text = "x\xE2\x80\x8B\xEF\xBD\x81y\xD0\xB0z";
  std::string out;
  OffsetMap map;
  map.reset(nullptr);
  Folder().fold(text, out, &map);
  ASSERT_EQ(out, "xayaz");
  EXPECT_EQ(map.at(0), 0u);
  EXPECT_EQ(map.at(1), 4u);
  EXPECT_EQ(map.at(2), 7u);
  EXPECT_EQ(map.at(3), 8u);
  EXPECT_EQ(map.at(4), 10u);
  EXPECT_EQ(map.at(5), 11u);
}

// ICU's normalizer, then character by character.
std::string folded_by_icu(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString visible;
  const icu::UnicodeString all = icu::UnicodeString::fromUTF8(text);
  for (std::int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1)) {
    const auto c = static_cast<std::uint32_t>(all.char32At(i));
    const Record& found = record(c);
    if (c < 0x20 ? c == '\t' || c == '\n' || c == '\r' : !found.has(property::invisible) || found.ascii != 0) {
      visible.append(static_cast<UChar32>(c));
    }
  }
  const icu::UnicodeString normal = nfkc->normalize(visible, status);
  std::string out;
  std::uint32_t base = 0;
  for (std::int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
    const auto c = static_cast<std::uint32_t>(normal.char32At(i));
    const Record& found = record(c);
    if (found.has(property::mark)) {
      if (base == 0 || (base >= 0x80 && record(base).script != Script::latin)) append_utf8(out, c);
      continue;
    }
    base = found.ascii != 0 ? found.ascii : c;
    append_utf8(out, base);
  }
  return out;
}

TEST(Folder, NormalizesAsIcuDoes) {
  std::mt19937 random(11);
  constexpr std::uint32_t kBlocks[] = {0x20,   0x80,   0x300,  0x370,  0x400,  0x590,  0x900,
                                       0x1100, 0x1E00, 0x3040, 0xAC00, 0xFB00, 0xFF00, 0x1D400};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      const std::uint32_t block = kBlocks[random() % std::size(kBlocks)];
      const std::uint32_t c = block + static_cast<std::uint32_t>(random() % (block == 0x20    ? 0x5F
                                                                             : block == 0x300 ? 0x50
                                                                                              : 0x100));
      append_utf8(text, c);
    }
    ASSERT_EQ(folded(text), folded_by_icu(text)) << text;
  }
}

TEST(Folder, DoesNotGrowSlowOnLongMarks) {
  std::string text = "a";
  for (int i = 0; i < 100'000; ++i) text += i % 2 == 0 ? "\xCC\x81" : "\xCC\xA3";
  EXPECT_EQ(folded(text).size(), 3u);
}

}  // namespace
}  // namespace cavra::privacy
