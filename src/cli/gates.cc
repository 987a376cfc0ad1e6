#include <algorithm>

#include "base/utf8.h"
#include "build/mutate.h"
#include "build/samples.h"
#include "cli/catalogues.h"
#include "cli/commands.h"

namespace cavra::cli {
namespace {

std::string table(const Catalogue& catalogue) {
  std::size_t id = 4;
  std::size_t slug = 4;
  for (const GateInfo& gate : catalogue.gates()) {
    id = std::max(id, gate.id.size());
    slug = std::max(slug, gate.slug.size());
  }
  std::string out;
  const auto row = [&](std::string_view a, std::string_view b, std::string_view c) {
    out.append(a).append(id + 2 - a.size(), ' ').append(b).append(slug + 2 - b.size(), ' ').append(c).append("\n");
  };
  row("gate", "slug", "title");
  for (const GateInfo& gate : catalogue.gates()) row(gate.id, gate.slug, gate.title);
  return out;
}

/// Runs the samples of every definition in the folder; says what differs, and counts.
int test(Disk& disk, const std::string& folder) {
  const auto definitions = read_definitions(disk, folder);
  if (!definitions) return fail(definitions.error());
  // The built-in definitions may be tested from their own folder, too: there, nothing is added.
  std::vector<Definition> more;
  for (const Definition& definition : *definitions) {
    const auto& builtin = Catalogue::builtin().gates();
    if (std::none_of(builtin.begin(), builtin.end(),
                     [&](const GateInfo& gate) { return gate.source == definition.toml; }))
      more.push_back(definition);
  }
  const auto catalogue = Catalogue::with(more);
  if (!catalogue) return fail(catalogue.error());
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::string out;
  for (const Definition& definition : *definitions) {
    const std::string samples = definition.file.substr(0, definition.file.size() - 5) + ".samples.toml";
    const auto place = disk.look(samples);
    if (place && *place == Place::nothing) {
      out += printable(definition.file) + ": no samples beside it (" + printable(samples) + ")\n";
      continue;
    }
    const auto gate = std::find_if(catalogue->gates().begin(), catalogue->gates().end(),
                                   [&](const GateInfo& g) { return g.source == definition.toml; });
    const auto outcomes = build::run_samples(disk, *catalogue, *gate, samples);
    if (!outcomes) return fail(outcomes.error());
    for (const build::SampleOutcome& outcome : *outcomes) {
      ++(outcome.wrong.empty() ? passed : failed);
      if (!outcome.wrong.empty()) out += printable(samples) + ": " + outcome.name + ": " + outcome.wrong + "\n";
    }
  }
  out += std::to_string(passed) + (passed == 1 ? " sample" : " samples") + " as expected, " + std::to_string(failed) +
         " not\n";
  if (const int exit = put_out(disk, {}, out); exit != exit_good) return exit;
  return failed == 0 ? exit_good : exit_blocked;
}

/// Plants every fault that the gate must block; says which check let which through, and counts.
int mutate(Disk& disk, const Catalogue& catalogue, const GateInfo& gate) {
  const auto checks = build::mutate(catalogue, gate, catalogue);
  if (!checks) return fail(checks.error());
  std::size_t planted = 0;
  std::size_t blocked = 0;
  std::size_t width = 5;
  for (const build::Mutated& check : *checks) width = std::max(width, check.check.size());
  std::string out = "check" + std::string(width - 3, ' ') + "planted  blocked\n";
  const auto number = [](std::size_t of, std::size_t to) {
    const std::string digits = std::to_string(of);
    return std::string(to - std::min(to, digits.size()), ' ') + digits;
  };
  for (const build::Mutated& check : *checks) {
    planted += check.planted;
    blocked += check.planted - check.survived.size();
    out += check.check + std::string(width - check.check.size(), ' ') + number(check.planted, 9) +
           number(check.planted - check.survived.size(), 9) + "\n";
    for (const std::string& survivor : check.survived) out += "  let through  " + survivor + "\n";
  }
  const std::size_t tenths = planted == 0 ? 0 : blocked * 1000 / planted;
  out += std::string(gate.id) + " " + std::string(gate.title) + ": " + std::to_string(planted) + " faults planted, " +
         std::to_string(blocked) + " blocked by their check: " + std::to_string(tenths / 10) + "." +
         std::to_string(tenths % 10) + " percent\n";
  if (const int exit = put_out(disk, {}, out); exit != exit_good) return exit;
  return blocked == planted ? exit_good : exit_blocked;
}

}  // namespace

int gates(const GatesOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  if (!options.test.empty()) return test(*disk, options.test);
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  if (!options.mutate.empty()) {
    const auto gate = find_gate(*catalogue, options.mutate);
    return gate ? mutate(*disk, *catalogue, **gate) : fail(gate.error());
  }
  std::string out;
  if (options.slug.empty()) {
    out = table(*catalogue);
  } else {
    const auto gate = find_gate(*catalogue, options.slug);
    if (!gate) return fail(gate.error());
    out = (*gate)->source;
  }
  return put_out(*disk, {}, out);
}

}  // namespace cavra::cli
