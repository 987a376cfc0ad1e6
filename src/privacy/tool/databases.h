/// hyperscan databases of the rules' regexes, made while building.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "privacy/embedded.h"
#include "privacy/rule.h"

namespace cavra::privacy {

/// What embedded::Shapes shows.
struct CompiledShapes {
  std::vector<char> images;
  std::vector<std::uint32_t> offsets;
  std::vector<std::uint8_t> blind;
};

/// Of the rules' regexes, as they match printable ASCII; those that hyperscan does not take, or makes too much of, are
/// left out.
[[nodiscard]] CompiledShapes compile_shapes(std::span<const Rule> rules);

}  // namespace cavra::privacy
