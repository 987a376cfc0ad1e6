// The samples kept beside definitions, and the one that the documentation teaches by.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/memory_disk.h"
#include "build/samples.h"

namespace cavra::build {
namespace {

const std::string root = CAVRA_SOURCE_DIR;

std::string text_of(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

/// Runs the samples beside the gate's definition; says which came out otherwise.
void run(const Catalogue& catalogue, const GateInfo& gate, const std::string& folder) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  const auto outcomes =
      run_samples(*disk, catalogue, gate, root + "/" + folder + "/" + std::string(gate.slug) + ".samples.toml");
  ASSERT_TRUE(outcomes) << to_text(outcomes.error());
  EXPECT_GE(outcomes->size(), 20U) << gate.slug;
  for (const SampleOutcome& outcome : *outcomes) EXPECT_EQ(outcome.wrong, "") << gate.slug << ": " << outcome.name;
}

TEST(Samples, OfTheTenGatesComeOutAsExpected) {
  EXPECT_EQ(Catalogue::builtin().gates().size(), 10U);
  for (const GateInfo& gate : Catalogue::builtin().gates()) run(Catalogue::builtin(), gate, "gates");
}

TEST(Samples, OfTheExampleBeyondTheTenComeOutAsExpected) {
  const std::string folder = "examples/custom-gate";
  const std::string path = root + "/" + folder + "/customer-improvement-plan.toml";
  const auto catalogue = Catalogue::with({{path, text_of(path)}});
  ASSERT_TRUE(catalogue) << to_text(catalogue.error());
  run(*catalogue, *catalogue->find("R8.1"), folder);
}

/// What is wrong with a file of samples of R7.10 beside packets that it may begin with.
std::string refusal(const std::string& samples) {
  MemoryDisk disk;
  disk.put("s.samples.toml", samples);
  disk.put("list.json", "[]");
  disk.put("deep.json", "{\"a\":" + std::string(200'000, '[') + std::string(200'000, ']') + "}");
  const auto outcomes = run_samples(disk, Catalogue::builtin(), *Catalogue::builtin().find("R7.10"), "s.samples.toml");
  if (outcomes) return "it ran";
  EXPECT_EQ(outcomes.error().code, Code::bad_samples);
  return outcomes.error().what;
}

TEST(Samples, WhatIsNoSampleIsNamed) {
  EXPECT_EQ(refusal("{\"sample\": [1]}"), "sample 1 has no name");
  EXPECT_EQ(refusal("[[sample]]\nname = 5"), "sample 1 has no name");
  EXPECT_EQ(refusal("[[sample]]\nname = \"one\"\npacket = 5").substr(0, 13), "sample \"one\":");
  EXPECT_EQ(refusal("[[sample]]\nname = \"one\"\npacket = \"list.json\""),
            "sample \"one\": list.json:1:1: the value is not an object; a packet is one JSON object");
  EXPECT_EQ(refusal("[[sample]]\nname = \"one\"\npacket = \"deep.json\""),
            "sample \"one\": deep.json:1:69: arrays and objects are nested too deep; at most 64 levels are read");
}

TEST(Documentation, HoldsTheExampleToTheLetter) {
  const std::string page = text_of(root + "/docs/gates.md");
  for (const std::string_view ending : {".toml", ".samples.toml"}) {
    const std::string name = "customer-improvement-plan" + std::string(ending);
    const std::string block =
        "`" + name + "`:\n\n```toml\n" + text_of(root + "/examples/custom-gate/" + name) + "```\n";
    EXPECT_NE(page.find(block), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace cavra::build
