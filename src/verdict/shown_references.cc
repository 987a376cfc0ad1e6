#include "verdict/shown_references.h"

#include <vector>

namespace cavra::verdict {

std::string ShownReferences::shown(std::string reference) const {
  constexpr std::size_t few = 256;
  if (reference.empty() || shown_.contains(reference)) return reference;
  if (!scanner_) scanner_.emplace(context_->scanner_options());
  const privacy::Leaf leaf{reference, privacy::Kind::reference, 0, 0, false};
  std::vector<privacy::Finding> found;
  scanner_->scan({&leaf, 1}, found);
  if (!found.empty()) return {};
  if (shown_.size() < few) shown_.insert(reference);
  return reference;
}

}  // namespace cavra::verdict
