// bench-judge FILE READY FINDINGS compat|strict: judges each line of the loaded file by the public library and takes
// out every finding with its position. It fails unless that many packets were ready and that many findings were made.
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "cavra/judge.h"
#include "lines.h"

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fputs("usage: bench-judge FILE READY FINDINGS compat|strict\n", stderr);
    return 2;
  }
  const auto profile = std::strcmp(argv[4], "strict") == 0 ? cavra::Profile::strict : cavra::Profile::compat;
  std::ifstream file(argv[1], std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  cavra::Judge judge(cavra::Catalogue::builtin());
  std::size_t ready = 0;
  std::size_t findings = 0;
  cavra::bench::print_time([&] {
    cavra::bench::for_each_line(bytes, [&](std::string_view line) {
      const auto verdict = judge.judge(line, {.require_live = true, .profile = profile});
      if (!verdict) return;
      ready += verdict->ready();
      for (std::size_t i = 0; i < verdict->finding_count(); ++i) findings += verdict->finding(i).line != 0;
    });
  });
  if (ready == std::strtoull(argv[2], nullptr, 10) && findings == std::strtoull(argv[3], nullptr, 10))
    return EXIT_SUCCESS;
  std::fprintf(stderr, "bench-judge: %zu ready, %zu findings\n", ready, findings);
  return EXIT_FAILURE;
}
