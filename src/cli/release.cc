#include <algorithm>

#include "cli/catalogues.h"
#include "cli/commands.h"

namespace cavra::cli {

int release(const ReleaseOptions& options) {
  const auto gate = find_gate(Catalogue::builtin(), options.slug);
  if (!gate) return fail(gate.error());
  if (!options.packet.empty() && !options.status.empty())
    return fail(bad_usage("--packet judges and --status builds", "give one of them"));
  int exit = exit_good;
  if (!options.export_dir.empty()) {
    ExportOptions examples;
    examples.places = {options.slug, options.export_dir};
    exit = export_examples(examples);
    if (exit != exit_good || (options.packet.empty() && options.status.empty())) return exit;
  }
  if (!options.packet.empty()) {
    CheckOptions packet;
    packet.packets = {options.packet};
    packet.gate = options.slug;
    packet.require_live = options.require_live;
    packet.reporting.output = options.output;
    return check(packet);
  }
  BuildOptions packet;
  packet.slug = options.slug;
  if (!options.status.empty()) packet.from = {options.status};
  packet.mode = options.require_live ? "live" : "sample";
  packet.example = true;
  packet.output = options.output;
  return build(packet);
}

}  // namespace cavra::cli
