// bench-log FOLDER ENTRIES: makes a log of so many entries in FOLDER, which must not exist, and prints, tab-separated,
// what was measured, the target, the figure, its middle half, and whether the target is reached. Everything is synced.
// bench-log --open FOLDER: opens that log for writing in a process of its own.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "crypto/keys.h"
#include "ledger/writer.h"
#include "tlog/entries.h"
#include "tlog/proof.h"

namespace {

using namespace cavra;
using namespace cavra::ledger;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

template <typename T>
T checked(std::expected<T, Error> value) {
  if (value) return std::move(*value);
  std::fprintf(stderr, "bench-log: %s\n", to_text(value.error()).c_str());
  std::exit(EXIT_FAILURE);
}

NoteSigner make_signer() {
  const auto key = std::make_shared<crypto::PrivateKey>(*crypto::PrivateKey::from_ed25519(std::string(32, 'b')));
  NoteSigner signer{{"bench.example/log", tlog::KeyType::ed25519, {}},
                    [key](std::string_view message) { return key->sign(message); }};
  const std::string raw = *key->public_key().ed25519_bytes();
  std::ranges::copy(raw, signer.key.key.begin());
  return signer;
}

/// As long as the record of a seal with six signatures.
std::string entry_of(std::uint64_t index) { return std::to_string(index) + std::string(560, 'x'); }

struct Samples {
  std::vector<double> values;
  double at(double part) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
  }
};

void print(const char* what, const char* target, Samples samples, double scale, const char* unit, bool reached) {
  const bool many = samples.at(0.25) * scale >= 1000;
  std::printf(many ? "%s\t%s\t%.0f%s\t%.0f to %.0f\t%s\n" : "%s\t%s\t%.3g%s\t%.3g to %.3g\t%s\n", what, target,
              samples.at(0.5) * scale, unit, samples.at(0.25) * scale, samples.at(0.75) * scale,
              target[0] == '-' ? "-"
              : reached        ? "yes"
                               : "no");
}

Samples time_fsync(const std::string& folder) {
  Samples samples;
  const std::string path = folder + ".fsync";
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::string block(4096, 'x');
  for (int i = 0; i != 200; ++i) {
    if (::write(file, block.data(), block.size()) < 0) break;
    const auto begin = Clock::now();
    ::fsync(file);
    samples.values.push_back(seconds_since(begin));
  }
  ::close(file);
  ::unlink(path.c_str());
  return samples;
}

Samples time_batches(Writer& writer, std::uint64_t entries) {
  constexpr std::uint64_t batch = 10000;
  Samples rates;
  while (writer.size() < entries) {
    std::vector<std::string> texts;
    for (std::uint64_t i = 0; i != std::min(batch, entries - writer.size()); ++i)
      texts.push_back(entry_of(writer.size() + i));
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    const auto begin = Clock::now();
    checked(writer.append(views));
    rates.values.push_back(static_cast<double>(views.size()) / seconds_since(begin));
  }
  return rates;
}

tlog::EntryProof prove(FolderStore& store, const Appended& appended, std::uint64_t size) {
  tlog::TileNodes nodes(store, size);
  return {std::nullopt, appended.first, checked(tlog::prove_inclusion(nodes, appended.first, size)),
          appended.checkpoint};
}

Samples time_single(Writer& writer, FolderStore& store) {
  Samples samples;
  for (int i = 0; i != 300; ++i) {
    const std::string text = entry_of(writer.size());
    const std::string_view view = text;
    const auto begin = Clock::now();
    const Appended appended = checked(writer.append({&view, 1}));
    const tlog::EntryProof proof = prove(store, appended, writer.size());
    samples.values.push_back(seconds_since(begin));
    if (proof.hashes.empty()) std::exit(EXIT_FAILURE);
  }
  return samples;
}

