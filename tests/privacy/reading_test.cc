#include "privacy/reading.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "encode.h"

namespace cavra::privacy {
namespace {

using namespace test;

struct Seen {
  std::string text;
  std::string layers;
  Span run;
};

struct Read {
  Outcome outcome;
  std::vector<Seen> readings;
  const Seen* with(std::string_view wanted) const {
    for (const Seen& seen : readings) {
      if (seen.text.find(wanted) != std::string::npos) return &seen;
    }
    return nullptr;
  }
};

std::string joined(std::span<const Decoding> layers) {
  std::string out;
  for (const Decoding layer : layers) out.append(out.empty() ? "" : " ").append(name(layer));
  return out;
}

Read read(std::string_view value, Budget budget = {}) {
  Reader reader(budget);
  Read result;
  result.outcome = reader.read(value, [&](const Reading& reading) {
    result.readings.push_back({std::string(reading.text), joined(reading.layers), reading.run});
  });
  return result;
}

std::string spaced(std::string_view text) {
  std::string out;
  for (const char c : text) (out += c) += ' ';
  out.pop_back();
  return out;
}

TEST(Reader, HandsOutThePlainValueAlone) {
  for (const char* value :
       {"", "ready", "evidence://customer-lifecycle-status/public-summary", "The deployment is complete.",
        "customer-lifecycle-final-release-seal", "platform_readiness", "R7.10", "2026-07-21T10:00:00Z", "100% of 3 & 4",
        "sha256", "Acknowledgement of the Communications owner, McDonald and O'Neill", "1.2.3.4", "v1.10.3-rc.2",
        "550e8400-e29b-41d4-a716-446655440000", "evidence://owner/release-management", "C++ or C#, a/b, x = y"}) {
    const Read result = read(value);
    EXPECT_EQ(result.readings.size(), 1u) << value << " also as " << result.readings.back().layers;
    EXPECT_EQ(result.readings.at(0).text, value);
    EXPECT_EQ(result.outcome.limit, Limit::none);
  }
}

struct Case {
  std::string value;
  std::string text;
  std::string layers;
};

TEST(Reader, UndoesEachEncoding) {
  const std::string mail = "jo.d@acme.co.uk";
  const std::string card = "4111111111111111";
  const std::u16string wide = u"jane@acme.example";
  const Case cases[] = {
      {base64(mail), mail, "base64"},
      {unpadded(base64(mail + "x")), mail, "base64"},
      {base64(card), card, "base64"},
      {unpadded(base64(card)), card, "base64"},
      {"key=" + base64(card), card, "base64"},
      {"see " + base64(mail) + " for it", mail, "base64"},
      {"evidence://notes/" + unpadded(base64(mail)) + "/a", mail, "base64"},
      {"evidence://notes/" + base64url("k\xC3\xBC\xC3\xBF~?>>~ " + mail), mail, ""},
      {"note_" + base64url(mail), mail, "base64"},
      {"note-" + base64url(mail) + "-v2", mail, "base64"},
      {base64("Acme"), "Acme", "base64"},
      {base64("$500"), "$500", "base64"},
      {base64("\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD \xD0\x9F\xD0\xB5\xD1\x82\xD1\x80\xD0\xBE\xD0\xB2"),
       "\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", "base64"},
      {base64("\xE5\xBC\xA0\xE4\xBC\x9F\xE6\x98\xAF\xE5\xAE\xA2\xE6\x88\xB7"), "\xE5\xBC\xA0\xE4\xBC\x9F", "base64"},
      {base32(mail), mail, "base32"},
      {unpadded(base32(card)), card, "base32"},
      {hex(mail), mail, "hex"},
      {"0x" + hex(card), card, "hex"},
      {"x" + hex(mail), mail, "hex"},
      {"a" + hex(mail), mail, "hex"},
      {"6a:6f:40:61:63:6d:65:2e:63:6f", "jo@acme.co", "hex"},
      {"6a 6f 40 61 63 6d 65 2e 63 6f", "jo@acme.co", "hex"},
      {percent(mail), mail, "percent"},
      {"jo%40acme.example", "jo@acme.example", "percent"},
      {"jo%u0040acme.example", "jo@acme.example", "percent"},
      {"jo&commat;acme&period;example", "jo@acme.example", "html"},
      {"jo&#64;acme&#x2e;example", "jo@acme.example", "html"},
      {"jo&#64acme.example", "jo@acme.example", "html"},
      {R"(jo\u0040acme\x2eexample)", "jo@acme.example", "json_escape"},
      {base64(utf16(wide, false)), "jane@acme.example", "base64 utf16"},
      {base64(utf16(wide, true)), "jane@acme.example", "base64 utf16"},
      {base64(utf16(wide, false, true)), "jane@acme.example", "base64 utf16"},
      {hex(utf16(wide, true)), "jane@acme.example", "hex utf16"},
      {base64(gzip(mail)), mail, "base64 gzip"},
      {base64(utf16(u"jane\u0004@acme.example \U0001F600\u2713", true)), "jane@acme.example", "base64 utf16 invisible"},
      {base64("Plan 4111\x04"
              "111111111111 is"),
       "4111111111111111", "base64 invisible"},
      {base64("Plan 4111\xC2\x90"
              "111111111111 is"),
       "4111111111111111", "base64 invisible"},
      {base64(zlib(mail)), mail, "base64 zlib"},
      {base64url(gzip(mail + " \xC3\xBF is it")), mail, ""},
      {hex(gzip(mail)), mail, "hex gzip"},
      {base32(zlib(mail)), mail, "base32 zlib"},
      {base64(gzip("first") + gzip(mail)), mail, "base64 gzip"},
      {base64(gzip(base64(gzip(mail)))), mail, "base64 gzip base64 gzip"},
      {base64(base64(base64(base64(base64(mail))))), mail, "base64 base64 base64 base64 base64"},
      {percent(base64("jo&#64;acme.example")), "jo@acme.example", "percent base64 html"},
      {"jo%2540acme.example", "jo@acme.example", "percent percent"},
      {spaced("jo@acme.example"), "jo@acme.example", "spacing"},
      {spaced(base64(mail)), mail, "spacing base64"},
      {"j.a.n.e.d.o.e", "janedoe", "spacing"},
      {"q" + base64(mail + " and more of it, 1234"), mail, "base64"},
      {base64("\x0A\x0F" + mail + "\x12\x01\xFF"), mail, "base64"},
      {"\xEF\xBD\x8A\xEF\xBD\x8F\xEF\xBC\xA0\xEF\xBD\x81\xEF\xBD\x83me.example", "jo@acme.example", "nfkc"},
      {"jo@\xD0\xB0\xD1\x81me.example", "jo@acme.example", "confusables"},
      {"jo\xE2\x80\x8B@ac\xC2\xADme.example", "jo@acme.example", "invisible"},
  };
  for (const Case& wanted : cases) {
    const Read result = read(wanted.value);
    const Seen* found = result.with(wanted.text);
    ASSERT_NE(found, nullptr) << wanted.value;
    if (!wanted.layers.empty()) {
      EXPECT_EQ(found->layers, wanted.layers) << wanted.value;
    }
    EXPECT_EQ(result.outcome.limit, Limit::none) << wanted.value;
  }
}

TEST(Reader, NeverHandsOutOneTextTwice) {
  const std::string twice = base64("jane@acme.example");
  const Read result = read(twice + " " + twice + " jane@acme.example");
  std::size_t count = 0;
  for (const Seen& seen : result.readings) count += seen.text == "jane@acme.example";
  EXPECT_EQ(count, 1u);
}

TEST(Reader, SaysWhereAnEncodedRunStands) {
  const std::string run = base64("jane@acme.example");
  const Read result = read("see key=" + run + " for it");
  const Seen* found = result.with("jane@");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->run, (Span{8, static_cast<std::uint32_t>(8 + unpadded(run).size())}));
}

TEST(Reader, MapsWhatIsFoldedInPlaceBackToTheValue) {
  const std::string value =
      "call jo%40\xE2\x80\x8B\xD0\xB0"
      "cme.example now";
  Reader reader;
  bool found = false;
  static_cast<void>(reader.read(value, [&](const Reading& reading) {
    const std::size_t at = reading.text.find("jo@acme.example");
    if (at == std::string_view::npos) return;
    found = true;
    const Span span = reading.source(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 15));
    EXPECT_EQ(value.substr(span.begin, span.end - span.begin),
              "jo%40\xE2\x80\x8B\xD0\xB0"
              "cme.example");
  }));
  EXPECT_TRUE(found);
}

