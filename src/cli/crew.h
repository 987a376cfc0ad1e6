/// Pieces of work done by one thread or several, and taken in their order.
///
///     struct Worker { struct Work; struct Done; Done run(Work); Usage usage() const; };
///
/// A Done has `used`, the memory of lines that are done with, which next() may use again.
#pragma once

#include <condition_variable>
#include <deque>
#include <expected>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "cavra/error.h"
#include "cavra/policy.h"
#include "cli/lines.h"

namespace cavra::cli {

/// Threads that each have a Worker, made by hire().
template <typename Worker, typename Hire>
class Crew {
 public:
  using Work = typename Worker::Work;
  using Done = typename Worker::Done;

  /// `usage` gets what each worker looked at; it is whole when the crew is gone.
  Crew(unsigned size, Hire hire, Usage& usage) : hire_(std::move(hire)), usage_(usage) {
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
        usage_.add(worker.usage());
        return;
      }
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task.done.set_value(worker.run(std::move(task.work)));
    }
  }

  Hire hire_;
  Usage& usage_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Task> tasks_;
  bool closed_ = false;
  std::vector<std::jthread> threads_;  // last: joined before the rest goes
};

/// Runs what next(used) gives until it gives none, and hands each Done to take(), in the order of next(). What is under
/// way is bounded. The first error of take() ends the work.
template <typename Worker, typename Hire, typename Next, typename Take>
std::expected<void, Error> work_in_order(unsigned jobs, Hire hire, Next next, Take take, Usage& usage) {
  using Done = typename Worker::Done;
  if (jobs <= 1) {
    Worker worker = hire();
    LineChunk used;
    while (auto work = next(std::move(used))) {
      Done done = worker.run(std::move(*work));
      if (auto taken = take(done); !taken) return taken;
      used = std::move(done.used);
    }
    usage.add(worker.usage());
    return {};
  }
  Crew<Worker, Hire> crew(jobs, std::move(hire), usage);
  std::deque<std::future<Done>> pending;
  std::vector<LineChunk> free;
  const std::size_t most = std::size_t{jobs} * 4;
  const auto take_first = [&]() -> std::expected<void, Error> {
    Done done = pending.front().get();
    pending.pop_front();
    auto taken = take(done);
    if (done.used.memory) free.push_back(std::move(done.used));
    return taken;
  };
  while (true) {
    LineChunk used;
    if (!free.empty()) {
      used = std::move(free.back());
      free.pop_back();
    }
    auto work = next(std::move(used));
    if (!work) break;
    pending.push_back(crew.submit(std::move(*work)));
    while (pending.size() > most)
      if (auto taken = take_first(); !taken) return taken;
  }
  while (!pending.empty())
    if (auto taken = take_first(); !taken) return taken;
  return {};
}

}  // namespace cavra::cli
