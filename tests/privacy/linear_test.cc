// The work that hostile values make, in bytes looked at: twice the value is at most about twice the work.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "privacy/reading.h"
#include "tests/privacy/hostile.h"

namespace cavra::privacy {
namespace {

using namespace test;

Outcome outcome(const std::string& value) {
  Reader reader;
  return reader.read(value, [](const Reading&) {});
}

TEST(Steps, DoubleAtMostWhenAHostileValueDoubles) {
  for (const Hostile& hostile : kHostile) {
    for (const std::size_t size : {std::size_t{2000}, std::size_t{20000}}) {
      const std::string one = hostile.make(size);
      const std::string two = hostile.make(2 * size);
      ASSERT_GE(two.size() + 64, one.size()) << hostile.name;
      const double growth = static_cast<double>(two.size()) / static_cast<double>(one.size());
      const double steps = static_cast<double>(outcome(two).steps) / static_cast<double>(outcome(one).steps);
      // What noise happens to hold varies.
      EXPECT_LE(steps, std::max(growth, 2.0) * 1.25) << hostile.name << ", " << size;
    }
  }
}

TEST(Steps, AreBoundedByTheBudget) {
  const Budget budget;
  for (const Hostile& hostile : kHostile) {
    const std::string value = hostile.make(50'000);
    const Outcome found = outcome(value);
    // What is begun is finished: one pass over one text.
    EXPECT_LE(found.steps,
              budget.steps + budget.steps_per_byte * value.size() + (budget.decoded_bytes + value.size()) * 2)
        << hostile.name;
  }
}

}  // namespace
}  // namespace cavra::privacy
