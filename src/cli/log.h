/// The commands of the log: what each takes, and the function that runs it and gives the exit code.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/signers.h"

namespace cavra::cli {

/// Whose checkpoints are believed.
struct LogTrustOptions {
  std::vector<std::string> log_keys;   ///< verifier keys; else those of the policy, else those in the log's own folder
  std::vector<std::string> witnesses;  ///< verifier keys
  std::uint32_t quorum = 0;
  std::string trust;  ///< a trust policy
};

struct LogInitOptions {
  std::string log;
  std::string name;
  KeyOptions key;
};
[[nodiscard]] int log_init(const LogInitOptions& options);

struct LogAppendOptions {
  std::string log;
  std::vector<std::string> paths;  ///< seals, seal records, withdrawals, revocations; .ndjson has one a line
  KeyOptions key;
  std::string trust;
  std::string proof;        ///< where the proof of the one entry goes
  std::uint32_t wait = 10;  ///< seconds
};
[[nodiscard]] int log_append(const LogAppendOptions& options);

struct LogCheckpointOptions {
  std::string log;
  std::vector<std::string> add;  ///< files with signature lines
  KeyOptions key;
  LogTrustOptions trust;
  std::string output;
  std::uint32_t wait = 10;
};
[[nodiscard]] int log_checkpoint(const LogCheckpointOptions& options);

struct LogProveOptions {
  std::string log;
  std::string entry;       ///< an index, or a file with the entry
  std::string checkpoint;  ///< else the log's
  LogTrustOptions trust;
  std::string output;
};
[[nodiscard]] int log_prove(const LogProveOptions& options);

struct LogCheckOptions {
  std::string log;
  std::vector<std::string> last;
  LogTrustOptions trust;
  bool repair = false;
  std::string from;
  std::uint32_t wait = 10;
};
[[nodiscard]] int log_check(const LogCheckOptions& options);

struct LogConsistencyOptions {
  std::string log;
  std::string older;  ///< a checkpoint file, or a size
  std::string newer;  ///< the same; else the log's checkpoint
  LogTrustOptions trust;
  std::string output;
};
[[nodiscard]] int log_consistency(const LogConsistencyOptions& options);

struct LogStatusOptions {
  std::string log;
  LogTrustOptions trust;
};
[[nodiscard]] int log_status(const LogStatusOptions& options);

struct LogFindOptions {
  std::string log;
  std::string digest;
  LogTrustOptions trust;
};
[[nodiscard]] int log_find(const LogFindOptions& options);

struct LogWitnessOptions {
  std::string folder;
  std::string log;      ///< a log's folder
  std::string request;  ///< or a checkpoint with the proof that it continues; - for stdin
  std::string name;
  bool verifier = false;  ///< print the witness's verifier key, and sign nothing
  KeyOptions key;
  LogTrustOptions trust;
  std::string output;
};
[[nodiscard]] int log_witness(const LogWitnessOptions& options);

struct LogOpenOptions {
  std::string log;
  std::vector<std::string> last;
  std::uint32_t wait = 10;
};
[[nodiscard]] int log_open(const LogOpenOptions& options);

struct LogCopyOptions {
  std::string from;
  std::string to;
  LogTrustOptions trust;
};
[[nodiscard]] int log_copy(const LogCopyOptions& options);

struct LogStatementOptions {
  std::string seal;  ///< withdraw: the seal, or its digest
  std::string key;   ///< revoke: the public key's file, or its id
  std::string reason;
  std::string since;
  KeyOptions signer;
  std::string output;
};
[[nodiscard]] int log_withdraw(const LogStatementOptions& options);
[[nodiscard]] int log_revoke(const LogStatementOptions& options);

}  // namespace cavra::cli
