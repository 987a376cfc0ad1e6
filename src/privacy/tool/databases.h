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

/// A hyperscan database as it lies in memory: its bytes are to stand `skip` bytes behind a multiple of
/// embedded::alignment. Empty when hyperscan is not built in.
struct Image {
  std::vector<char> bytes;
  std::size_t skip = 0;
};

/// What embedded::Database shows.
struct CompiledDatabase {
  Image image;
  std::vector<embedded::Pattern> patterns;
  std::vector<embedded::Need> needs;
};

/// What embedded::Shapes shows.
struct CompiledShapes {
  Image image;
  std::vector<std::uint8_t> covered;
};

/// Of the rules' regexes; those that hyperscan does not take are left out.
[[nodiscard]] std::expected<CompiledShapes, std::string> compile_shapes(std::span<const Rule> rules);

/// Of the literals of rules without (or with) match_digits.
[[nodiscard]] std::expected<CompiledDatabase, std::string> compile_database(std::span<const Rule> rules, bool digits);

}  // namespace cavra::privacy
