/// gzip and zlib data to bytes, within limits.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace cavra::privacy {

/// Inflates; one per thread, keeps its memory.
class Inflater {
 public:
  enum class Stop { end, faulty, limit };

  Inflater();
  ~Inflater();
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) noexcept;

  /// Whether bytes that begin so are compressed data as far as they go.
  bool may_inflate(std::string_view begin);

  /// Appends to `out` what `bytes`, one or more gzip members or zlib streams, hold, at most `most` bytes. Data that are
  /// cut or faulty give what came before the fault; bytes behind the last stream are appended as they are.
  Stop inflate(std::string_view bytes, std::size_t most, std::string& out);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

}  // namespace cavra::privacy
