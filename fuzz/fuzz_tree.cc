// Trees, their proofs and their tiles beside RFC 6962 as it is written: the same roots and proofs, and no other proof
// is taken. The lines are entries; the first four bytes choose an older size, an index and what of a proof is changed.
#include <algorithm>

#include "ensure.h"
#include "ledger/edge.h"
#include "tests/tlog/naive_tree.h"
#include "tlog/tile.h"

namespace {

using namespace cavra;
using namespace cavra::tlog;

constexpr std::size_t most_entries = 600;

/// A log that is appended to one entry after the other, all of whose files are kept.
class Tiles final : public Files {
 public:
  explicit Tiles(const std::vector<std::string>& entries) {
    std::vector<ledger::Piece> pieces;
    std::vector<Tile> filled;
    for (const std::string& entry : entries) edge.add(entry, pieces, filled);
    edge.add_partial(ledger::Edge(), pieces);
    for (ledger::Piece& piece : pieces) pieces_[piece.path] = std::move(piece.bytes);
  }
  std::expected<std::string, Error> read(const std::string& path) override {
    const auto piece = pieces_.find(path);
    if (piece == pieces_.end()) return std::unexpected(Error{Code::no_such_file, "it is not there", "", path, 0, 0, 0});
    return piece->second;
  }
  std::expected<std::vector<std::string>, Error> list(const std::string&) override {
    return std::vector<std::string>();
  }

  ledger::Edge edge;

 private:
  std::unordered_map<std::string, std::string> pieces_;
};

/// The proof with a hash flipped, left out, added or put elsewhere.
std::vector<Hash> changed(std::vector<Hash> proof, std::uint8_t how) {
  const std::size_t at = proof.empty() ? 0 : how / 4 % proof.size();
  if (proof.empty() || how % 4 == 0)
    proof.insert(proof.begin() + static_cast<std::ptrdiff_t>(at), empty_root());
  else if (how % 4 == 1)
    proof.erase(proof.begin() + static_cast<std::ptrdiff_t>(at));
  else if (how % 4 == 2)
    proof[at][how / 4 % 32] ^= 1;
  else
    std::rotate(proof.begin(), proof.begin() + static_cast<std::ptrdiff_t>(at), proof.end());
  return proof;
}

void check_inclusion(const std::vector<std::string>& entries, const Hash& root, TileNodes& nodes, std::uint64_t index,
                     std::uint8_t how) {
  const std::uint64_t size = entries.size();
  const std::vector<Hash> path = naive_path(index, entries);
  const auto proof = prove_inclusion(nodes, index, size);
  ensure(proof.has_value() && *proof == path);
  const Hash leaf = leaf_hash(entries[index]);
  ensure(includes(path, size, root, index, leaf));
  const std::vector<Hash> other = changed(path, how);
  ensure(includes(other, size, root, index, leaf) == (other == path));
  const std::uint64_t elsewhere = how % size;
  if (elsewhere != index) ensure(!includes(path, size, root, elsewhere, leaf) || entries[elsewhere] == entries[index]);
  ensure(!includes(path, size, root, size + index, leaf) &&
         !includes(path, size, root, index, leaf_hash(entries[index] + "x")));
}

void check_consistency(const std::vector<std::string>& entries, const Hash& root, TileNodes& nodes, std::uint64_t older,
                       std::uint8_t how) {
  const std::uint64_t size = entries.size();
  const Hash old_root = naive_root(std::span(entries).first(older));
  const std::vector<Hash> wanted = older == 0 ? std::vector<Hash>() : naive_subproof(older, entries, true);
  const auto proof = prove_consistency(nodes, older, size);
  ensure(proof.has_value() && *proof == wanted && continues(wanted, older, old_root, size, root));
  const std::vector<Hash> other = changed(wanted, how);
  ensure(continues(other, older, old_root, size, root) == (other == wanted));
  if (older != 0)
    ensure(!continues(wanted, older, leaf_hash("another tree"), size, root) &&
           !continues(wanted, older, old_root, size, leaf_hash("another tree")));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) return 0;
  std::vector<std::string> entries;
  for (std::string_view rest(reinterpret_cast<const char*>(data) + 4, size - 4);
       !rest.empty() && entries.size() < most_entries;) {
    entries.emplace_back(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(rest.size(), entries.back().size() + 1));
  }
  Tiles tiles(entries);
  TileNodes nodes(tiles, entries.size());
  const Hash root = naive_root(entries);
  ensure(tiles.edge.root() == root && tiles.edge.size() == entries.size());
  ensure(root_of(nodes, entries.size()) == root);
  const std::size_t chosen = data[0] * 256U + data[1];
  check_consistency(entries, root, nodes, chosen % (entries.size() + 1), data[2]);
  if (!entries.empty()) check_inclusion(entries, root, nodes, chosen % entries.size(), data[3]);
  return 0;
}
