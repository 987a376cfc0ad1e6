/// The Merkle tree of RFC 6962, section 2.1 (and RFC 9162, section 2.1): hashing, and which parts of a tree prove what.
///
/// A tree over any number of leaves is made of perfect subtrees. A Node names one; what is asked of a tree is a list of
/// Nodes, whoever keeps their hashes.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string_view>
#include <vector>

#include "cavra/error.h"
#include "crypto/digest.h"

namespace cavra::tlog {

using Hash = crypto::Digest;

/// The root of a tree without leaves: SHA-256 of nothing.
[[nodiscard]] Hash empty_root();
/// SHA-256(0x00 || entry).
[[nodiscard]] Hash leaf_hash(std::string_view entry);
/// SHA-256(0x01 || left || right).
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);

/// A perfect subtree: the leaves from index * 2^height up to (index + 1) * 2^height.
struct Node {
  std::uint32_t height = 0;
  std::uint64_t index = 0;
  friend bool operator==(const Node&, const Node&) = default;
};

/// Sizes of trees stay below 2^63, as timestamps do.
inline constexpr std::uint64_t most_leaves = std::uint64_t{1} << 62;

/// The perfect subtrees that make up a whole tree of `size` leaves, from left to right; none for the empty tree.
[[nodiscard]] std::vector<Node> nodes_of(std::uint64_t size);

/// What a proof is made of: each of its hashes is the fold of some nodes, in order from the leaf up.
struct Plan {
  std::vector<Node> nodes;
  std::vector<std::uint32_t> counts;  ///< how many of the nodes each hash takes
};
/// PATH(index, D[size]). `index` must be less than `size`.
[[nodiscard]] Plan plan_inclusion(std::uint64_t index, std::uint64_t size);
/// PROOF(old_size, D[new_size]). `old_size` must be at most `new_size`; nothing is needed from 0 or from the same size.
[[nodiscard]] Plan plan_consistency(std::uint64_t old_size, std::uint64_t new_size);

/// The hash over neighbouring perfect subtrees of falling size, given from left to right; the empty root for none.
[[nodiscard]] Hash fold(std::span<const Hash> hashes);

/// Where the hashes of a tree are read.
class NodeReader {
 public:
  virtual ~NodeReader() = default;
  /// The hashes of `nodes`, in their order.
  [[nodiscard]] virtual std::expected<std::vector<Hash>, Error> read(std::span<const Node> nodes) = 0;
};

[[nodiscard]] std::expected<Hash, Error> root_of(NodeReader& reader, std::uint64_t size);
/// Error::not_in_log when there is no such entry.
[[nodiscard]] std::expected<std::vector<Hash>, Error> prove_inclusion(NodeReader& reader, std::uint64_t index,
                                                                      std::uint64_t size);
/// Error::wrong_consistency when `old_size` is more than `new_size`.
[[nodiscard]] std::expected<std::vector<Hash>, Error> prove_consistency(NodeReader& reader, std::uint64_t old_size,
                                                                        std::uint64_t new_size);

/// Whether `proof` shows that the tree of `size` leaves with `root` has `leaf` at `index` (RFC 9162, 2.1.3.2).
[[nodiscard]] bool includes(std::span<const Hash> proof, std::uint64_t size, const Hash& root, std::uint64_t index,
                            const Hash& leaf);
/// Whether `proof` shows that the tree of `new_size` leaves begins with that of `old_size` (RFC 9162, 2.1.4.2). From
/// the empty tree everything continues, by the empty proof.
[[nodiscard]] bool continues(std::span<const Hash> proof, std::uint64_t old_size, const Hash& old_root,
                             std::uint64_t new_size, const Hash& new_root);

}  // namespace cavra::tlog
