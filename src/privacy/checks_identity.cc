#include <algorithm>
#include <array>
#include <cstddef>

#include "privacy/checks_impl.h"

namespace cavra::privacy::checks {
namespace {

struct Length {
  std::string_view country;
  std::size_t characters;
};

// The registry's lengths, by country.
constexpr std::array<Length, 89> iban_lengths = {{
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"BH", 22},
    {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DJ", 27},
    {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FK", 18}, {"FO", 18}, {"FR", 27},
    {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HN", 28}, {"HR", 21}, {"HU", 28},
    {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28},
    {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22},
    {"MK", 19}, {"MN", 20}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23},
    {"PK", 24}, {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24},
    {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28},
    {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}, {"YE", 30},
}};

bool only_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), digit); }

// Whether a separator stands behind the first so many letters and digits: a word may follow a number of known length.
bool ends_part(std::string_view value, std::size_t characters) {
  const auto counts = [](char c) { return digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  std::size_t at = 0;
  for (; at < value.size() && characters != 0; ++at) characters -= counts(value[at]) ? 1 : 0;
  return characters == 0 && at < value.size() && !counts(value[at]);
}

}  // namespace

int remainder97(std::string_view characters) {
  int rest = 0;
  for (const char c : characters) {
    const int value = digit(c) ? c - '0' : c - 'A' + 10;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

bool mod97(std::string_view value) {
  const std::string kept = alphanumeric(value);
  return kept.size() > 4 && remainder97(kept.substr(4) + kept.substr(0, 4)) == 1;
}

bool iban(std::string_view value) {
  std::string kept = alphanumeric(value);
  const auto* found = std::find_if(iban_lengths.begin(), iban_lengths.end(),
                                   [&](const Length& length) { return kept.starts_with(length.country); });
  if (found == iban_lengths.end() || kept.size() < found->characters) return false;
  if (kept.size() != found->characters && !ends_part(value, found->characters)) return false;
  kept.resize(found->characters);
  return only_digits(std::string_view(kept).substr(2, 2)) && mod97(kept);
}

bool ssn(std::string_view value) {
  const std::string number = digits(value);
  if (number.size() != 9 || all_same(number)) return false;
  const std::string_view view = number;
  const std::string_view area = view.substr(0, 3);
  return area != "000" && area != "666" && area[0] != '9' && view.substr(3, 2) != "00" && view.substr(5) != "0000";
}

bool nino(std::string_view value) {
  const std::string kept = alphanumeric(value);
  if (kept.size() != 8 && kept.size() != 9) return false;
  const std::string_view view = kept;
  constexpr std::array<std::string_view, 7> unused = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
  if (std::find(unused.begin(), unused.end(), view.substr(0, 2)) != unused.end()) return false;
  constexpr std::string_view never_first = "DFIQUV0123456789";
  constexpr std::string_view never_second = "DFIOQUV0123456789";
  if (never_first.find(kept[0]) != std::string_view::npos || never_second.find(kept[1]) != std::string_view::npos)
    return false;
  return only_digits(view.substr(2, 6)) && (kept.size() == 8 || (kept[8] >= 'A' && kept[8] <= 'D'));
}

}  // namespace cavra::privacy::checks
