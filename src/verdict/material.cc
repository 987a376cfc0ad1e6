#include "verdict/material.h"

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

}  // namespace cavra::verdict
