#include "privacy/joins.h"

#include <algorithm>
#include <bit>

namespace cavra::privacy {
namespace {

// Of a longer string only the beginning and the end are joined with its neighbours.
constexpr std::size_t longest_piece = 2 * Rule::far;

}  // namespace

std::pair<std::size_t, std::size_t> JoinedRun::covered(Window window) const {
  const auto ends_behind = [](const Piece& piece, std::size_t at) { return piece.end <= at; };
  const auto first = std::lower_bound(pieces.begin(), pieces.end(), window.begin, ends_behind);
  const auto begins_before = [](const Piece& piece, std::size_t at) { return piece.begin < at; };
  const auto last = std::lower_bound(pieces.begin(), pieces.end(), window.end, begins_before);
  const auto a = static_cast<std::size_t>(first - pieces.begin());
  const auto b = static_cast<std::size_t>(last - pieces.begin());
  return {a, b <= a + 1 ? a : b - 1};
}

Joins::Slot& Joins::slot_of(std::uint32_t container) {
  std::size_t at = container * 0x9E3779B1U % slots_.size();
  while (slots_[at].stamp == stamp_ && slots_[at].container != container) at = (at + 1) % slots_.size();
  return slots_[at];
}

void Joins::arrange(std::span<const Leaf> leaves) {
  runs_.clear();
  order_.clear();
  next_.assign(leaves.size(), 0);
  first_.assign(leaves.size(), true);
  if (slots_.size() < 2 * leaves.size()) slots_.assign(std::bit_ceil(4 * leaves.size()), {});
  ++stamp_;
  for (std::uint32_t i = 0; i != leaves.size(); ++i) {
    if (leaves[i].kind == Kind::key || leaves[i].text.empty()) continue;
    Slot& slot = slot_of(leaves[i].container);
    if (slot.stamp == stamp_ && leaves[slot.last].join_next) {
      next_[slot.last] = i;
      first_[i] = false;
    }
    slot = {leaves[i].container, stamp_, i};
  }
  for (std::uint32_t i = 0; i != leaves.size(); ++i) {
    if (!first_[i] || next_[i] == 0) continue;
    const auto begin = static_cast<std::uint32_t>(order_.size());
    for (std::uint32_t leaf = i;; leaf = next_[leaf]) {
      order_.push_back(leaf);
      if (next_[leaf] == 0) break;
    }
    runs_.emplace_back(begin, static_cast<std::uint32_t>(order_.size()));
  }
}

std::span<const std::uint32_t> Joins::leaves_of(std::size_t run) const {
  return std::span(order_).subspan(runs_[run].first, runs_[run].second - runs_[run].first);
}

Joins::Text& Joins::fresh() {
  if (used_ == texts_.size()) texts_.push_back(std::make_unique<Text>());
  Text& text = *texts_[used_++];
  text.text.clear();
  text.pieces.clear();
  return text;
}

void Joins::reset() { used_ = 0; }

std::vector<JoinedRun> Joins::join(std::span<const Leaf> leaves, std::size_t run, std::string_view separator) {
  std::vector<JoinedRun> joined;
  Text* text = &fresh();
  const auto add = [&](std::uint32_t leaf, std::string_view part) {
    if (!text->pieces.empty()) text->text += separator;
    const auto begin = static_cast<std::uint32_t>(text->text.size());
    text->text += part;
    const auto from = static_cast<std::uint32_t>(part.data() - leaves[leaf].text.data());
    text->pieces.push_back({leaf, from, begin, static_cast<std::uint32_t>(text->text.size())});
  };
  const auto close = [&] {
    if (text->pieces.size() > 1) joined.push_back({text->text, text->pieces});
  };
  for (const std::uint32_t leaf : leaves_of(run)) {
    const std::string_view all = leaves[leaf].text;
    if (all.size() <= longest_piece) {
      add(leaf, all);
      continue;
    }
    add(leaf, all.substr(0, Rule::far));
    close();
    text = &fresh();
    add(leaf, all.substr(all.size() - Rule::far));
  }
  close();
  return joined;
}

}  // namespace cavra::privacy
