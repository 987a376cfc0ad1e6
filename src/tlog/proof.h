/// Proofs as files: of an entry in a log (C2SP tlog-proof), and of a checkpoint that continues another, as witnesses
/// take it (C2SP tlog-witness, the body of add-checkpoint).
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tlog/checkpoint.h"
#include "tlog/merkle.h"

namespace cavra::tlog {

struct EntryProof {
  std::optional<std::string> extra;  ///< opaque, and not to be trusted
  std::uint64_t index = 0;
  std::vector<Hash> hashes;  ///< from the leaf's sibling up
  std::string checkpoint;    ///< the signed note to the letter
};
[[nodiscard]] std::string to_text(const EntryProof& proof);
/// Error::bad_proof with the line. The checkpoint in it is not looked at.
[[nodiscard]] std::expected<EntryProof, Error> parse_entry_proof(std::string_view bytes);

/// Opens the checkpoint of the proof and checks that its tree has the leaf at the index. Errors of open_checkpoint,
/// Error::wrong_proof.
[[nodiscard]] std::expected<Opened, Error> check_entry(const EntryProof& proof, const Hash& leaf, const Trust& trust);

/// That the tree of a checkpoint begins with an older tree.
struct Continuation {
  std::uint64_t old_size = 0;
  std::vector<Hash> hashes;
  std::string checkpoint;  ///< the newer one, to the letter
};
[[nodiscard]] std::string to_text(const Continuation& continuation);
/// Error::bad_proof with the line.
[[nodiscard]] std::expected<Continuation, Error> parse_continuation(std::string_view bytes);

}  // namespace cavra::tlog
