#include "ledger/writer.h"

#include <algorithm>

#include "base/utf8.h"

namespace cavra::ledger {
namespace {

using tlog::Tile;

std::unexpected<Error> closed(std::string what) {
  return std::unexpected(Error{
      Code::log_closed,
      std::move(what),
      "prove with `cavra-seal log open --last CHECKPOINT` that it goes on from the newest checkpoint that anyone holds",
      {},
      0,
      0,
      0});
}

/// The text of a checkpoint over a tree, signed by the log.
std::expected<std::string, Error> sign_tree(const NoteSigner& signer, std::uint64_t size, const tlog::Hash& root) {
  tlog::Note note{tlog::to_text(tlog::Checkpoint{signer.key.name, size, root, {}}), {}};
  auto signature = sign_text(signer, note.text);
  if (!signature) return std::unexpected(std::move(signature.error()));
  note.signatures.push_back(std::move(*signature));
  return tlog::to_text(note);
}

/// The checkpoint at `path`; none when there is no such file.
std::expected<std::optional<tlog::Opened>, Error> read_checkpoint(Store& store, std::string_view path,
                                                                  const tlog::Trust& trust) {
  const auto bytes = store.read(std::string(path));
  if (!bytes && bytes.error().code == Code::no_such_file) return std::nullopt;
  if (!bytes) return std::unexpected(bytes.error());
  auto opened = tlog::open_checkpoint(*bytes, trust);
  if (!opened) {
    opened.error().source = path;
    return std::unexpected(std::move(opened.error()));
  }
  return std::move(*opened);
}

/// Whether this place is the one that may sign.
std::expected<void, Error> check_identity(Store& store) {
  const auto identity = store.identity();
  if (!identity) return std::unexpected(identity.error());
  const auto opened = store.read(std::string(opened_path));
  if (!opened && opened.error().code != Code::no_such_file) return std::unexpected(opened.error());
  if (!opened || *opened != *identity + "\n") return closed("the log is a copy, or was put back from a backup");
  return {};
}

}  // namespace

std::expected<tlog::Trust, Error> read_log_keys(Store& store) {
  const auto bytes = store.read(std::string(key_path));
  if (!bytes && bytes.error().code == Code::no_such_file)
    return std::unexpected(
        Error{Code::no_log,
              "there is no log with its keys",
              "make one with `cavra-seal log init`, or name the key of a log that others write with --log-key",
              {},
              0,
              0,
              0});
  if (!bytes) return std::unexpected(bytes.error());
  tlog::Trust trust;
  for (std::string_view rest = *bytes; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    auto key = tlog::parse_verifier_key(line);
    if (!key) {
      key.error().source = key_path;
      return std::unexpected(std::move(key.error()));
    }
    trust.log_keys.push_back(std::move(*key));
  }
  return trust;
}

std::expected<void, Error> init(FolderStore& store, const NoteSigner& signer) {
  if (auto made = store.make(); !made) return made;
  const auto lock = store.lock(std::chrono::milliseconds(0));
  if (!lock) return std::unexpected(lock.error());
  const auto checkpoint = sign_tree(signer, 0, tlog::empty_root());
  if (!checkpoint) return std::unexpected(checkpoint.error());
  const auto identity = store.identity();
  if (!identity) return std::unexpected(identity.error());
  // The checkpoint is last: a folder without one is no log yet.
  const std::vector<Piece> pieces{{std::string(key_path), signer.key.to_text() + "\n"},
                                  {std::string(signed_path), *checkpoint},
                                  {std::string(opened_path), *identity + "\n"}};
  if (auto put = store.put(pieces); !put) return put;
  const Piece last{std::string(tlog::checkpoint_path), *checkpoint};
  return store.put({&last, 1});
}

std::expected<Writer, Error> Writer::open(Store& store, NoteSigner signer, std::chrono::milliseconds wait) {
  auto lock = store.lock(wait);
  if (!lock) return std::unexpected(std::move(lock.error()));
  const auto trust = read_log_keys(store);
  if (!trust) return std::unexpected(trust.error());
  if (std::ranges::find(trust->log_keys, signer.key) == trust->log_keys.end())
    return std::unexpected(Error{Code::wrong_log_key,
                                 "the key is not the log's: it would sign as " + printable(signer.key.to_text()),
                                 "use the key that the log was made with",
                                 {},
                                 0,
                                 0,
                                 0});
  if (auto same = check_identity(store); !same) return std::unexpected(std::move(same.error()));
  Writer writer(store, std::move(signer), std::move(*lock));
  if (auto recovered = writer.recover(*trust); !recovered) return std::unexpected(std::move(recovered.error()));
  return writer;
}

/// Goes on from the newest checkpoint that was signed, published or not.
std::expected<void, Error> Writer::recover(const tlog::Trust& trust) {
  const auto newest = read_checkpoint(*store_, signed_path, trust);
  if (!newest) return std::unexpected(newest.error());
  const auto shown = read_checkpoint(*store_, tlog::checkpoint_path, trust);
  if (!shown) return std::unexpected(shown.error());
  if (!*newest) return closed("the log does not know what it signed last");
  const tlog::Checkpoint& ours = (*newest)->checkpoint;
  const bool published = *shown && (*shown)->checkpoint.size >= ours.size;
  if (published && (*shown)->checkpoint != ours)
    return closed("the public checkpoint is not the one that was signed here last");
  auto edge = Edge::load(*store_, ours);
  if (!edge && !published && *shown && Edge::load(*store_, (*shown)->checkpoint))
    return std::unexpected(Error{Code::log_rolled_back,
                                 "the log ends at entry " + std::to_string((*shown)->checkpoint.size) +
                                     ", but it signed a checkpoint over " + std::to_string(ours.size),
                                 "bring the files of the newer log back",
                                 {},
                                 0,
                                 0,
                                 0});
  if (!edge) return std::unexpected(std::move(edge.error()));
  edge_ = std::move(*edge);
  checkpoint_ = tlog::to_text(published ? (*shown)->note : (*newest)->note);
  if (published) return {};
  // What was read may be in memory only: it is written again before anyone sees it.
  if (auto written = put(signed_path, checkpoint_); !written) return written;
  return put(tlog::checkpoint_path, checkpoint_);
}

std::expected<void, Error> Writer::put(std::string_view path, const std::string& bytes) {
  const Piece piece{std::string(path), bytes};
  auto done = store_->put({&piece, 1});
  failed_ = failed_ || !done;
  return done;
}

std::expected<void, Error> Writer::publish(const Edge& edge, std::span<const Piece> pieces) {
  if (auto done = store_->put(pieces); !done) {
    failed_ = true;
    return done;
  }
  const auto checkpoint = sign_tree(signer_, edge.size(), edge.root());
  if (!checkpoint) return std::unexpected(checkpoint.error());
  if (auto done = put(signed_path, *checkpoint); !done) return done;
  if (auto done = put(tlog::checkpoint_path, *checkpoint); !done) return done;
  checkpoint_ = *checkpoint;
  return {};
}

std::expected<Appended, Error> Writer::append(std::span<const std::string_view> entries) {
  if (failed_)
    return std::unexpected(Error{Code::writer_failed,
                                 "the disk failed before, so that nothing more is written",
                                 "open the log again",
                                 {},
                                 0,
                                 0,
                                 0});
  for (const std::string_view entry : entries)
    if (entry.empty() || entry.size() > tlog::largest_entry)
      return std::unexpected(Error{Code::bad_entry,
                                   "an entry has " + std::to_string(entry.size()) + " bytes",
                                   "entries have from 1 to 65535 bytes",
                                   {},
                                   0,
                                   0,
                                   0});
  const std::uint64_t first = edge_.size();
  if (entries.empty()) return Appended{first, 0, checkpoint_};
  Edge edge = edge_;
  std::vector<Piece> pieces;
  std::vector<Tile> filled;
  for (const std::string_view entry : entries) edge.add(entry, pieces, filled);
  edge.add_partial(edge_, pieces);
  if (auto done = publish(edge, pieces); !done) return std::unexpected(std::move(done.error()));
  edge_ = std::move(edge);
  // What cannot be taken away now does no harm.
  for (const Tile& tile : filled) static_cast<void>(store_->drop(tlog::partials_of(tile)));
  return Appended{first, entries.size(), checkpoint_};
}

std::expected<std::string, Error> Writer::add_signatures(std::string_view text,
                                                         std::span<const tlog::NoteSignature> signatures) {
  if (failed_)
    return std::unexpected(Error{Code::writer_failed,
                                 "the disk failed before, so that nothing more is written",
                                 "open the log again",
                                 {},
                                 0,
                                 0,
                                 0});
  auto note = tlog::parse_note(checkpoint_);
  if (!note) return std::unexpected(std::move(note.error()));
  if (note->text != text)
    return std::unexpected(Error{Code::other_log,
                                 "the signatures are for another checkpoint than the log's newest",
                                 "have the newest checkpoint signed",
                                 {},
                                 0,
                                 0,
                                 0});
  for (const tlog::NoteSignature& signature : signatures) {
    const auto same = [&signature](const tlog::NoteSignature& other) {
      return other.name == signature.name && other.id == signature.id && other.bytes == signature.bytes;
    };
    if (std::ranges::none_of(note->signatures, same)) note->signatures.push_back(signature);
  }
  std::string bytes = tlog::to_text(*note);
  if (auto reread = tlog::parse_note(bytes); !reread) return std::unexpected(std::move(reread.error()));
  if (auto done = put(tlog::checkpoint_path, bytes); !done) return std::unexpected(std::move(done.error()));
  checkpoint_ = bytes;
  return bytes;
}

}  // namespace cavra::ledger