TEST(Budget, OfDepthIsReportedWhenMoreIsNestedAndNotBefore) {
  std::string value = "jane@acme.example";
  for (int i = 0; i < 5; ++i) value = base64(value);
  EXPECT_EQ(read(value).outcome.limit, Limit::none);
  EXPECT_EQ(read(value).outcome.depth, 5u);
  EXPECT_EQ(read(base64(value)).outcome.limit, Limit::depth);
  EXPECT_EQ(read(base64(base64(base64(value)))).outcome.limit, Limit::depth);
}

TEST(Budget, OfRatioIsReportedForABomb) {
  const Read result = read(base64(gzip(std::string(500'000, 'a'))));
  EXPECT_EQ(result.outcome.limit, Limit::ratio);
}

TEST(Budget, OfDecodedBytesIsReported) {
  std::string text;
  for (int i = 0; text.size() < (1u << 20) + 10; ++i) text += "line " + std::to_string(i * 7919) + "\n";
  EXPECT_EQ(read(base64(text)).outcome.limit, Limit::decoded_bytes);
  EXPECT_EQ(read(base64(gzip(text))).outcome.limit, Limit::decoded_bytes);
}

TEST(Budget, OfStepsIsReported) {
  EXPECT_EQ(read(base64("jane@acme.example is it"), {.steps = 10, .steps_per_byte = 1}).outcome.limit, Limit::steps);
}

TEST(Opaque, IsALongRunThatDecodesToNothingReadable) {
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 200; ++i) noise.push_back(static_cast<char>((state = state * 1664525 + 1013904223) >> 24));
  const std::string_view all = noise;
  struct {
    std::string value;
    std::size_t count;
  } cases[] = {
      {hex(all.substr(0, 64)), 0},
      {"sha512:" + hex(all.substr(0, 64)), 0},
      {hex(all.substr(0, 65)), 1},
      {base64(all.substr(0, 64)), 0},
      {"sha512-" + base64(all.substr(0, 64)), 0},
      {base64(all.substr(0, 66)), 1},
      {base64url(all.substr(0, 100)), 1},
      {"see " + base64(all) + " and " + hex(all), 2},
      {"customer-lifecycle-final-release-seal-and-public-status-of-the-product-in-all-of-its-regions-for-2026-and-on",
       0},
      {"src/main/java/com/Example/LifecycleFinalReleaseSeal/PublicStatusOfTheProduct/InAllRegions/Test2026Results", 0},
      {base64(std::string(120, 'x')), 0},
  };
  Reader reader;
  for (const auto& wanted : cases) {
    static_cast<void>(reader.read(wanted.value, [](const Reading&) {}));
    EXPECT_EQ(reader.opaques().size(), wanted.count) << wanted.value;
  }
}

TEST(Disguise, OfADecodedTextNamesTheLayers) {
  Reader reader;
  const std::string value = "key=" + base64(
                                         "jo\xE2\x80\x8B"
                                         "hn is here");
  static_cast<void>(reader.read(value, [](const Reading&) {}));
  ASSERT_EQ(reader.disguises().size(), 1u);
  EXPECT_EQ(reader.disguises()[0].kind, Disguise::Kind::zero_width);
  EXPECT_EQ(joined(reader.disguises()[0].layers), "base64");
  EXPECT_EQ(reader.disguises()[0].span.begin, 4u);
}

TEST(Disguise, IsNoneInWhatAPlainWordDecodesToByChance) {
  Reader reader;
  static_cast<void>(reader.read("Semantics are described", [](const Reading&) {}));
  EXPECT_TRUE(reader.disguises().empty());
}

TEST(Reader, TakesNoShortStretchOfADigestForText) {
  EXPECT_EQ(read("commit 79fa3d8070d95b960ba486f2439225872471dadd").outcome.readings, 1u);
}

}  // namespace
}  // namespace cavra::privacy
