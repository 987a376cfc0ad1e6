#include "build/mutate.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace cavra::build {
namespace {

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

Catalogue with_custom(const std::string& what = "", const std::string& by = "") {
  std::string toml = read(CAVRA_SOURCE "/examples/custom-gate/customer-improvement-plan.toml");
  if (!what.empty()) {
    const std::size_t at = toml.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    toml.replace(at, what.size(), by);
  }
  auto made = Catalogue::with({{"custom.toml", toml}});
  EXPECT_TRUE(made) << to_text(made.error());
  return *std::move(made);
}

std::string survivors(const std::vector<Mutated>& checks) {
  std::string all;
  for (const Mutated& check : checks)
    for (const std::string& survivor : check.survived) all += check.check + " " + survivor + "\n";
  return all;
}

std::size_t planted(const std::vector<Mutated>& checks) {
  std::size_t sum = 0;
  for (const Mutated& check : checks) sum += check.planted;
  return sum;
}

TEST(Mutate, EveryFaultInEachOfTheTenIsBlockedByItsCheck) {
  const Catalogue& gates = Catalogue::builtin();
  std::size_t all = 0;
  for (const GateInfo& gate : gates.gates()) {
    const auto checks = mutate(gates, gate, gates);
    ASSERT_TRUE(checks) << to_text(checks.error());
    EXPECT_EQ(survivors(*checks), "") << gate.slug;
    for (const Mutated& check : *checks) EXPECT_GT(check.planted, 2u) << gate.slug << " " << check.check;
    all += planted(*checks);
  }
  EXPECT_GT(all, 10000u);
}

TEST(Mutate, AnAuthorsOwnDefinitionIsTriedToo) {
  const Catalogue gates = with_custom();
  const auto checks = mutate(gates, *gates.find("customer-improvement-plan"), gates);
  ASSERT_TRUE(checks) << to_text(checks.error());
  EXPECT_EQ(survivors(*checks), "");
  EXPECT_GT(planted(*checks), 500u);
}

// A gate that asks for less lets through what the definition says it must block: that is seen, and where.
struct Weaker {
  const char* what;
  const char* by;
  const char* survives;
};

class AWeakerGate : public testing::TestWithParam<Weaker> {};

TEST_P(AWeakerGate, IsSeen) {
  const Catalogue gates = with_custom();
  const Catalogue weaker = with_custom(GetParam().what, GetParam().by);
  const auto checks = mutate(gates, *gates.find("customer-improvement-plan"), weaker);
  ASSERT_TRUE(checks) << to_text(checks.error());
  EXPECT_NE(survivors(*checks).find(GetParam().survives), std::string::npos) << survivors(*checks);
}

INSTANTIATE_TEST_SUITE_P(Definitions, AWeakerGate,
                         testing::Values(Weaker{"text = 30", "text = 29", "one code point short"},
                                         Weaker{"\"owners_agreed\", ", "", "/plan_controls/owners_agreed: dropped"},
                                         Weaker{"closed   = true", "closed   = false",
                                                "one more that is not of the list"}));

TEST(Mutate, AnExampleThatIsNotReadyIsNoGround) {
  const Catalogue gates = with_custom("No change reaches production without its owner.", "Too short.");
  const auto checks = mutate(gates, *gates.find("customer-improvement-plan"), gates);
  ASSERT_FALSE(checks);
  EXPECT_EQ(checks.error().code, Code::bad_definition);
}

}  // namespace
}  // namespace cavra::build
