/// What a reader keeps from one value to the next.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace cavra::privacy {

/// Objects that keep their place and their memory until the next value.
template <class T>
class Pool {
 public:
  T& next() {
    if (used_ == items_.size()) items_.emplace_back();
    return items_[used_++];
  }
  void give_back() { --used_; }
  void reset() { used_ = 0; }

 private:
  std::deque<T> items_;
  std::size_t used_ = 0;
};

/// The texts handed out so far. Texts are compared, not only their hashes: nobody can hide one behind another.
class Seen {
 public:
  void reset() {
    few_.clear();
    many_.clear();
  }
  bool add(std::string_view text) {
    constexpr std::size_t kFew = 12;
    if (few_.size() < kFew) {
      if (std::find(few_.begin(), few_.end(), text) != few_.end()) return false;
      few_.push_back(text);
      return true;
    }
    if (many_.empty()) many_.insert(few_.begin(), few_.end());
    return many_.insert(text).second;
  }

 private:
  std::vector<std::string_view> few_;
  std::unordered_set<std::string_view> many_;
};

}  // namespace cavra::privacy
