// bench-floor FILE: simdjson's DOM parse of each line of the loaded file, and nothing else.
// bench-floor --sha256 FILE: OpenSSL's SHA-256 of each line of the loaded file, and nothing else.
// bench-floor --version: the version of simdjson, and the code that it chose for this processor.
#include <simdjson.h>

#include <cstdlib>
#include <cstring>

#include "crypto/digest.h"
#include "lines.h"

namespace {

int hash(std::string_view bytes) {
  unsigned last = cavra::crypto::sha256(bytes.substr(0, 1)).front();  // OpenSSL is loaded by now
  cavra::bench::print_time([&] {
    cavra::bench::for_each_line(bytes, [&](std::string_view line) { last += cavra::crypto::sha256(line).front(); });
  });
  return last == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  const bool hashing = argc == 3 && std::strcmp(argv[1], "--sha256") == 0;
  if (argc != 2 && !hashing) {
    std::fputs("usage: bench-floor [--sha256] FILE\n", stderr);
    return 2;
  }
  if (std::strcmp(argv[1], "--version") == 0) {
    std::printf("%d.%d.%d (%s)\n", simdjson::SIMDJSON_VERSION_MAJOR, simdjson::SIMDJSON_VERSION_MINOR,
                simdjson::SIMDJSON_VERSION_REVISION, simdjson::get_active_implementation()->name().c_str());
    return EXIT_SUCCESS;
  }
  simdjson::padded_string file;
  if (simdjson::padded_string::load(argv[argc - 1]).get(file) != simdjson::SUCCESS) {
    std::fprintf(stderr, "bench-floor: %s: it cannot be read\n", argv[argc - 1]);
    return 2;
  }
  if (hashing) return hash({file.data(), file.size()});
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
