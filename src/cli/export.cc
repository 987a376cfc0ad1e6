#include "base/atomic_file.h"
#include "build/builder.h"
#include "cli/catalogues.h"
#include "cli/commands.h"

namespace cavra::cli {
namespace {

std::expected<std::string, Error> result_of(const Catalogue& catalogue, const std::string& packet, bool live) {
  Judge judge(catalogue);
  Run run;
  run.require_live = live;
  const auto verdict = judge.judge(packet, run);
  if (!verdict) return std::unexpected(verdict.error());
  std::string result;
  verdict->append_result(result, Verdict::Form::pretty);
  return result;
}

std::expected<void, Error> export_gate(Disk& disk, const Catalogue& catalogue, const GateInfo& gate,
                                       const std::string& folder) {
  for (const bool live : {false, true}) {
    build::Builder builder(catalogue, {live ? build::Mode::live : build::Mode::sample, true, Profile::strict});
    const auto packet = builder.build(gate, {}, {});
    if (!packet) return std::unexpected(packet.error());
    const auto result = result_of(catalogue, *packet, live);
    if (!result) return std::unexpected(result.error());
    const std::string stem = folder + "/" + std::string(gate.slug) + (live ? ".live.sanitized" : ".sample");
    if (auto put = replace_file(disk, stem + (live ? ".example.json" : ".json"), *packet); !put) return put;
    if (auto put = replace_file(disk, stem + ".result.json", *result); !put) return put;
  }
  return {};
}

std::expected<void, Error> export_bundle(Disk& disk, const Catalogue& catalogue, const ExportOptions& options) {
  build::Builder builder(catalogue,
                         {options.mode == "sample" ? build::Mode::sample : build::Mode::live, true, Profile::strict});
  // Every packet is built before the first is written: a bundle is whole or not there.
  std::vector<std::pair<std::string, std::string>> files;
  for (const GateInfo& gate : Catalogue::builtin().gates()) {
    auto packet = builder.build(*catalogue.find(gate.slug), {}, {});
    if (!packet) return std::unexpected(std::move(packet.error()));
    files.emplace_back(options.bundle + "/" + std::string(gate.slug) + ".json", std::move(*packet));
  }
  for (const auto& [path, packet] : files)
    if (auto put = replace_file(disk, path, packet); !put) return put;
  return {};
}

}  // namespace

int export_examples(const ExportOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  if (options.bundle.empty() == options.places.empty())
    return fail(bad_usage("export wants one of [SLUG] DIR and --bundle DIR", "see `cavra-seal help export`"));
  if (!options.bundle.empty()) {
    const auto exported = export_bundle(*disk, *catalogue, options);
    return exported ? exit_good : fail(exported.error());
  }
  const std::string& folder = options.places.back();
  if (options.places.size() == 2) {
    const auto gate = find_gate(*catalogue, options.places.front());
    if (!gate) return fail(gate.error());
    const auto exported = export_gate(*disk, *catalogue, **gate, folder);
    return exported ? exit_good : fail(exported.error());
  }
  for (const GateInfo& gate : catalogue->gates())
    if (const auto exported = export_gate(*disk, *catalogue, gate, folder + "/" + std::string(gate.slug)); !exported)
      return fail(exported.error());
  return exit_good;
}

}  // namespace cavra::cli
