/// Work in pieces on several threads, whose results are taken in the order of the pieces.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <expected>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "cavra/error.h"

namespace cavra::cli {

/// Threads that each get a piece, work on it, take what is done and next in order, and begin again.
template <typename Hire, typename Next, typename Take, typename Dismiss>
class Crew {
 public:
  Crew(unsigned size, Hire& hire, Next& next, Take& take, Dismiss& dismiss)
      : size_(size), hire_(hire), next_(next), take_(take), dismiss_(dismiss) {}

  std::expected<void, Error> run() {
    work();
    {
      const std::lock_guard turn(turn_);
      ended_ = true;  // nobody hires any more
    }
    threads_.clear();
    return std::move(result_);
  }

 private:
  using Worker = std::invoke_result_t<Hire&>;
  using Piece = typename std::invoke_result_t<Next&, Worker&>::value_type;
  using Done = decltype(std::declval<Worker&>().run(std::declval<Piece>()));

  void work() {
    Worker worker = hire_();
    while (auto numbered = get(worker)) put(numbered->first, worker.run(std::move(numbered->second)));
    const std::lock_guard lock(mutex_);
    dismiss_(worker);
  }

  /// The next piece and its number.
  std::optional<std::pair<std::size_t, Piece>> get(Worker& worker) {
    const std::lock_guard turn(turn_);
    if (ended_ || !has_room()) return std::nullopt;
    std::optional<Piece> piece = next_(worker);
    ended_ = !piece;
    if (ended_) return std::nullopt;
    if (threads_.size() + 1 < size_) threads_.emplace_back([this] { work(); });
    return std::pair(given_++, std::move(*piece));
  }

  /// Waits until few enough pieces are under way; false when no more are wanted. The first of them is being worked on.
  bool has_room() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return !result_ || given_ - taken_ < std::size_t{size_} * 8; });
    return result_.has_value();
  }

  /// Takes what is done, unless a piece before it is not, or somebody is taking already, who then takes it, too.
  void put(std::size_t number, Done done) {
    std::unique_lock lock(mutex_);
    done_.emplace(number, std::move(done));
    if (std::exchange(taking_, true)) return;
    while (result_ && !done_.empty() && done_.begin()->first == taken_) {
      auto first = done_.extract(done_.begin());
      lock.unlock();
      auto result = take_(first.mapped());
      lock.lock();
      result_ = std::move(result);
      ++taken_;
      room_.notify_one();  // only who has the turn waits
    }
    taking_ = false;
  }

  unsigned size_;
  Hire& hire_;
  Next& next_;
  Take& take_;
  Dismiss& dismiss_;

  std::mutex turn_;  // to get a piece
  bool ended_ = false;
  std::size_t given_ = 0;
  std::vector<std::jthread> threads_;

  std::mutex mutex_;  // of what follows
  std::condition_variable room_;
  std::map<std::size_t, Done> done_;  // and not taken, by number
  std::size_t taken_ = 0;
  bool taking_ = false;
  std::expected<void, Error> result_;
};

/// Gets pieces from `next(worker)` until it gives none, has `worker.run(piece)` work on each, and gives what comes out
/// to `take(done)` in the order of the pieces: next() and take() are called by one thread at a time each, and what is
/// under way is bounded. Each of `jobs` threads, of which the calling one is the first, has a worker, made by `hire()`;
/// one that is done with is given to `dismiss(worker)`, on one thread at a time. The first error of take() ends the
/// work.
template <typename Hire, typename Next, typename Take, typename Dismiss>
[[nodiscard]] std::expected<void, Error> work_in_order(unsigned jobs, Hire hire, Next next, Take take,
                                                       Dismiss dismiss) {
  return Crew(jobs, hire, next, take, dismiss).run();
}

/// The same over the numbers below `count`.
template <typename Hire, typename Take, typename Dismiss>
[[nodiscard]] std::expected<void, Error> work_through(std::size_t count, unsigned jobs, Hire hire, Take take,
                                                      Dismiss dismiss) {
  const auto next = [at = std::size_t{0}, count](auto&) mutable {
    return at == count ? std::nullopt : std::optional(at++);
  };
  return work_in_order(jobs, std::move(hire), next, std::move(take), std::move(dismiss));
}

}  // namespace cavra::cli
