#include <chrono>

#include "cli/log_files.h"
#include "ledger/repair.h"

namespace cavra::cli {

int log_open(const LogOpenOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  std::vector<std::string> last;
  for (const std::string& path : options.last) {
    auto bytes = read_small(*disk, path);
    if (!bytes) return fail(bytes.error());
    last.push_back(std::move(*bytes));
  }
  ledger::FolderStore store(*disk, options.log);
  const auto opened = ledger::reopen(store, last, std::chrono::seconds(options.wait));
  if (opened)
    return put_out(*disk, {}, "the log goes on from " + std::to_string(opened->checkpoint.size) + " entries\n");
  complain(opened.error());
  return opened.error().code == Code::not_continued ? exit_blocked : exit_failed;
}

}  // namespace cavra::cli
