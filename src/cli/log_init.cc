#include "cli/log_files.h"
#include "ledger/writer.h"

namespace cavra::cli {

int log_init(const LogInitOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  const auto signer = load_note_signer(options.key, options.name, tlog::KeyType::ed25519);
  if (!signer) return fail(signer.error());
  ledger::FolderStore store(*disk, options.log);
  if (const auto made = ledger::init(store, *signer); !made) return fail(made.error());
  return put_out(*disk, {}, signer->key.to_text() + "\n");
}

}  // namespace cavra::cli
