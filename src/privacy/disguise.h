/// Characters that only serve to hide.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "privacy/reading.h"

namespace cavra::privacy {

struct Hidden {
  Disguise::Kind kind;
  Span span;
  friend bool operator==(const Hidden&, const Hidden&) = default;
};

/// Appends the disguises of a text in their order; neighbours of one kind are one.
///
/// Honest writing has its own invisible characters, which are none: joiners within emoji and in scripts that are
/// written with them, zero-width spaces in scripts such as Thai that break lines at them, directional marks in a text
/// with right-to-left letters, soft hyphens between letters, variation selectors behind what they vary. A word mixes
/// scripts when it has Latin letters and others that can only pass for Latin ones; a word that is all of one script
/// never does, and neither does a quantity of science, such as one Greek letter before a Latin word.
void find_disguises(std::string_view text, std::vector<Hidden>& out);

}  // namespace cavra::privacy
