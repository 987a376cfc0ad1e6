// bench-chain BUNDLE: judges the bundle, which must be ready, a hundred times by the library once everything is warm.
#include <cstdio>
#include <cstdlib>

#include "chain/chain.h"
#include "lines.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bench-chain BUNDLE\n", stderr);
    return 2;
  }
  const auto disk = cavra::make_real_disk();
  const auto bundle = cavra::chain::read_bundle(*disk, argv[1], cavra::Catalogue::builtin());
  if (!bundle) {
    std::fprintf(stderr, "bench-chain: %s\n", to_text(bundle.error()).c_str());
    return 2;
  }
  cavra::chain::ChainJudge judge(cavra::Catalogue::builtin(), cavra::Policy::builtin());
  constexpr int times = 100;
  int ready = 0;
  const auto once = [&] {
    const auto verdict = judge.judge(*bundle);
    ready += verdict && verdict->ready ? 1 : 0;
  };
  once();
  cavra::bench::print_time([&] {
    for (int i = 0; i < times; ++i) once();
  });
  return ready == times + 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
