/// Texts as folded words, for names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cavra::privacy {

/// A word and where it stands.
struct NameWord {
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t folded;  ///< where its folded spelling begins in `folded`, which goes on to the next word's
};

/// The words of a text from `at` on, at most `most`: runs of letters and digits of any script, each in small case,
/// without accents, look-alikes as the ASCII letters that they look like. Reuses its memory.
class NameWords {
 public:
  void read(std::string_view text, std::size_t at, std::size_t most);

  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] const NameWord& operator[](std::size_t i) const { return words_[i]; }
  [[nodiscard]] std::string_view folded(std::size_t i) const;

 private:
  std::vector<NameWord> words_;
  std::string folded_;
};

}  // namespace cavra::privacy
