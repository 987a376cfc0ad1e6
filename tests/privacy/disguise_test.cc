#include "privacy/disguise.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cavra::privacy {
namespace {

using Kind = Disguise::Kind;

std::vector<Hidden> disguises(std::string_view text) {
  std::vector<Hidden> found;
  find_disguises(text, found);
  return found;
}

TEST(FindDisguises, LeavesHonestTextOfAnyLanguage) {
  for (const char* text : {
           "plain",
           "tab\tand\nlines\r\n",
           "M\xC3\xBCller, caf\xC3\xA9, na\xC3\xAFve, \xC3\x85ngstr\xC3\xB6m",
           "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82, \xD0\xBC\xD0\xB8\xD1\x80",      // Russian
           "IT-\xD0\xBE\xD1\x82\xD0\xB4\xD0\xB5\xD0\xBB \xD0\xB8 SMS\xD0\xBA\xD0\xB0",        // Latin beside it
           "\xCE\x9A\xCE\xB1\xCE\xBB\xCE\xB7\xCE\xBC\xCE\xAD\xCF\x81\xCE\xB1",                // Greek
           "\xCE\xB1-helix, 10 k\xCE\xA9, 5 \xC2\xB5m, \xCE\x94t, \xCE\xBBmax, \xCF\x81max",  // science
           "\xE5\xBC\xA0\xE4\xBC\x9F uses Kubernetes\xE3\x81\xA7\xE3\x81\x99",                // Han, Kana
           "\xED\x95\x9C\xEA\xB5\xAD\xEC\x96\xB4",                                            // Korean
           "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE\xD9\x88\xD8\xA7\xD9\x87\xD9\x85",            // Persian
           "5\xE2\x80\x8C\xD8\xB3\xD8\xA7\xD9\x84\xD9\x87",
           "\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xB7",               // Devanagari
           "\xE2\x80\x8F\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D\xE2\x80\x8E (ok)",  // Hebrew
           "\xE0\xB8\xA0\xE0\xB8\xB2\xE0\xB8\xA9\xE0\xB8\xB2\xE2\x80\x8B\xE0\xB9\x84\xE0\xB8\x97\xE0\xB8\xA2",  // Thai
           "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 done",         // family
           "\xF0\x9F\x8F\xB3\xEF\xB8\x8F\xE2\x80\x8D\xF0\x9F\x8C\x88",                              // flag
           "1\xEF\xB8\x8F\xE2\x83\xA3 \xE2\x9C\x85 \xE2\x9D\xA4\xEF\xB8\x8F \xC2\xA9\xEF\xB8\x8F",  // keycap, heart
           "\xF0\x9F\x91\xA9\xF0\x9F\x8F\xBD\xE2\x80\x8D\xF0\x9F\x92\xBB",                          // with a tone
           "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",                // England
           "Donau\u00ADschiff\u00ADfahrt",
           "12 \u043AB of it",
       }) {
    EXPECT_TRUE(disguises(text).empty()) << text;
  }
}

struct Case {
  std::string_view text;
  Kind kind;
  Span span;
};

TEST(FindDisguises, FindsEachKind) {
  const Case cases[] = {
      {"jo\xE2\x80\x8Bhn", Kind::zero_width, {2, 5}},
      {"4111\xE2\x80\x8D"
       "1111",
       Kind::zero_width,
       {4, 7}},
      {"4111\xC2\xAD"
       "1111",
       Kind::zero_width,
       {4, 6}},
      {"\xEF\xBB\xBFready", Kind::zero_width, {0, 3}},
      {"a\xE2\x81\xA0"
       "b",
       Kind::zero_width,
       {1, 4}},
      {"ok\xEF\xB8\x8F\xEF\xB8\x8F", Kind::zero_width, {2, 8}},
      {"\xF0\x9F\x98\x80\xF3\xA0\x84\x80\xF3\xA0\x84\x81", Kind::zero_width, {4, 12}},
      {"a\xF3\xA0\x81\xA1\xF3\xA0\x81\xA3", Kind::zero_width, {1, 9}},
      {"a\xE2\x80\xAE"
       "b",
       Kind::bidirectional,
       {1, 4}},
      {"a\xE2\x80\x8F"
       "b",
       Kind::bidirectional,
       {1, 4}},
      {"\xD7\xA9 \xE2\x80\xAE"
       "b",
       Kind::bidirectional,
       {3, 6}},
      {std::string_view("a\0b", 3), Kind::control, {1, 2}},
      {"a\x1B[0m", Kind::control, {1, 2}},
      {"a\xC2\x85", Kind::control, {1, 3}},
      {"pay \xD0\xB0"
       "cme now",
       Kind::mixed_script,
       {4, 9}},
      {"\xD1\x81ustomer", Kind::mixed_script, {0, 9}},
      {"cust\xCE\xBFmer", Kind::mixed_script, {0, 9}},
      {"\xD0\x9Fp\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82", Kind::mixed_script, {0, 11}},
      {"\u0391udit is closed", Kind::mixed_script, {0, 6}},
      {"gr\u03B5en", Kind::mixed_script, {0, 6}},
      {"the end \u043Ef it", Kind::mixed_script, {8, 11}},
      {"\u0410\u0440\u0445i\u0432", Kind::mixed_script, {0, 9}},
      {"\u30A2\u200B\u30AB", Kind::zero_width, {3, 6}},
  };
  for (const Case& wanted : cases) {
    const std::vector<Hidden> found = disguises(wanted.text);
    ASSERT_EQ(found.size(), 1u) << wanted.text;
    EXPECT_EQ(found[0], (Hidden{wanted.kind, wanted.span})) << wanted.text;
  }
}

}  // namespace
}  // namespace cavra::privacy
