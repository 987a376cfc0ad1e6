#include "privacy/plain.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "encode.h"
#include "privacy/blur.h"
#include "privacy/char_masks.h"
#include "privacy/reading.h"

namespace cavra::privacy {
namespace {

// Strings that are neither noise nor prose: words, separators and encoded pieces in any order.
class Strings {
 public:
  std::string next() {
    std::string out;
    const auto parts = pick(9);
    for (std::uint32_t i = 0; i < parts; ++i) out += part();
    return out;
  }

 private:
  std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random_() % below); }

  std::string of(std::string_view alphabet, std::uint32_t most) {
    std::string out;
    for (std::uint32_t left = 1 + pick(most); left > 0; --left)
      out.push_back(alphabet[pick(static_cast<std::uint32_t>(alphabet.size()))]);
    return out;
  }

  std::string part() {
    switch (pick(14)) {
      case 0:
        return of("abcdefghijklmnopqrstuvwxyz", 12);
      case 1:
        return of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 12);
      case 2:
        return of("0123456789", 12);
      case 3:
        return of("abcdef0123456789", 20);
      case 4:
        return of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_", 30);
      case 5:
        return of(" -/_.:,", 3);
      case 6:
        return of("ab 1.", 12);
      case 7:
        return test::base64(of(" abcdefghijklmnopqrstuvwxyz@.0123456789", 20));
      case 8:
        return test::base32(of("abcdefghij@.k", 12));
      case 9:
        return test::hex(of("abcdefghij@.k", 12));
      case 10:
        return of("%&\\;u40#", 4);
      case 11:
        return pick(20) == 0 ? of("\x01\x7F\xC3\xA9\n\t", 2) : " ";
      case 12:
        return "Word";
      default:
        return " ";
    }
  }

  std::mt19937 random_{7};
};

TEST(CharMasks, AreWhatLookingAtEachCharacterFinds) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string text(random() % 150, ' ');
    for (char& c : text) c = static_cast<char>(random() % (round % 2 == 0 ? 256 : 128));
    for (std::size_t at = 0; at < text.size(); at += 64) EXPECT_EQ(char_masks(text, at), char_masks_plainly(text, at));
  }
}

TEST(IsPlain, SaysWhatItsReferenceSays) {
  Strings strings;
  std::size_t plain = 0;
  for (int round = 0; round < 200'000; ++round) {
    const std::string value = strings.next();
    plain += is_plain_reference(value);
    ASSERT_EQ(is_plain(value), is_plain_reference(value)) << value;
  }
  EXPECT_GT(plain, 10'000u);
  EXPECT_LT(plain, 190'000u);
}

TEST(IsPlain, SaysWhatItsReferenceSaysOfLongValues) {
  Strings strings;
  std::size_t plain = 0;
  constexpr std::string_view kWords[] = {"lifecycle ",  "customer-", "evidence://", "/manifest, ",
                                         "Deployment ", "of the ",   "R7.10 ",      "2026-07-21; "};
  for (std::size_t round = 0; round < 1000; ++round) {
    std::string value;
    for (std::size_t i = 0; value.size() < 3000; ++i) value += kWords[(i * i + i * round) % std::size(kWords)];
    if (round % 3 == 0) value.insert(value.size() * round / 1000, strings.next());
    plain += is_plain_reference(value);
    ASSERT_EQ(is_plain(value), is_plain_reference(value)) << value;
  }
  EXPECT_GT(plain, 500u);
  EXPECT_LT(plain, 990u);
}

TEST(IsPlain, IsNeverSaidWhereThereIsMoreToRead) {
  Strings strings;
  Reader reader;
  for (int round = 0; round < 100'000; ++round) {
    std::string value = strings.next();
    if (!is_plain(value)) continue;
    // One letter more than ASCII sends the same value all the way.
    const std::string accented = value + " \xC3\xA9";
    std::size_t readings = 0;
    static_cast<void>(reader.read(accented, [&](const Reading&) { ++readings; }));
    ASSERT_EQ(readings, 1u) << value;
    ASSERT_TRUE(reader.disguises().empty()) << value;
    ASSERT_TRUE(reader.opaques().empty()) << value;
  }
}

/// The readings of a text beside itself.
std::vector<std::string> further_readings(Reader& reader, const std::string& text) {
  std::vector<std::string> found;
  static_cast<void>(reader.read(text, [&](const Reading& reading) { found.emplace_back(reading.text); }));
  found.erase(found.begin());
  return found;
}

TEST(ReadsBlindly, IsSaidOfTextsThatAreReadAlikeWhateverTheirDigits) {
  Strings strings;
  std::mt19937 random(11);
  Reader reader;
  int blind = 0;
  int decoded = 0;
  std::string blurred;
  std::string other_blurred;
  for (int round = 0; round < 100'000; ++round) {
    const std::string text = strings.next() + "abc-12" + strings.next();
    if (!reads_blindly(text) || digits_may_decode(text)) continue;
    std::string other = text;
    for (char& c : other)
      if (c >= '0' && c <= '9') c = static_cast<char>('0' + random() % 10);
    ASSERT_TRUE(blur(text, blurred) && blur(other, other_blurred));
    ASSERT_EQ(blurred, other_blurred);
    if (digits_may_decode(other)) continue;
    const auto readings = further_readings(reader, text);
    const std::size_t opaques = reader.opaques().size();
    ASSERT_EQ(further_readings(reader, other), readings) << text;
    ASSERT_EQ(reader.opaques().size(), opaques) << text;
    ++blind;
    decoded += !readings.empty();
  }
  EXPECT_GT(blind, 10'000);
  EXPECT_GT(decoded, 200);
}

TEST(Blur, TakesPrintableAsciiWithDigits) {
  std::string blurred;
  EXPECT_TRUE(blur("a-07.9", blurred));
  EXPECT_EQ(blurred, "a-00.0");
  EXPECT_FALSE(blur("abc", blurred));
  EXPECT_FALSE(blur("1\t", blurred));
  EXPECT_FALSE(blur("1\x7F", blurred));
  EXPECT_FALSE(blur("1\u00e9", blurred));
}

}  // namespace
}  // namespace cavra::privacy
