#include "report/schema.h"
#include "base/sparing_disk.h"

#include "cli/catalogues.h"
#include "cli/commands.h"

namespace cavra::cli {

int schema(const SchemaOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  const auto gate = find_gate(*catalogue, options.slug);
  if (!gate) return fail(gate.error());
  return put_out(*disk, options.output, report::gate_schema(*catalogue, **gate));
}

}  // namespace cavra::cli
