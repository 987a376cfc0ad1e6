/// hyperscan databases of the rules' literals, made while building.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "privacy/embedded.h"
#include "privacy/rule.h"

namespace cavra::privacy {

/// What embedded::Database shows; the bytes are empty when hyperscan is not built in.
struct CompiledDatabase {
  std::vector<char> bytes;
  std::vector<embedded::Pattern> patterns;
  std::vector<embedded::Need> needs;
};

/// What embedded::Shapes shows.
struct CompiledShapes {
  std::vector<char> images;
  std::vector<std::uint32_t> offsets;
};

/// Of the rules' regexes, as they match printable ASCII; those that hyperscan does not take, or makes too much of, are
/// left out.
[[nodiscard]] CompiledShapes compile_shapes(std::span<const Rule> rules);

/// Of the literals of rules without (or with) match_digits.
[[nodiscard]] std::expected<CompiledDatabase, std::string> compile_database(std::span<const Rule> rules, bool digits);

}  // namespace cavra::privacy
