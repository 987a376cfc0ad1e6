#include "privacy/literals.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cavra::privacy {
namespace {

// Per mille of the characters of prose, logs and code taken together.
double frequency_of(char c) {
  constexpr std::array<double, 26> letters = {65, 14, 30, 33,  100, 18, 17, 35, 60, 2,  8, 35, 23,
                                              58, 62, 20, 1.5, 52,  55, 72, 25, 9,  14, 3, 14, 1.5};
  if (c >= 'a' && c <= 'z') return letters[static_cast<std::size_t>(c - 'a')] / 1000;
  if (c == ' ') return 0.15;
  if (c >= '0' && c <= '9') return 0.02;
  if (std::string_view(".,/:\"").find(c) != std::string_view::npos) return 0.01;
  return static_cast<unsigned char>(c) >= 0x80 ? 0.02 : 0.002;
}

// What clean packets say over and over.
constexpr std::string_view sample =
    "The product customer lifecycle public status, archive, executive rollup, renewal outcome, operating review, "
    "evidence "
    "room and live evidence intake are sealed for customer-safe release. Customer lifecycle final seal schema is "
    "valid. "
    "evidence://customer-lifecycle-status/public-summary evidence://owner/release-management "
    "evidence://support/customer-"
    "handoff archive_manifest_ref is a sanitized reference. status_owner_refs are present and sanitized. Source "
    "lifecycle "
    "archive manifest is ready. pass ready sealed live true no_commercial_terms_embedded no_private_material_embedded "
    "security_owner_accepted communications_owner_ref release_notes_ready cavra.customer-lifecycle-final-release-seal."
    "packet.v1 sample://contract/renewal-outcome approved by the owner, reviewed and accepted in the evidence room. "
    "No customer identity, raw evidence, private note, pricing, contract value or commercial term is embedded.";

/// The share of the text's positions at which the literal stands.
double share_of(std::string_view text, const LiteralText& literal) {
  std::size_t count = 0;
  for (std::size_t at = 0; at + literal.text.size() <= text.size(); ++at) {
    const auto same = [&](char a, char b) { return spaced(literal.exact ? a : lower(a)) == b; };
    if (!std::equal(literal.text.begin(), literal.text.end(), text.begin() + static_cast<std::ptrdiff_t>(at), same))
      continue;
    const std::size_t end = at + literal.text.size();
    if (literal.edge_before && at != 0 && in_word(text[at - 1]) == in_word(text[at])) continue;
    if (literal.edge_after && end != text.size() && in_word(text[end - 1]) == in_word(text[end])) continue;
    ++count;
  }
  return static_cast<double>(count) / static_cast<double>(text.size());
}

/// Whether a text with one of `known` has one of `set` in any case.
bool implied(const LiteralSet& set, const LiteralSet& known) {
  return std::all_of(known.begin(), known.end(), [&](const LiteralText& have) {
    return std::any_of(set.begin(), set.end(), [&](const LiteralText& want) {
      return (!want.exact || have.exact) && have.text.find(want.text) != std::string::npos;
    });
  });
}

}  // namespace

LiteralText to_literal(std::string_view keyword) {
  LiteralText literal{.text = std::string(keyword.substr(0, longest_searched))};
  for (char& c : literal.text) c = spaced(lower(c));
  return literal;
}

std::vector<LiteralSet> worth_looking_for(std::vector<LiteralSet> sets, std::size_t most_sets) {
  constexpr double too_often = 0.06;
  constexpr double seldom = 0.000001;   // all sets together: enough
  constexpr double cost = 0.00003;      // of each literal that is looked for
  constexpr std::size_t largest = 160;  // set that is worth it beside another
  std::vector<std::pair<double, LiteralSet>> rated;
  for (LiteralSet& set : sets) {
    const double often = frequency(set);
    if (often <= too_often) rated.emplace_back(often + cost * static_cast<double>(set.size()), std::move(set));
  }
  std::sort(rated.begin(), rated.end());
  std::vector<LiteralSet> chosen;
  double together = 1;
  for (auto& [often, set] : rated) {
    if (chosen.size() == most_sets || together < seldom) break;
    if (!chosen.empty() && set.size() > largest) continue;
    if (std::any_of(chosen.begin(), chosen.end(), [&](const LiteralSet& known) { return implied(set, known); }))
      continue;
    together *= often;
    chosen.push_back(std::move(set));
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
