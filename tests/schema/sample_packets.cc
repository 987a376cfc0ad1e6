// The packets of the samples beside the gates' definitions, a line each: {"gate": SLUG, "name": NAME, "packet": {...}}.
//   cavra-sample-packets FOLDER
#include <iostream>

#include "build/samples.h"
#include "json/write.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::unique_ptr<cavra::Disk> disk = cavra::make_real_disk();
  const cavra::Catalogue& catalogue = cavra::Catalogue::builtin();
  for (const cavra::GateInfo& gate : catalogue.gates()) {
    const auto outcomes = cavra::build::run_samples(
        *disk, catalogue, gate, std::string(argv[1]) + "/" + std::string(gate.slug) + ".samples.toml");
    if (!outcomes) {
      std::cerr << cavra::to_text(outcomes.error()) << '\n';
      return 1;
    }
    for (const cavra::build::SampleOutcome& outcome : *outcomes) {
      std::string name;
      cavra::json::append_string(name, outcome.name);
      std::cout << R"({"gate":")" << gate.slug << R"(","name":)" << name << R"(,"packet":)" << outcome.packet << "}\n";
    }
  }
  return 0;
}
