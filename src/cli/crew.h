/// Pieces of work done by one thread or several, and taken in their order.
///
///     struct Worker { struct Work; struct Done; Done run(Work); };
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <expected>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "cavra/error.h"

namespace cavra::cli {

/// Threads that each have a Worker, made by hire(). One that is done with is given to dismiss(), one at a time; all are
/// when the crew is gone.
template <typename Worker, typename Hire, typename Dismiss>
class Crew {
 public:
  using Work = typename Worker::Work;
  using Done = typename Worker::Done;

  Crew(unsigned size, Hire hire, Dismiss dismiss) : hire_(std::move(hire)), dismiss_(std::move(dismiss)) {
    for (unsigned i = 0; i < size; ++i) threads_.emplace_back([this] { work(); });
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
  }

  std::future<Done> submit(Work work) {
    Task task{std::move(work), {}};
    std::future<Done> done = task.done.get_future();
    {
      const std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    ready_.notify_one();
    return done;
  }

 private:
  struct Task {
    Work work;
    std::promise<Done> done;
  };

  void work() {
    Worker worker = hire_();
    while (true) {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
      if (tasks_.empty()) {
        dismiss_(worker);
        return;
      }
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task.done.set_value(worker.run(std::move(task.work)));
    }
  }

  Hire hire_;
  Dismiss dismiss_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Task> tasks_;
  bool closed_ = false;
  std::vector<std::jthread> threads_;  // last: joined before the rest goes
};

/// Runs what next() gives until it gives none, and hands each Done to take(), in the order of next(); both are called on
/// the calling thread. What is under way is bounded. The first error of take() ends the work.
template <typename Worker, typename Hire, typename Next, typename Take, typename Dismiss>
[[nodiscard]] std::expected<void, Error> work_in_order(unsigned jobs, Hire hire, Next next, Take take, Dismiss dismiss) {
  using Done = typename Worker::Done;
  if (jobs <= 1) {
    Worker worker = hire();
    std::expected<void, Error> taken;
    while (taken) {
      auto work = next();
      if (!work) break;
      Done done = worker.run(std::move(*work));
      taken = take(done);
    }
    dismiss(worker);
    return taken;
  }
  Crew<Worker, Hire, Dismiss> crew(jobs, std::move(hire), std::move(dismiss));
  std::deque<std::future<Done>> pending;
  const std::size_t most = std::size_t{jobs} * 4;
  const auto take_first = [&] {
    Done done = pending.front().get();
    pending.pop_front();
    return take(done);
  };
  while (auto work = next()) {
    pending.push_back(crew.submit(std::move(*work)));
    if (pending.size() <= most) continue;
    if (auto taken = take_first(); !taken) return taken;
  }
  while (!pending.empty())
    if (auto taken = take_first(); !taken) return taken;
  return {};
}

/// The same over the numbers below `count`.
template <typename Worker, typename Hire, typename Take, typename Dismiss>
[[nodiscard]] std::expected<void, Error> work_through(std::size_t count, unsigned jobs, Hire hire, Take take, Dismiss dismiss) {
  std::size_t at = 0;
  const auto next = [&at, count] { return at == count ? std::nullopt : std::optional(at++); };
  return work_in_order<Worker>(static_cast<unsigned>(std::min<std::size_t>(jobs, count)), std::move(hire), next, std::move(take), std::move(dismiss));
}

}  // namespace cavra::cli
