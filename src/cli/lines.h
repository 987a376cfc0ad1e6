/// NDJSON in chunks of whole lines, in bounded memory.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "base/disk.h"

namespace cavra::cli {

/// Some whole lines; the last line of a file may lack its newline.
struct LineChunk {
  std::unique_ptr<char[]> memory;
  std::size_t capacity = 0;
  std::size_t size = 0;
  std::uint32_t first_line = 1;
  bool too_long = false;  ///< no lines, but one that is longer than allowed, and was passed over

  [[nodiscard]] std::string_view bytes() const { return {memory.get(), size}; }
};

class LineReader {
 public:
  LineReader(std::unique_ptr<Input> input, std::size_t longest, std::string source)
      : input_(std::move(input)), longest_(longest), source_(std::move(source)) {}

  /// The next chunk, or none at the end. The memory of `used`, a chunk that is done with, is used again.
  /// Error::too_large when a line goes on for 64 times the longest that is allowed.
  [[nodiscard]] std::expected<std::optional<LineChunk>, Error> next(LineChunk used = {});

 private:
  [[nodiscard]] std::expected<bool, Error> fill(LineChunk& chunk);
  [[nodiscard]] std::expected<std::optional<LineChunk>, Error> skip_line(LineChunk chunk);

  std::unique_ptr<Input> input_;
  std::size_t longest_;
  std::string source_;
  std::string rest_;  // the beginning of a line whose end was not read yet
  std::uint32_t line_ = 1;
  bool at_end_ = false;
};

}  // namespace cavra::cli
