/// Checkpoints (C2SP tlog-checkpoint): what a log says that its tree is, signed by it and by witnesses.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tlog/merkle.h"
#include "tlog/note.h"

namespace cavra::tlog {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Hash root{};
  std::vector<std::string> extensions;  ///< further lines, opaque
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// The text of the note: three lines or more.
[[nodiscard]] std::string to_text(const Checkpoint& checkpoint);
/// Error::bad_checkpoint.
[[nodiscard]] std::expected<Checkpoint, Error> parse_checkpoint(std::string_view text);

/// Whose word counts: a log's keys, and how many of which witnesses it takes.
struct Trust {
  std::string origin;                  ///< empty: that of the keys' name
  std::vector<VerifierKey> log_keys;   ///< any one is enough
  std::vector<VerifierKey> witnesses;  ///< of type cosignature
  std::size_t quorum = 0;              ///< 0: no witness is needed, and no time is proven
};

struct Cosigner {
  std::string name;
  std::uint64_t time = 0;  ///< seconds since 1970
};

/// A checkpoint whose signatures hold.
struct Opened {
  Checkpoint checkpoint;
  Note note;
  std::vector<Cosigner> cosigners;  ///< the witnesses, the earliest first
  bool has_quorum = false;
  /// The time of the quorum-th earliest cosignature; none without a quorum.
  std::optional<std::uint64_t> proven_time;
};

/// Reads a checkpoint and checks it against `trust`. Error::bad_note, bad_signature, unknown_signer (no key of the log
/// signed it), bad_checkpoint, other_log (another origin). A quorum that is not reached is no error.
[[nodiscard]] std::expected<Opened, Error> open_checkpoint(std::string_view bytes, const Trust& trust);

}  // namespace cavra::tlog
