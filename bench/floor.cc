// bench-floor FILE: simdjson's DOM parse of each line of the loaded file, and nothing else.
// bench-floor --version: the version of simdjson, and the code that it chose for this processor.
#include <simdjson.h>

#include <cstdlib>
#include <cstring>

#include "lines.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bench-floor FILE\n", stderr);
    return 2;
  }
  if (std::strcmp(argv[1], "--version") == 0) {
    std::printf("%d.%d.%d (%s)\n", simdjson::SIMDJSON_VERSION_MAJOR, simdjson::SIMDJSON_VERSION_MINOR,
                simdjson::SIMDJSON_VERSION_REVISION, simdjson::get_active_implementation()->name().c_str());
    return EXIT_SUCCESS;
  }
  simdjson::padded_string file;
  if (simdjson::padded_string::load(argv[1]).get(file) != simdjson::SUCCESS) {
    std::fprintf(stderr, "bench-floor: %s: it cannot be read\n", argv[1]);
    return 2;
  }
  simdjson::dom::parser parser;
  std::size_t failed = 0;
  cavra::bench::print_time([&] {
    cavra::bench::for_each_line({file.data(), file.size()}, [&](std::string_view line) {
      // What follows a line in the file serves as the padding that simdjson wants after it.
      failed += parser.parse(line.data(), line.size(), false).error() != simdjson::SUCCESS;
    });
  });
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
