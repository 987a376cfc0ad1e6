#include "build/builder.h"

#include "cli/catalogues.h"
#include "cli/commands.h"

namespace cavra::cli {
namespace {

constexpr std::size_t largest = std::size_t{16} << 20;

std::expected<build::Given, Error> read(Disk& disk, const std::string& path) {
  auto bytes = read_file(disk, path, largest);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return build::Given{path, std::move(*bytes)};
}

std::expected<std::string, Error> build_packet(Disk& disk, const Catalogue& catalogue, const GateInfo& gate, const BuildOptions& options) {
  std::vector<build::Given> before;
  for (const std::string& path : options.from) {
    auto given = read(disk, path);
    if (!given) return std::unexpected(std::move(given.error()));
    before.push_back(std::move(*given));
  }
  build::Given answers;
  if (!options.answers.empty()) {
    auto given = read(disk, options.answers);
    if (!given) return std::unexpected(std::move(given.error()));
    answers = std::move(*given);
  }
  build::Builder builder(catalogue, {options.mode == "live" ? build::Mode::live : build::Mode::sample, options.example,
                                     options.profile == "compat" ? Profile::compat : Profile::strict});
  return builder.build(gate, before, answers);
}

}  // namespace

int build(const BuildOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  const auto gate = find_gate(*catalogue, options.slug);
  if (!gate) return fail(gate.error());
  std::expected<std::string, Error> text =
      options.answers_template ? build::answers_template(*catalogue, **gate) : build_packet(*disk, *catalogue, **gate, options);
  if (!text) return fail(text.error());
  auto sink = Sink::open(*disk, options.output);
  if (!sink) return fail(sink.error());
  if (const auto written = sink->write(*text); !written) return fail(written.error());
  if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  return exit_good;
}

}  // namespace cavra::cli
