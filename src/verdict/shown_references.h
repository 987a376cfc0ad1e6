/// Which references of a packet may be shown: a reference is a value, too, and something private may be in it.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>

#include "privacy/context.h"

namespace cavra::verdict {

/// One a thread. The context must outlive it.
class ShownReferences {
 public:
  explicit ShownReferences(const privacy::Context& context) : context_(&context) {}

  /// The reference, or nothing when something private is in it. What is looked at for this is counted in no Usage.
  [[nodiscard]] std::string shown(std::string reference) const;

 private:
  const privacy::Context* context_;
  mutable std::optional<privacy::Scanner> scanner_;  // made when it is first needed
  mutable std::unordered_set<std::string> shown_;    // packets name the same few owners again and again
};

}  // namespace cavra::verdict
