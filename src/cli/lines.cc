#include "cli/lines.h"

#include <algorithm>
#include <cstring>

namespace cavra::cli {
namespace {

constexpr std::size_t block = std::size_t{256} << 10;

void reserve(LineChunk& chunk, std::size_t capacity) {
  if (chunk.capacity >= capacity) return;
  auto memory = std::make_unique_for_overwrite<char[]>(capacity);
  if (chunk.size > 0) std::memcpy(memory.get(), chunk.memory.get(), chunk.size);
  chunk.memory = std::move(memory);
  chunk.capacity = capacity;
}

/// Lines are long: finding each end is faster than looking at every byte.
std::uint32_t count_lines(std::string_view bytes) {
  std::uint32_t count = 0;
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) ++count;
  return count;
}

}  // namespace

/// Reads one block more; false at the end.
std::expected<bool, Error> LineReader::fill(LineChunk& chunk) {
  reserve(chunk, std::max(chunk.size + block, chunk.size * 3 / 2));
  const auto got = input_->read({chunk.memory.get() + chunk.size, chunk.capacity - chunk.size});
  if (!got) return std::unexpected(got.error());
  chunk.size += *got;
  return *got > 0;
}

std::expected<std::optional<LineChunk>, Error> LineReader::next(LineChunk used) {
  if (at_end_ && rest_.empty()) return std::nullopt;
  LineChunk chunk = std::move(used);
  chunk.size = 0;
  chunk.too_long = false;
  chunk.first_line = line_;
  reserve(chunk, rest_.size() + block);
  std::copy(rest_.begin(), rest_.end(), chunk.memory.get());
  chunk.size = rest_.size();
  std::size_t searched = 0;  // what is left after a line that was too long may hold whole lines
  rest_.clear();
  while (true) {
    const auto more = fill(chunk);
    if (!more) return std::unexpected(more.error());
    at_end_ = !*more;
    const std::string_view fresh = chunk.bytes().substr(searched);
    const std::size_t newline = fresh.rfind('\n');
    if (newline != std::string_view::npos) {
      const std::size_t whole = searched + newline + 1;
      rest_ = chunk.bytes().substr(whole);
      chunk.size = whole;
      break;
    }
    searched = chunk.size;
    if (at_end_) break;
    if (chunk.size > longest_) return skip_line(std::move(chunk));
  }
  line_ += count_lines(chunk.bytes());
  if (chunk.size == 0) return std::nullopt;
  return chunk;
}

/// Passes over the line that `chunk` is the beginning of.
std::expected<std::optional<LineChunk>, Error> LineReader::skip_line(LineChunk chunk) {
  constexpr std::size_t patience = 64;
  for (std::size_t skipped = chunk.size; skipped <= patience * longest_; skipped += chunk.size) {
    chunk.size = 0;
    const auto more = fill(chunk);
    if (!more) return std::unexpected(more.error());
    at_end_ = !*more;
    const std::size_t newline = chunk.bytes().find('\n');
    if (!at_end_ && newline == std::string_view::npos) continue;
    if (newline != std::string_view::npos) rest_ = chunk.bytes().substr(newline + 1);
    chunk.size = 0;
    chunk.too_long = true;
    ++line_;
    return chunk;
  }
  return std::unexpected(Error{Code::too_large, "a line has no end", "write one packet a line", source_, 0, line_, 1});
}

}  // namespace cavra::cli
