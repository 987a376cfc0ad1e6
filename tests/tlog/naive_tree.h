/// RFC 6962, section 2.1, as it is written there: slow, and plainly right.
#pragma once

#include <bit>
#include <span>
#include <string>
#include <vector>

#include "tlog/merkle.h"

namespace cavra::tlog {

inline Hash naive_root(std::span<const std::string> entries) {
  if (entries.empty()) return crypto::sha256({});
  if (entries.size() == 1) return crypto::sha256(std::string(1, '\0') + entries[0]);
  const std::size_t k = std::bit_floor(entries.size() - 1);
  std::string both(1, '\1');
  for (const Hash& side : {naive_root(entries.first(k)), naive_root(entries.subspan(k))})
    both += crypto::as_bytes(side);
  return crypto::sha256(both);
}

inline std::vector<Hash> naive_path(std::size_t m, std::span<const std::string> entries) {
  if (entries.size() == 1) return {};
  const std::size_t k = std::bit_floor(entries.size() - 1);
  std::vector<Hash> path = m < k ? naive_path(m, entries.first(k)) : naive_path(m - k, entries.subspan(k));
  path.push_back(naive_root(m < k ? entries.subspan(k) : entries.first(k)));
  return path;
}

inline std::vector<Hash> naive_subproof(std::size_t m, std::span<const std::string> entries, bool whole) {
  if (m == entries.size()) return whole ? std::vector<Hash>() : std::vector<Hash>{naive_root(entries)};
  const std::size_t k = std::bit_floor(entries.size() - 1);
  std::vector<Hash> proof =
      m <= k ? naive_subproof(m, entries.first(k), whole) : naive_subproof(m - k, entries.subspan(k), false);
  proof.push_back(naive_root(m <= k ? entries.subspan(k) : entries.first(k)));
  return proof;
}

/// Reads nodes of a tree by hashing what is below them.
class NaiveNodes final : public NodeReader {
 public:
  explicit NaiveNodes(std::span<const std::string> entries) : entries_(entries) {}
  std::expected<std::vector<Hash>, Error> read(std::span<const Node> nodes) override {
    std::vector<Hash> hashes;
    for (const Node& node : nodes)
      hashes.push_back(naive_root(entries_.subspan(node.index << node.height, std::size_t{1} << node.height)));
    return hashes;
  }

 private:
  std::span<const std::string> entries_;
};

inline std::vector<std::string> some_entries(std::size_t count) {
  std::vector<std::string> entries;
  for (std::size_t i = 0; i != count; ++i) entries.push_back("entry " + std::to_string(i));
  return entries;
}

}  // namespace cavra::tlog
