#include "tests/verdict/packets.h"

#include <fstream>
#include <iterator>

#include "cavra/catalogue.h"

namespace cavra {
namespace {

std::vector<Example> read(std::string_view ending) {
  std::vector<Example> out;
  for (const GateInfo& gate : Catalogue::builtin().gates()) {
    const std::string slug(gate.slug);
    const std::string path = std::string(CAVRA_EXAMPLES) + "/" + slug + "/" + slug + std::string(ending);
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("there is no " + path);
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    Json packet = Json::parse(bytes);
    out.push_back({slug, std::move(bytes), std::move(packet)});
  }
  return out;
}

}  // namespace

const std::vector<Example>& live_examples() {
  static const std::vector<Example> examples = read(".live.sanitized.example.json");
  return examples;
}

const std::vector<Example>& sample_examples() {
  static const std::vector<Example> examples = read(".sample.json");
  return examples;
}

}  // namespace cavra
