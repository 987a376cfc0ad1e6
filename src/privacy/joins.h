/// Consecutive strings of one array or object, read as one: a value can be split over them.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "privacy/pattern.h"
#include "privacy/scanner.h"

namespace cavra::privacy {

/// Where a string, or the end or the beginning of a long one, stands in a run's text.
struct Piece {
  std::uint32_t leaf;   ///< its index
  std::uint32_t from;   ///< the byte of the leaf that it begins with
  std::uint32_t begin;  ///< in the text
  std::uint32_t end;
};

/// The strings of one container in a row, joined in one way.
struct JoinedRun {
  std::string_view text;
  std::span<const Piece> pieces;

  /// The first and the last piece that the window takes a part of: the same one when it crosses no join.
  [[nodiscard]] std::pair<std::size_t, std::size_t> covered(Window window) const;
};

/// The runs of a list of leaves. Reuses its memory; what it returns is valid until the next arrange().
class Joins {
 public:
  /// Finds the runs of two and more leaves.
  void arrange(std::span<const Leaf> leaves);

  [[nodiscard]] std::size_t size() const { return runs_.size(); }
  /// The leaves of a run, by index.
  [[nodiscard]] std::span<const std::uint32_t> leaves_of(std::size_t run) const;

  /// Joins a run's strings by `separator`. The texts of several runs stay valid together until reset().
  [[nodiscard]] std::vector<JoinedRun> join(std::span<const Leaf> leaves, std::size_t run, std::string_view separator);
  void reset();

 private:
  struct Text {
    std::string text;
    std::vector<Piece> pieces;
  };
  struct Slot {
    std::uint32_t container = 0;
    std::uint32_t stamp = 0;
    std::uint32_t last = 0;  // its last leaf so far
  };
  Slot& slot_of(std::uint32_t container);
  Text& fresh();

  std::vector<Slot> slots_;  // open addressing by container
  std::uint32_t stamp_ = 0;
  std::vector<std::uint32_t> next_;  // by leaf: the next of its run; 0 is none
  std::vector<bool> first_;
  std::vector<std::uint32_t> order_;  // leaves, run by run
  std::vector<std::pair<std::uint32_t, std::uint32_t>> runs_;
  std::vector<std::unique_ptr<Text>> texts_;
  std::size_t used_ = 0;
};

}  // namespace cavra::privacy
