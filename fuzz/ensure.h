// What a target's promises are held by.
#pragma once

#include <cstdlib>

/// Stops the target: a promise does not hold.
inline void ensure(bool holds) {
  if (!holds) std::abort();
}
