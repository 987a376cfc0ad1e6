#include "ledger/witness.h"

#include "base/atomic_file.h"
#include "base/hex.h"
#include "ledger/repair.h"
#include "tlog/tile.h"

namespace cavra::ledger {
namespace {

constexpr std::chrono::seconds wait(10);

std::string file_name(const tlog::Opened& opened) {
  return std::to_string(opened.checkpoint.size) + "-" + to_hex(opened.checkpoint.root).substr(0, 16) + ".checkpoint";
}

}  // namespace

std::expected<std::string, Error> Witness::place() const {
  if (log_.log_keys.empty())
    return std::unexpected(
        Error{Code::bad_verifier_key, "no key of the log is given", "name it with --log-key", {}, 0, 0, 0});
  const std::string& origin = log_.origin.empty() ? log_.log_keys.front().name : log_.origin;
  return folder_ + "/" + to_hex(crypto::sha256(origin));
}

std::expected<std::optional<tlog::Opened>, Error> Witness::newest() const {
  const auto folder = place();
  if (!folder) return std::unexpected(folder.error());
  const auto bytes = read_file(disk_, *folder + "/checkpoint", tlog::largest_note);
  if (!bytes && bytes.error().code == Code::no_such_file) return std::nullopt;
  if (!bytes) return std::unexpected(bytes.error());
  auto opened = tlog::open_checkpoint(*bytes, log_);
  if (!opened) {
    opened.error().source = *folder + "/checkpoint";
    return std::unexpected(std::move(opened.error()));
  }
  return std::move(*opened);
}

std::expected<std::uint64_t, Error> Witness::seen() const {
  const auto opened = newest();
  if (!opened) return std::unexpected(opened.error());
  return *opened ? (*opened)->checkpoint.size : 0;
}

/// Writes both checkpoints, and gives the error that says where they are.
std::expected<Error, Error> Witness::keep_evidence(const tlog::Opened& before, const tlog::Opened& now,
                                                   Code code) const {
  const auto folder = place();
  if (!folder) return std::unexpected(folder.error());
  const std::string evidence = *folder + "/evidence";
  for (const tlog::Opened* one : {&before, &now})
    if (auto written = replace_file(disk_, evidence + "/" + file_name(*one), tlog::to_text(one->note)); !written)
      return std::unexpected(std::move(written.error()));
  const std::string sizes = std::to_string(before.checkpoint.size) + " and of " + std::to_string(now.checkpoint.size);
  if (code == Code::split_view)
    return Error{code,
                 "the log shows two histories: its checkpoints of " + sizes + " entries cannot both be true",
                 "both are kept; tell everyone who trusts the log",
                 evidence,
                 0,
                 0,
                 0};
  return Error{code,
               "nothing shows that the checkpoint continues the one seen before, of " + sizes + " entries",
               "ask the log for a proof; both checkpoints are kept",
               evidence,
               0,
               0,
               0};
}

std::expected<Cosigned, Error> Witness::cosign(const tlog::Continuation& shown, const NoteSigner& signer,
                                               std::uint64_t time) const {
  const auto now = tlog::open_checkpoint(shown.checkpoint, log_);
  if (!now) return std::unexpected(now.error());
  const auto folder = place();
  if (!folder) return std::unexpected(folder.error());
  if (auto made = disk_.make_folders(*folder); !made) return std::unexpected(std::move(made.error()));
  // From what was seen to what is remembered nobody else may come between.
  const auto lock = disk_.lock(*folder + "/lock", wait);
  if (!lock) return std::unexpected(lock.error());
  const auto before = newest();
  if (!before) return std::unexpected(before.error());
  const tlog::Checkpoint seen = *before ? (*before)->checkpoint : tlog::Checkpoint{{}, 0, tlog::empty_root(), {}};
  const auto refuse = [&](Code code) -> std::unexpected<Error> {
    if (!*before)
      return std::unexpected(
          Error{code, "the proof of a first checkpoint is not empty", "prove it from size 0", {}, 0, 0, 0});
    auto kept = keep_evidence(**before, *now, code);
    return std::unexpected(kept ? std::move(*kept) : std::move(kept.error()));
  };
  if (*before && now->checkpoint.size == seen.size && now->checkpoint.root != seen.root)
    return refuse(Code::split_view);
  if (now->checkpoint.size < seen.size)
    return std::unexpected(Error{Code::older_than_seen,
                                 "the checkpoint has " + std::to_string(now->checkpoint.size) +
                                     (now->checkpoint.size == 1 ? " entry" : " entries") + ", but one of " +
                                     std::to_string(seen.size) + " was seen before",
                                 "show the log's newest checkpoint",
                                 {},
                                 0,
                                 0,
                                 0});
  if (shown.old_size != seen.size)
    return std::unexpected(Error{Code::wrong_consistency,
                                 "the proof is from " + std::to_string(shown.old_size) +
                                     " entries, but the witness saw " + std::to_string(seen.size),
                                 "prove it from that size",
                                 {},
                                 0,
                                 0,
                                 0});
  if (!tlog::continues(shown.hashes, seen.size, seen.root, now->checkpoint.size, now->checkpoint.root))
    return refuse(Code::wrong_consistency);
  const auto signature = cosign_text(signer, now->note.text, time);
  if (!signature) return std::unexpected(signature.error());
  if (auto written = replace_file(disk_, *folder + "/origin", now->checkpoint.origin + "\n"); !written)
    return std::unexpected(std::move(written.error()));
  if (auto written = replace_file(disk_, *folder + "/checkpoint", shown.checkpoint); !written)
    return std::unexpected(std::move(written.error()));
  if (auto synced = disk_.sync_folder(folder_); !synced) return std::unexpected(std::move(synced.error()));
  return Cosigned{tlog::to_line(*signature), now->checkpoint.size, seen.size};
}

std::expected<Cosigned, Error> Witness::cosign(tlog::Files& log, const NoteSigner& signer, std::uint64_t time) const {
  tlog::Continuation shown;
  auto bytes = log.read(std::string(tlog::checkpoint_path));
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  shown.checkpoint = std::move(*bytes);
  const auto now = tlog::open_checkpoint(shown.checkpoint, log_);
  if (!now) return std::unexpected(now.error());
  const auto before = newest();
  if (!before) return std::unexpected(before.error());
  if (*before && (*before)->checkpoint.size <= now->checkpoint.size) {
    shown.old_size = (*before)->checkpoint.size;
    tlog::TileNodes nodes(log, now->checkpoint.size);
    auto proof = tlog::prove_consistency(nodes, shown.old_size, now->checkpoint.size);
    if (!proof) return std::unexpected(std::move(proof.error()));
    shown.hashes = std::move(*proof);
    // The tiles make the new root and another old one than the log signed: both are the log's word.
    const auto old_root = tlog::root_of(nodes, shown.old_size);
    const auto new_root = tlog::root_of(nodes, now->checkpoint.size);
    if (old_root && new_root && *new_root == now->checkpoint.root && *old_root != (*before)->checkpoint.root) {
      auto kept = keep_evidence(**before, *now, Code::split_view);
      return std::unexpected(kept ? std::move(*kept) : std::move(kept.error()));
    }
  }
  return cosign(shown, signer, time);
}

}  // namespace cavra::ledger
