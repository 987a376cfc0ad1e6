/// Work in pieces on several threads, whose results are taken in the order of the pieces.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <expected>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "cavra/error.h"

namespace cavra::cli {

/// Runs `make_worker()(i)` for each i below `count`, on `jobs` threads with a worker each, and gives what comes out to
/// `take(result)` on the calling thread, i ascending. What waits to be taken is bounded. When `take` fails, the rest is left.
/// A worker that is done with is given to `finish(worker)`, on one thread at a time.
template <typename MakeWorker, typename Take, typename Finish>
[[nodiscard]] std::expected<void, Error> in_order(std::size_t count, unsigned jobs, MakeWorker make_worker, Take take, Finish finish) {
  if (jobs <= 1 || count <= 1) {
    auto worker = make_worker();
    std::expected<void, Error> taken;
    for (std::size_t i = 0; i < count && taken; ++i) taken = take(worker(i));
    finish(worker);
    return taken;
  }
  using Result = decltype(make_worker()(std::size_t{}));
  const std::size_t most = std::size_t{jobs} * 16;
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, Result> done;
  std::size_t next = 0;
  std::size_t taken_count = 0;
  bool stopped = false;
  const auto work = [&] {
    auto worker = make_worker();
    while (true) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return stopped || next == count || next < taken_count + most; });
      if (stopped || next == count) {
        finish(worker);
        return;
      }
      const std::size_t piece = next++;
      lock.unlock();
      Result result = worker(piece);
      lock.lock();
      done.emplace(piece, std::move(result));
      changed.notify_all();
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < jobs; ++i) threads.emplace_back(work);
  std::expected<void, Error> taken;
  while (taken_count < count && taken) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return done.contains(taken_count); });
    auto result = done.extract(taken_count);
    lock.unlock();
    taken = take(std::move(result.mapped()));
    lock.lock();
    ++taken_count;
    stopped = !taken;
    changed.notify_all();
  }
  return taken;
}

}  // namespace cavra::cli
