#include "privacy/literals.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cavra::privacy {
namespace {

// Per mille of the characters of prose, logs and code taken together.
double frequency_of(char c) {
  c = spaced(c);
  constexpr std::array<double, 26> letters = {65, 14, 30, 33,  100, 18, 17, 35, 60, 2,  8, 35, 23,
                                              58, 62, 20, 1.5, 52,  55, 72, 25, 9,  14, 3, 14, 1.5};
  if (c >= 'a' && c <= 'z') return letters[static_cast<std::size_t>(c - 'a')] / 1000;
  if (c == ' ') return 0.15;
  if (c >= '0' && c <= '9') return 0.02;
  if (std::string_view(".,/:\"").find(c) != std::string_view::npos) return 0.01;
  return static_cast<unsigned char>(c) >= 0x80 ? 0.02 : 0.002;
}

// What clean packets say over and over, and what is seen everywhere: prose, code, logs.
constexpr std::string_view sample =
    "The product customer lifecycle public status, archive, executive rollup, renewal outcome, operating review, "
    "evidence room and live evidence intake are sealed for customer-safe release. Customer lifecycle final seal schema "
    "is valid. evidence://customer-lifecycle-status/public-summary evidence://owner/release-management "
    "evidence://support/customer-handoff archive_manifest_ref is a sanitized reference. status_owner_refs are present "
    "and sanitized. Source lifecycle archive manifest is ready. pass ready sealed live true "
    "no_commercial_terms_embedded no_private_material_embedded security_owner_accepted communications_owner_ref "
    "release_notes_ready cavra.customer-lifecycle-final-release-seal.packet.v1 sample://contract/renewal-outcome "
    "approved by the owner, reviewed and accepted in the evidence room. No customer identity, raw evidence, private "
    "note, pricing, contract value or commercial term is embedded.\n"
    "If the option is not given, the name of the file that was used for this will be the one which is in the current "
    "directory; otherwise it has no effect at all. When there are more than two of them, each line should be read from "
    "the beginning to the end, and then written with its number in front of it. You can also set the default value of "
    "any other option here, so that they need not be repeated. This function returns true on success and false on "
    "error. Please note that these values may change between versions, because their format depends on the system.\n"
    "# define SIZE_MAX (sizeof (int) * 8)\nextern int __get_next (const char *__name, unsigned int __flags);\n"
    "#ifndef _CONFIG_H\n#include <stdio.h>\nstatic inline void set_entry(struct entry *e, uint32_t index) {\n"
    "    if (e->value == NULL || index < 0) return;\n    for (i = 0; i < count; i++) {\n"
    "        self.assertEqual(result, expected)\n    def __init__(self, name=None, **kwargs):\n"
    "        self._name = name\n        try:\n            return os.path.join(path, file_name)\n"
    "        except KeyError:\n            pass\n    }\n}\n==== ---- **** .... \n"
    "2026-11-23T08:15:02.123Z info server: request GET /api/v1/status 200 12ms id=4f1d host=web-01 user-agent=curl\n"
    "Nov 23 08:15:02 host systemd[1]: Started session 42 of user service. level=debug msg=\"connection closed\" "
    "port=443\n"
    "{\"id\": 17, \"type\": \"event\", \"created\": \"2026-11-23\", \"tags\": [\"a\", \"b\"], \"enabled\": true}\n";

/// The share of the text's positions at which the literal stands.
double share_of(std::string_view text, const LiteralText& literal) {
  std::size_t count = 0;
  for (std::size_t at = 0; at + literal.text.size() <= text.size(); ++at) {
    const auto same = [&](char a, char b) { return (literal.exact ? a : lower(a)) == b || spaced(a) == b; };
    if (!std::equal(literal.text.begin(), literal.text.end(), text.begin() + static_cast<std::ptrdiff_t>(at), same))
      continue;
    const std::size_t end = at + literal.text.size();
    if (literal.edge_before && at != 0 && in_word(text[at - 1]) == in_word(text[at])) continue;
    if (literal.edge_after && end != text.size() && in_word(text[end - 1]) == in_word(text[end])) continue;
    ++count;
  }
  return static_cast<double>(count) / static_cast<double>(text.size());
}

/// The character of a literal that is seen least.
char rarest_character(std::string_view literal) {
  char rarest = 0;
  for (const char c : literal) {
    if (rarest == 0 || frequency_of(lower(c)) < frequency_of(lower(rarest))) rarest = c;
  }
  return rarest;
}

}  // namespace

LiteralText to_literal(std::string_view keyword) {
  LiteralText literal{.text = std::string(keyword.substr(0, longest_searched))};
  for (char& c : literal.text) c = lower(c);
  return literal;
}

LiteralSet worth_looking_for(std::vector<LiteralSet> sets) {
  constexpr double too_often = 0.012;
  constexpr double cost = 0.0000005;  // of each literal that is looked for
  LiteralSet chosen;
  double least = too_often;
  for (LiteralSet& set : sets) {
    // Single characters are told by telling_characters().
    if (std::any_of(set.begin(), set.end(), [](const LiteralText& literal) { return literal.text.size() == 1; }))
      continue;
    const double often = frequency(set) + cost * static_cast<double>(set.size());
    if (often >= least) continue;
    least = often;
    chosen = std::move(set);
  }
  return chosen;
}

std::vector<Characters> telling_characters(const std::vector<LiteralSet>& sets, std::size_t most) {
  constexpr double too_often = 0.03;
  std::vector<std::pair<double, Characters>> rated;
  for (const LiteralSet& set : sets) {
    Characters characters;
    std::string different;
    bool each = true;
    for (const LiteralText& literal : set) {
      const auto beyond = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
      if (std::any_of(literal.text.begin(), literal.text.end(), beyond)) continue;
      const char rarest = rarest_character(literal.text);
      each = each && rarest != 0 && rarest != ' ';  // a space stands for other characters
      if (different.find(lower(rarest)) == std::string::npos) different += lower(rarest);
      characters.add(static_cast<unsigned char>(lower(rarest)));
    }
    double often = 0;
    for (const char c : different) often += frequency_of(c);
    if (each && !characters.empty() && often < too_often) rated.emplace_back(often, characters);
  }
  std::sort(rated.begin(), rated.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Characters> chosen;
  for (const auto& [often, characters] : rated) {
    const auto same = [&](const Characters& other) { return other.bits == characters.bits; };
    if (chosen.size() == most) break;
    if (std::none_of(chosen.begin(), chosen.end(), same)) chosen.push_back(characters);
  }
  return chosen;
}

double frequency(const LiteralSet& literals) {
  double sum = 0;
  for (const LiteralText& literal : literals) {
    double share = share_of(sample, literal);
    double guess = 1;
    for (const char c : literal.text) {
      const bool capital = c >= 'A' && c <= 'Z';
      guess *= std::min(1.0, frequency_of(lower(c)) * (capital ? 0.15 : 1.5));
    }
    if (literal.edge_before) guess *= 0.3;
    if (literal.edge_after) guess *= 0.3;
    sum += share + guess;
  }
  return sum;
}

}  // namespace cavra::privacy
