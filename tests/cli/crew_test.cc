#include "cli/crew.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <vector>

namespace cavra::cli {
namespace {

/// Works so long on a piece that later ones are done before it.
struct Worker {
  std::size_t runs = 0;

  std::size_t run(std::size_t piece) {
    ++runs;
    volatile std::size_t spun = 0;
    for (std::size_t i = 0; i != (piece * 7919 % 13) * 500; ++i) spun = spun + i;
    return piece * piece;
  }
};

constexpr std::size_t count = 1000;

class Crews : public testing::TestWithParam<unsigned> {
 protected:
  /// Pieces 0 to count - 1, whose results go to `take`.
  template <typename Take>
  std::expected<void, Error> work(Take take) {
    return work_in_order(
        GetParam(),
        [this] {
          ++hired_;
          return Worker();
        },
        [this](Worker&) { return given_ == count ? std::nullopt : std::optional(given_++); }, take,
        [this](const Worker& worker) {
          ++dismissed_;
          runs_ += worker.runs;
        });
  }

  std::atomic<std::size_t> hired_ = 0;
  std::size_t given_ = 0;
  std::size_t dismissed_ = 0;
  std::size_t runs_ = 0;
};

TEST_P(Crews, TakesWhatIsDoneInTheOrderOfThePieces) {
  std::vector<std::size_t> taken;
  ASSERT_TRUE(work([&](std::size_t& square) {
    taken.push_back(square);
    return std::expected<void, Error>();
  }));
  std::vector<std::size_t> squares(count);
  for (std::size_t i = 0; i != count; ++i) squares[i] = i * i;
  EXPECT_EQ(taken, squares);
  EXPECT_EQ(runs_, count);
  EXPECT_EQ(dismissed_, hired_);
  EXPECT_LE(hired_, GetParam());
}

TEST_P(Crews, EndsWithTheFirstErrorOfTake) {
  std::size_t taken = 0;
  const auto done = work([&](std::size_t& square) -> std::expected<void, Error> {
    ++taken;
    if (square < 100) return {};
    return std::unexpected(Error{Code::cannot_write, "full", {}, {}, 0, 0, 0});
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().what, "full");
  EXPECT_EQ(taken, 11);
  EXPECT_LT(given_, count);
  EXPECT_EQ(dismissed_, hired_);
}

TEST_P(Crews, GivesNoMorePiecesThanCanWaitToBeTaken) {
  std::atomic<std::size_t> given = 0;
  std::size_t taken = 0;
  std::size_t ahead = 0;
  ASSERT_TRUE(work_in_order(
      GetParam(), [] { return Worker(); },
      [&](Worker&) { return given == count ? std::nullopt : std::optional(given++); },
      [&](std::size_t&) {
        ahead = std::max(ahead, given - taken++);
        return std::expected<void, Error>();
      },
      [](const Worker&) {}));
  EXPECT_LE(ahead, std::size_t{GetParam()} * 8);
}

TEST_P(Crews, HasNothingToTakeOfNothing) {
  given_ = count;
  ASSERT_TRUE(work([](std::size_t&) -> std::expected<void, Error> {
    ADD_FAILURE();
    return {};
  }));
  EXPECT_EQ(hired_, 1);
}

INSTANTIATE_TEST_SUITE_P(Jobs, Crews, testing::Values(1U, 2U, 8U));

}  // namespace
}  // namespace cavra::cli
