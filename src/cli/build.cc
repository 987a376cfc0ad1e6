#include "base/sparing_disk.h"
#include "build/builder.h"
#include "gate/tables.h"

#include "cli/catalogues.h"
#include "cli/commands.h"

namespace cavra::cli {
namespace {

std::expected<build::Given, Error> read(Disk& disk, const std::string& path) {
  auto bytes = read_small(disk, path);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return build::Given{path, std::move(*bytes)};
}

/// What a packet is built from.
struct Ground {
  std::vector<build::Given> before;
  std::vector<build::Decided> decided;
  bool live = false;
};

Profile profile_of(const BuildOptions& options) {
  return options.profile == "compat" ? Profile::compat : Profile::strict;
}

/// The packets before, out of a bundle, and what the others in it decide, which is said on stderr where it is not good.
std::expected<Ground, Error> read_ground(Disk& disk, const Catalogue& catalogue, const GateInfo& gate,
                                         const BuildOptions& options) {
  if (!options.from.empty())
    return std::unexpected(bad_usage("--from and --bundle both say what the packet is built from", "give one of them"));
  const auto bundle = chain::read_bundle(disk, options.bundle, catalogue);
  if (!bundle) return std::unexpected(bundle.error());
  const auto index = static_cast<std::size_t>(&gate - catalogue.gates().data());
  const gate::Tables& tables = catalogue.tables();
  Ground ground;
  bool all_live = true;
  for (const gate::NameId of : tables.list(tables.gates[index].upstream)) {
    const chain::BundlePacket* packet = bundle->find(of);
    if (packet == nullptr)
      return std::unexpected(Error{Code::bad_usage,
                                   "the packet of " + std::string(catalogue.gates()[of].id) + " is not in the bundle",
                                   "put it there, or give it with --from", options.bundle, 0, 0, 0});
    ground.before.push_back({packet->source, packet->bytes});
  }
  const auto look = [&](bool live) {
    return chain::judge_chain(*bundle, catalogue, Policy::builtin(), {live, profile_of(options)});
  };
  auto verdict = look(true);
  if (!verdict) return std::unexpected(verdict.error());
  for (const std::size_t of : verdict->gates[index].upstream)
    all_live = all_live && verdict->gates[of].evidence_mode == "live";
  ground.live = options.mode_given ? options.mode == "live" : all_live;
  if (!ground.live) verdict = look(false);
  if (!verdict) return std::unexpected(verdict.error());
  ground.decided = build::decided_by(gate, *verdict);
  for (const build::Decided& decided : ground.decided)
    if (!decided.because.empty()) complain(decided.because);
  return ground;
}

std::expected<Ground, Error> read_from(Disk& disk, const BuildOptions& options) {
  Ground ground;
  ground.live = options.mode == "live";
  for (const std::string& path : options.from) {
    auto given = read(disk, path);
    if (!given) return std::unexpected(std::move(given.error()));
    ground.before.push_back(std::move(*given));
  }
  return ground;
}

std::expected<std::string, Error> build_packet(Disk& disk, const Catalogue& catalogue, const GateInfo& gate,
                                               const BuildOptions& options) {
  const auto ground = options.bundle.empty() ? read_from(disk, options) : read_ground(disk, catalogue, gate, options);
  if (!ground) return std::unexpected(ground.error());
  build::Given answers;
  if (!options.answers.empty()) {
    auto given = read(disk, options.answers);
    if (!given) return std::unexpected(std::move(given.error()));
    answers = std::move(*given);
  }
  build::Builder builder(
      catalogue, {ground->live ? build::Mode::live : build::Mode::sample, options.example, profile_of(options)});
  return builder.build(gate, ground->before, answers, ground->decided);
}

}  // namespace

int build(const BuildOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  const auto gate = find_gate(*catalogue, options.slug);
  if (!gate) return fail(gate.error());
  std::expected<std::string, Error> text =
      options.answers_template ? build::answers_template(*catalogue, **gate,
                                                         options.bundle.empty() ? std::vector<build::Decided>()
                                                                                : build::decided_fields(**gate))
                               : build_packet(*disk, *catalogue, **gate, options);
  if (!text) return fail(text.error());
  return put_out(*disk, options.output, *text);
}

}  // namespace cavra::cli
