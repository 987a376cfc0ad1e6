// The example packets of every gate.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace cavra {

using Json = nlohmann::ordered_json;

struct Example {
  std::string slug;
  std::string bytes;
  Json packet;
};

/// The live example of each of the ten gates, in the order of the chain.
[[nodiscard]] const std::vector<Example>& live_examples();
/// The sample of each.
[[nodiscard]] const std::vector<Example>& sample_examples();

}  // namespace cavra
