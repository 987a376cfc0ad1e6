#include "tlog/merkle.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/hex.h"
#include "tests/tlog/naive_tree.h"

namespace cavra::tlog {
namespace {

// The leaves and roots of the reference tests of Certificate Transparency for RFC 6962.
struct Vector {
  const char* leaf;
  const char* root;
};
constexpr Vector vectors[] = {
    {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
    {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
    {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
    {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
    {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
    {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
    {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
    {"606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

std::vector<std::string> vector_leaves(std::size_t count) {
  std::vector<std::string> leaves;
  for (std::size_t i = 0; i != count; ++i) leaves.push_back(*from_hex(vectors[i].leaf));
  return leaves;
}

TEST(Merkle, HasTheRootsOfThePublishedVectors) {
  EXPECT_EQ(to_hex(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (std::size_t size = 1; size <= std::size(vectors); ++size) {
    const std::vector<std::string> leaves = vector_leaves(size);
    NaiveNodes nodes(leaves);
    EXPECT_EQ(to_hex(*root_of(nodes, size)), vectors[size - 1].root);
    EXPECT_EQ(to_hex(naive_root(leaves)), vectors[size - 1].root);
  }
}

TEST(Merkle, HasThePathsAndProofsOfThePublishedVectors) {
  const std::vector<std::string> leaves = vector_leaves(8);
  NaiveNodes nodes(leaves);
  const auto hex = [](const std::vector<Hash>& hashes) {
    std::vector<std::string> texts;
    for (const Hash& hash : hashes) texts.push_back(to_hex(hash));
    return texts;
  };
  EXPECT_EQ(hex(*prove_inclusion(nodes, 0, 8)),
            (std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}));
  EXPECT_EQ(hex(*prove_inclusion(nodes, 1, 5)),
            (std::vector<std::string>{"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}));
  EXPECT_EQ(hex(*prove_consistency(nodes, 1, 8)),
            (std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}));
  EXPECT_EQ(hex(*prove_consistency(nodes, 6, 8)),
            (std::vector<std::string>{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}));
}

TEST(Merkle, ProvesWhatTheNaiveTreeProvesAtEverySizeAndIndex) {
  const std::vector<std::string> entries = some_entries(70);
  for (std::size_t size = 0; size <= entries.size(); ++size) {
    const std::span<const std::string> part = std::span(entries).first(size);
    NaiveNodes nodes(part);
    const Hash root = naive_root(part);
    ASSERT_EQ(*root_of(nodes, size), root);
    for (std::size_t index = 0; index != size; ++index) {
      const auto proof = prove_inclusion(nodes, index, size);
      ASSERT_EQ(*proof, naive_path(index, part));
      ASSERT_TRUE(includes(*proof, size, root, index, leaf_hash(entries[index])));
      ASSERT_FALSE(includes(*proof, size, root, index, leaf_hash("another")));
      ASSERT_FALSE(includes(*proof, size, root, index + 1, leaf_hash(entries[index])));
    }
    for (std::size_t old_size = 0; old_size <= size; ++old_size) {
      const auto proof = prove_consistency(nodes, old_size, size);
      const Hash old_root = naive_root(part.first(old_size));
      if (old_size != 0) {
        ASSERT_EQ(*proof, naive_subproof(old_size, part, true));
      }
      ASSERT_TRUE(continues(*proof, old_size, old_root, size, root));
      ASSERT_FALSE(continues(*proof, old_size, leaf_hash("another"), size, root));
      ASSERT_FALSE(continues(*proof, old_size, old_root, size, leaf_hash("another")) && old_size != 0);
    }
  }
}

/// Changes a proof in one way out of several.
std::vector<Hash> damaged(std::vector<Hash> proof) {
  const int way = *rc::gen::inRange(0, 3);
  if (way == 0 || proof.empty())
    proof.push_back(leaf_hash("more"));
  else if (way == 1)
    proof.erase(proof.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(proof.size())));
  else
    proof[*rc::gen::inRange<std::size_t>(0, proof.size())][*rc::gen::inRange<std::size_t>(0, 32)] ^=
        static_cast<std::uint8_t>(*rc::gen::inRange(1, 256));
  return proof;
}

TEST(Merkle, RefusesEveryProofThatWasChanged) {
  const std::vector<std::string> entries = some_entries(300);
  EXPECT_TRUE(rc::check("inclusion", [&entries] {
    const std::size_t size = *rc::gen::inRange<std::size_t>(1, entries.size() + 1);
    const std::size_t index = *rc::gen::inRange<std::size_t>(0, size);
    const std::span<const std::string> part = std::span(entries).first(size);
    RC_ASSERT(!includes(damaged(naive_path(index, part)), size, naive_root(part), index, leaf_hash(entries[index])));
  }));
  EXPECT_TRUE(rc::check("consistency", [&entries] {
    const std::size_t size = *rc::gen::inRange<std::size_t>(1, entries.size() + 1);
    const std::size_t old_size = *rc::gen::inRange<std::size_t>(1, size + 1);
    const std::span<const std::string> part = std::span(entries).first(size);
    RC_ASSERT(!continues(damaged(naive_subproof(old_size, part, true)), old_size, naive_root(part.first(old_size)),
                         size, naive_root(part)));
  }));
}

// Roots of trees of other sizes, made so that the hashes alone would do.
TEST(Merkle, RefusesProofsThatAreTooLongOrTooShortForTheirSizes) {
  const Hash a = leaf_hash("a");
  const Hash b = leaf_hash("b");
  const Hash c = leaf_hash("c");
  EXPECT_FALSE(includes(std::vector{b}, 1, node_hash(b, a), 0, a));
  EXPECT_FALSE(includes({}, 2, a, 0, a));
  EXPECT_FALSE(continues({}, 1, a, 2, a));
  EXPECT_FALSE(continues(std::vector{b}, 1, a, 4, node_hash(a, b)));
  EXPECT_FALSE(continues({}, 2, a, 1, a));
  EXPECT_FALSE(continues(std::vector{a, b}, 3, a, 2, node_hash(a, b)));
  EXPECT_FALSE(continues({}, 3, a, 4, a));
  const Hash older = node_hash(c, node_hash(b, a));
  const Hash newer = node_hash(c, node_hash(b, node_hash(a, a)));
  EXPECT_FALSE(continues(std::vector{a, a, b, c}, 3, older, 4, newer));
}

TEST(Merkle, SaysWhatIsNotThere) {
  const std::vector<std::string> entries = some_entries(3);
  NaiveNodes nodes(entries);
  EXPECT_EQ(prove_inclusion(nodes, 3, 3).error().code, Code::not_in_log);
  EXPECT_EQ(prove_consistency(nodes, 4, 3).error().code, Code::wrong_consistency);
  EXPECT_FALSE(includes({}, 0, empty_root(), 0, leaf_hash("")));
}

}  // namespace
}  // namespace cavra::tlog