/// Proofs of entries in random order, each checked against the root.
Samples time_proofs(FolderStore& store, const tlog::Checkpoint& checkpoint) {
  constexpr int block = 4000;
  Samples rates;
  std::minstd_rand random(1);
  tlog::TileNodes nodes(store, checkpoint.size, 4096);
  for (int round = 0; round != 20; ++round) {
    std::vector<std::uint64_t> indexes;
    std::vector<tlog::Hash> leaves;
    for (int i = 0; i != block; ++i) {
      indexes.push_back(random() % checkpoint.size);
      leaves.push_back(tlog::leaf_hash(entry_of(indexes.back())));
    }
    const auto begin = Clock::now();
    for (int i = 0; i != block; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const auto proof = checked(tlog::prove_inclusion(nodes, indexes[at], checkpoint.size));
      if (!tlog::includes(proof, checkpoint.size, checkpoint.root, indexes[at], leaves[at])) std::exit(EXIT_FAILURE);
    }
    rates.values.push_back(block / seconds_since(begin));
  }
  return rates;
}

int open_alone(const std::string& folder) {
  const auto disk = make_real_disk();
  FolderStore store(*disk, folder);
  const auto begin = Clock::now();
  const Writer writer = checked(Writer::open(store, make_signer()));
  const double seconds = seconds_since(begin);
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::printf("%g %g\n", seconds, static_cast<double>(usage.ru_maxrss) / 1024);
  return EXIT_SUCCESS;
}

/// Opens the log in new processes, and gives the seconds and megabytes of each.
std::pair<Samples, Samples> time_open(const std::string& program, const std::string& folder) {
  std::pair<Samples, Samples> samples;
  for (int i = 0; i != 15; ++i) {
    FILE* const child = ::popen((program + " --open " + folder).c_str(), "r");
    double seconds = 0;
    double megabytes = 0;
    if (child == nullptr || std::fscanf(child, "%lf %lf", &seconds, &megabytes) != 2 || ::pclose(child) != 0)
      std::exit(EXIT_FAILURE);
    samples.first.values.push_back(seconds);
    samples.second.values.push_back(megabytes);
  }
  return samples;
}

int run(const std::string& program, const std::string& folder, std::uint64_t entries) {
  const auto disk = make_real_disk();
  FolderStore store(*disk, folder);
  if (const auto made = init(store, make_signer()); !made) {
    std::fprintf(stderr, "bench-log: %s\n", to_text(made.error()).c_str());
    return EXIT_FAILURE;
  }
  Samples fsync = time_fsync(folder);
  print("one fsync of 4 KB on this disk", "-", fsync, 1e3, " ms", true);
  tlog::Checkpoint checkpoint;
  {
    Writer writer = checked(Writer::open(store, make_signer()));
    Samples batches = time_batches(writer, entries);
    print("log: appends in batches of 10,000, a second", "at least 10,000", batches, 1, "", batches.at(0.5) >= 10000);
    Samples single = time_single(writer, store);
    print("log: one append with its proof", "under 20 ms", single, 1e3, " ms", single.at(0.5) < 0.02);
    tlog::Trust trust{{}, {make_signer().key}, {}, 0};
    checkpoint = checked(tlog::open_checkpoint(writer.checkpoint(), trust)).checkpoint;
  }
  Samples proofs = time_proofs(store, checkpoint);
  print("log: proofs made and checked, a second", "at least 20,000", proofs, 1, "", proofs.at(0.5) >= 20000);
  auto [seconds, megabytes] = time_open(program, folder);
  print("log: opening it to write", "at most 20 ms", seconds, 1e3, " ms", seconds.at(0.5) <= 0.02);
  print("log: peak memory then", "at most 50 MB", megabytes, 1, " MB", megabytes.at(0.5) <= 50);
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "--open") return open_alone(argv[2]);
  if (argc == 3) return run(argv[0], argv[1], std::strtoull(argv[2], nullptr, 10));
  std::fputs("usage: bench-log FOLDER ENTRIES\n", stderr);
  return 2;
}
