#include "verdict/material.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "privacy/waivers.h"

namespace cavra::verdict {

PrivateMaterial material_of(const privacy::RuleSet& rules, const privacy::Finding& found) {
  const privacy::Rule& rule = rules.rules()[found.rule];
  PrivateMaterial material;
  material.rule = rule.id;
  material.category = privacy::name(rule.category);
  material.start = found.span.begin;
  material.end = found.span.end;
  for (const privacy::Decoding layer : found.layers) material.layers.push_back(privacy::name(layer));
  material.mask = found.mask;
  if (found.fingerprint) material.fingerprint = privacy::fingerprint_text(*found.fingerprint);
  return material;
}

void keep_distinct(const privacy::RuleSet& rules, const std::function<bool(std::uint32_t place)>& is_name,
                   std::vector<privacy::Finding>& found) {
  const auto category = [&rules](const privacy::Finding& f) { return rules.rules()[f.rule].category; };
  const auto group = [&](const privacy::Finding& f) { return std::tuple(f.place, category(f), f.span.begin, f.rule); };
  const auto width = [](const privacy::Finding& f) { return f.span.end - f.span.begin; };
  std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) { return group(a) < group(b); });
  std::vector<privacy::Finding> kept;
  std::size_t last = 0;       // the finding that stands for those that overlap, in kept
  std::uint32_t covered = 0;  // how far they reach
  bool open = false;
  for (privacy::Finding& finding : found) {
    const bool regex = finding.rule >= privacy::own_rule_count;
    const auto same_disguise = [&](const privacy::Finding& other) {
      return other.place == finding.place && other.rule == finding.rule && other.layers == finding.layers;
    };
    if (!regex && category(finding) == privacy::Category::disguise &&
        std::any_of(kept.begin(), kept.end(), same_disguise))
      continue;
    const bool overlaps = regex && open && kept[last].place == finding.place &&
                          category(kept[last]) == category(finding) && finding.span.begin < covered;
    if (overlaps) {
      covered = std::max(covered, finding.span.end);
      if (width(finding) > width(kept[last])) kept[last] = std::move(finding);
      continue;
    }
    if (regex) {
      last = kept.size();
      covered = finding.span.end;
      open = true;
    }
    kept.push_back(std::move(finding));
  }
  std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.place, a.span.begin, a.rule) < std::tuple(b.place, b.span.begin, b.rule);
  });
  found = std::move(kept);
  std::set<std::tuple<std::uint32_t, std::uint16_t, std::optional<privacy::Digest>>> seen;
  std::erase_if(found, [&](const privacy::Finding& finding) {
    return is_name(finding.place) && !seen.emplace(finding.place, finding.rule, finding.fingerprint).second;
  });
}

}  // namespace cavra::verdict
