#include "report/schema.h"

#include "cli/catalogues.h"
#include "cli/commands.h"

namespace cavra::cli {

int schema(const SchemaOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  const auto gate = find_gate(*catalogue, options.slug);
  if (!gate) return fail(gate.error());
  auto sink = Sink::open(*disk, options.output);
  if (!sink) return fail(sink.error());
  if (const auto written = sink->write(report::gate_schema(*catalogue, **gate)); !written) return fail(written.error());
  if (const auto finished = sink->finish(); !finished) return fail(finished.error());
  return exit_good;
}

}  // namespace cavra::cli
