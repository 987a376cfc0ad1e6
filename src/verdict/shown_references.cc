#include "verdict/shown_references.h"

#include <vector>

namespace cavra::verdict {

std::string ShownReferences::shown(std::string reference) const {
  if (reference.empty()) return reference;
  if (!scanner_) scanner_.emplace(context_->scanner_options());
  const privacy::Leaf leaf{reference, privacy::Kind::reference, 0, 0, false};
  std::vector<privacy::Finding> found;
  scanner_->scan({&leaf, 1}, found);
  return found.empty() ? reference : std::string();
}

}  // namespace cavra::verdict
