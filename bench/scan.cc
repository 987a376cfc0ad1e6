// bench-scan FILE PASSES [ROSTER [KEY]]   scans the lines of the loaded file by the public library, PASSES times, each
// time by a
//                                         Scan that has seen nothing before, and takes every finding
// bench-scan --load ROSTER [KEY]          loads a customer roster, plain or keyed
#include <cstdlib>
#include <expected>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cavra/scan.h"
#include "lines.h"
#include "privacy/roster.h"

namespace {

[[noreturn]] void give_up(const std::string& what) {
  std::fprintf(stderr, "bench-scan: %s\n", what.c_str());
  std::exit(2);
}

template <typename T>
T must(std::expected<T, cavra::Error> value) {
  if (!value) give_up(to_text(value.error()));
  return std::move(*value);
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) give_up(path + ": it cannot be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Scans `bytes` in pieces of whole lines, as the command does; the number of findings.
std::size_t scan_all(const cavra::Policy& policy, std::string_view bytes) {
  constexpr std::size_t piece = std::size_t{256} << 10;
  cavra::Scan scan(policy);
  std::vector<cavra::Finding> findings;
  std::size_t found = 0;
  while (!bytes.empty()) {
    const std::size_t newline = bytes.size() <= piece ? std::string_view::npos : bytes.find('\n', piece);
    const std::size_t size = newline == std::string_view::npos ? bytes.size() : newline + 1;
    if (const auto scanned = scan.text(bytes.substr(0, size), 1, findings); !scanned) give_up(to_text(scanned.error()));
    bytes.remove_prefix(size);
    found += findings.size();
    findings.clear();
  }
  return found;
}

int load(const std::string& roster, const std::string& key) {
  const std::string bytes = read(roster);
  std::size_t names = 0;
  if (key.empty()) {
    cavra::bench::print_time([&] { names = must(cavra::privacy::Roster::from_names(bytes, roster)).size(); });
  } else {
    const auto hash = must(cavra::privacy::KeyedHash::with_key(read(key)));
    cavra::bench::print_time([&] { names = must(cavra::privacy::Roster::from_hashes(bytes, roster, hash)).size(); });
  }
  return names == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto at = [&](std::size_t i) { return i < arguments.size() ? arguments[i] : std::string(); };
  if (arguments.size() < 2 || arguments.size() > 4)
    give_up("usage: bench-scan FILE PASSES [ROSTER [KEY]], or --load ROSTER [KEY]");
  if (at(0) == "--load") return load(at(1), at(2));
  const std::string bytes = read(at(0));
  cavra::PolicyFiles files;
  if (!at(2).empty()) files.roster = {at(2), read(at(2))};
  if (!at(3).empty()) files.key = read(at(3));
  const cavra::Policy policy = must(cavra::Policy::load(std::move(files)));
  const std::size_t passes = std::strtoull(at(1).c_str(), nullptr, 10);
  std::size_t found = 0;
  cavra::bench::print_time([&] {
    for (std::size_t pass = 0; pass != passes; ++pass) found += scan_all(policy, bytes);
  });
  std::fprintf(stderr, "%zu findings\n", passes == 0 ? 0 : found / passes);
  return EXIT_SUCCESS;
}
