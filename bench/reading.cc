// What reading costs: the strings of a seal packet, prose, and values with something to decode. Google Benchmark.
#include "privacy/reading.h"

#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <string_view>

namespace {

using cavra::privacy::Reader;
using cavra::privacy::Reading;

constexpr std::array<std::string_view, 16> kPacket = {
    "evidence://customer-lifecycle-status/public-summary",
    "evidence://owner/release-management",
    "lifecycle_public_status",
    "customer-lifecycle-final-seal",
    "archive_manifest",
    "sealed",
    "ready_for_customer_lifecycle_final_release_seal",
    "ticket://customer-closeout/handoff",
    "Customer lifecycle gates are ready and the customer lifecycle archive is complete.",
    "customer_success_owner_ref",
    "completion_statement",
    "evidence://security/risk-acceptance-summary",
    "Production deployment",
    "R7.10",
    "final_release_controls",
    "no_private_material",
};

constexpr std::array<std::string_view, 6> kProse = {
    "The rollout reached every region in the second week, and nobody had to be called at night.",
    "Support answers within one working day; Severity 1 is answered at any hour.",
    "What is published carries the digest of the seal, so that readers can check it offline.",
    "Version 2.14.1 replaces 2.13.0 on all nodes since 2026-07-21.",
    "Backups are kept for thirty days (see the retention policy) and then removed.",
    "We thank everyone who took part: operations, security, communications and customer success.",
};

constexpr std::array<std::string_view, 5> kEncoded = {
    "key=amFuZS5kb2VAYWNtZS5leGFtcGxl",
    "jane%40acme.example",
    "J a n e  D o e",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "caf\xC3\xA9 \xE2\x80\x93 na\xC3\xAFve",
};

void read_all(benchmark::State& state, std::span<const std::string_view> values) {
  Reader reader;
  std::size_t bytes = 0;
  for (const std::string_view value : values) bytes += value.size();
  for (auto _ : state) {
    std::size_t read = 0;
    for (const std::string_view value : values) {
      benchmark::DoNotOptimize(reader.read(value, [&](const Reading& reading) { read += reading.text.size(); }));
    }
    benchmark::DoNotOptimize(read);
  }
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(values.size()));
}

BENCHMARK_CAPTURE(read_all, packet, std::span<const std::string_view>(kPacket));
BENCHMARK_CAPTURE(read_all, prose, std::span<const std::string_view>(kProse));
BENCHMARK_CAPTURE(read_all, encoded, std::span<const std::string_view>(kEncoded));

}  // namespace

BENCHMARK_MAIN();
