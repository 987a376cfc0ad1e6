// An input that gives a little at a time.
#pragma once

#include <algorithm>
#include <expected>
#include <span>
#include <string_view>

#include "base/disk.h"

namespace cavra {

/// Bytes that come in pieces of at most so many.
class Pieces final : public Input {
 public:
  Pieces(std::string_view bytes, std::size_t most) : bytes_(bytes), most_(most) {}
  std::expected<std::size_t, Error> read(std::span<char> into) override {
    const std::size_t size = std::min({into.size(), bytes_.size(), most_});
    std::copy_n(bytes_.data(), size, into.data());
    bytes_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view bytes_;
  std::size_t most_;
};

}  // namespace cavra
