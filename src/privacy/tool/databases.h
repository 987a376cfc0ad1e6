/// hyperscan databases of the rules' literals, made while building.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <vector>

#include "privacy/rule.h"

namespace cavra::privacy {

/// Serialized; see privacy/embedded.h for what each holds. All are empty when hyperscan is not built in.
struct Databases {
  std::vector<char> words;
  std::vector<char> digits;
  std::vector<char> all;
};

[[nodiscard]] std::expected<Databases, std::string> compile_databases(std::span<const Rule> rules);

}  // namespace cavra::privacy
