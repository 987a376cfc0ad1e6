#include "cli/log_files.h"
#include "ledger/repair.h"

namespace cavra::cli {

int log_copy(const LogCopyOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  ledger::FolderStore from(*disk, options.from);
  const auto trust = log_trust(*disk, from, options.trust);
  if (!trust) return fail_in(options.from, trust.error());
  ledger::FolderStore to(*disk, options.to);
  const auto copied = ledger::copy_log(from, to, *trust);
  if (!copied) return fail_in(options.from, copied.error());
  return put_out(*disk, {},
                 std::to_string(copied->checkpoint.checkpoint.size) + " entries in " + std::to_string(copied->files) +
                     " files, " + std::to_string(copied->linked) +
                     " of them linked; the copy signs nothing until `cavra-seal log open --last`\n");
}

}  // namespace cavra::cli
