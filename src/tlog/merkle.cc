#include "tlog/merkle.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace cavra::tlog {
namespace {

/// The perfect subtrees over the leaves [begin, end) of a subtree of the tree, from left to right.
void cover(std::uint64_t begin, std::uint64_t end, std::vector<Node>& nodes) {
  while (begin != end) {
    const auto height = static_cast<std::uint32_t>(std::bit_width(end - begin) - 1);
    nodes.push_back({height, begin >> height});
    begin += std::uint64_t{1} << height;
  }
}

/// The largest power of two that is less than `size`, which is at least 2.
std::uint64_t split(std::uint64_t size) { return std::bit_floor(size - 1); }

/// The plan whose hashes are the subtrees [begin, end), named from the root down.
Plan plan_upwards(std::span<const std::pair<std::uint64_t, std::uint64_t>> subtrees) {
  Plan plan;
  for (std::size_t i = subtrees.size(); i-- != 0;) {
    const std::size_t before = plan.nodes.size();
    cover(subtrees[i].first, subtrees[i].second, plan.nodes);
    plan.counts.push_back(static_cast<std::uint32_t>(plan.nodes.size() - before));
  }
  return plan;
}

std::expected<std::vector<Hash>, Error> carry_out(NodeReader& reader, const Plan& plan) {
  const auto hashes = reader.read(plan.nodes);
  if (!hashes) return std::unexpected(hashes.error());
  std::vector<Hash> proof;
  proof.reserve(plan.counts.size());
  std::span<const Hash> rest = *hashes;
  for (const std::uint32_t count : plan.counts) {
    proof.push_back(fold(rest.first(count)));
    rest = rest.subspan(count);
  }
  return proof;
}

}  // namespace

Hash empty_root() { return crypto::sha256({}); }

Hash leaf_hash(std::string_view entry) {
  constexpr std::string_view prefix("\0", 1);
  thread_local crypto::Sha256 hash;
  hash.add(prefix);
  hash.add(entry);
  return hash.finish();
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<char, 1 + 2 * sizeof(Hash)> bytes;
  bytes[0] = 1;
  std::memcpy(bytes.data() + 1, left.data(), sizeof(Hash));
  std::memcpy(bytes.data() + 1 + sizeof(Hash), right.data(), sizeof(Hash));
  return crypto::sha256({bytes.data(), bytes.size()});
}

std::vector<Node> nodes_of(std::uint64_t size) {
  std::vector<Node> nodes;
  cover(0, size, nodes);
  return nodes;
}

Plan plan_inclusion(std::uint64_t index, std::uint64_t size) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> siblings;
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  while (end - begin > 1) {
    const std::uint64_t middle = begin + split(end - begin);
    if (index < middle) {
      siblings.emplace_back(middle, end);
      end = middle;
    } else {
      siblings.emplace_back(begin, middle);
      begin = middle;
    }
  }
  return plan_upwards(siblings);
}

Plan plan_consistency(std::uint64_t old_size, std::uint64_t new_size) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> subtrees;
  if (old_size == 0) return {};
  std::uint64_t begin = 0;
  std::uint64_t end = new_size;
  while (end != old_size) {
    const std::uint64_t middle = begin + split(end - begin);
    if (old_size <= middle) {
      subtrees.emplace_back(middle, end);
      end = middle;
    } else {
      subtrees.emplace_back(begin, middle);
      begin = middle;
    }
  }
  if (begin != 0) subtrees.emplace_back(begin, end);
  return plan_upwards(subtrees);
}

Hash fold(std::span<const Hash> hashes) {
  if (hashes.empty()) return empty_root();
  Hash hash = hashes.back();
  for (std::size_t i = hashes.size() - 1; i-- != 0;) hash = node_hash(hashes[i], hash);
  return hash;
}

std::expected<Hash, Error> root_of(NodeReader& reader, std::uint64_t size) {
  const auto hashes = reader.read(nodes_of(size));
  if (!hashes) return std::unexpected(hashes.error());
  return fold(*hashes);
}

std::expected<std::vector<Hash>, Error> prove_inclusion(NodeReader& reader, std::uint64_t index, std::uint64_t size) {
  if (index >= size)
    return std::unexpected(Error{Code::not_in_log,
                                 "there is no entry " + std::to_string(index) + ": the log has " + std::to_string(size),
                                 "entries are counted from 0",
                                 {},
                                 0,
                                 0,
                                 0});
  return carry_out(reader, plan_inclusion(index, size));
}

std::expected<std::vector<Hash>, Error> prove_consistency(NodeReader& reader, std::uint64_t old_size,
                                                          std::uint64_t new_size) {
  if (old_size > new_size)
    return std::unexpected(
        Error{Code::wrong_consistency,
              "the older tree has " + std::to_string(old_size) + " entries, the newer one " + std::to_string(new_size),
              "name the older checkpoint first",
              {},
              0,
              0,
              0});
  return carry_out(reader, plan_consistency(old_size, new_size));
}

bool includes(std::span<const Hash> proof, std::uint64_t size, const Hash& root, std::uint64_t index,
              const Hash& leaf) {
  if (index >= size) return false;
  std::uint64_t at = index;
  std::uint64_t last = size - 1;
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      hash = node_hash(sibling, hash);
      while ((at & 1U) == 0) {  // it is odd, or `last`, which is not 0
        at >>= 1U;
        last >>= 1U;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && hash == root;
}

bool continues(std::span<const Hash> proof, std::uint64_t old_size, const Hash& old_root, std::uint64_t new_size,
               const Hash& new_root) {
  if (old_size > new_size) return false;
  if (old_size == new_size) return proof.empty() && old_root == new_root;
  if (old_size == 0) return proof.empty() && old_root == empty_root();
  if (proof.empty()) return false;
  // A perfect old tree is itself the first hash of the proof.
  const bool perfect = std::has_single_bit(old_size);
  std::uint64_t at = old_size - 1;
  std::uint64_t last = new_size - 1;
  while ((at & 1U) != 0) {
    at >>= 1U;
    last >>= 1U;
  }
  Hash older = perfect ? old_root : proof.front();
  Hash newer = older;
  for (const Hash& sibling : proof.subspan(perfect ? 0 : 1)) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      older = node_hash(sibling, older);
      newer = node_hash(sibling, newer);
      while ((at & 1U) == 0) {  // it is odd, or `last`, which is not 0
        at >>= 1U;
        last >>= 1U;
      }
    } else {
      newer = node_hash(newer, sibling);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && older == old_root && newer == new_root;
}

}  // namespace cavra::tlog
