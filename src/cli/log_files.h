/// What the commands of the log share.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "base/disk.h"
#include "cli/inputs.h"
#include "cli/log.h"
#include "cli/terminal.h"
#include "ledger/signing.h"
#include "ledger/store.h"
#include "tlog/checkpoint.h"

namespace cavra::cli {

/// The key of a log or a witness under its name. Error::bad_usage for a name that is none, wrong_log_key for a key that
/// is not Ed25519, and what the key file is refused for.
[[nodiscard]] std::expected<ledger::NoteSigner, Error> load_note_signer(const KeyOptions& options,
                                                                        const std::string& name, tlog::KeyType type);

/// The keys of the log at `store` and the witnesses, as the options say.
[[nodiscard]] std::expected<tlog::Trust, Error> log_trust(Disk& disk, ledger::Store& store,
                                                          const LogTrustOptions& options);

/// Prints the error, with the log as its place when it names none, and gives the exit code.
[[nodiscard]] int fail_in(const std::string& log, Error error);

/// The newest checkpoint of a log.
[[nodiscard]] std::expected<tlog::Opened, Error> open_log_checkpoint(ledger::FolderStore& store,
                                                                     const tlog::Trust& trust);

/// The checkpoint in a file.
[[nodiscard]] std::expected<tlog::Opened, Error> open_checkpoint_file(Disk& disk, const std::string& path,
                                                                      const tlog::Trust& trust);

/// A log that is read.
struct ReadLog {
  std::unique_ptr<Disk> disk;
  ledger::FolderStore store;
  tlog::Trust trust;
  tlog::Opened opened;  ///< the checkpoint that is believed
};

/// The log in a folder as its newest checkpoint has it, or as the one in the file `checkpoint` has.
[[nodiscard]] std::expected<ReadLog, Error> read_log(const std::string& log, const LogTrustOptions& options,
                                                     const std::string& checkpoint = {});

/// What a file is in the log: a seal as its record, anything else as it is. Error::bad_entry when it is no entry.
[[nodiscard]] std::expected<std::string, Error> entry_in(std::string bytes, const std::string& source);

}  // namespace cavra::cli
