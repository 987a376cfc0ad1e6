// gzip streams: read the same in pieces of any size; and what is packed, in two members, comes out as it was.
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/disk.h"
#include "pieces.h"

namespace {

using namespace cavra;

/// What comes out, or what is said.
std::string outcome(std::string_view packed, std::size_t piece) {
  const auto input = make_gunzip(std::make_unique<Pieces>(packed, piece), "a.gz");
  const auto read = read_all(*input, std::size_t{1} << 20, "a.gz");
  return read ? "=" + *read : to_text(read.error());
}

std::string pack(std::string_view bytes) {
  z_stream stream{};
  if (::deflateInit2(&stream, 1, Z_DEFLATED, 16 + MAX_WBITS, 1, Z_DEFAULT_STRATEGY) != Z_OK) std::abort();
  std::string packed(::deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  if (::deflate(&stream, Z_FINISH) != Z_STREAM_END) std::abort();
  packed.resize(stream.total_out);
  ::deflateEnd(&stream);
  return packed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string whole = outcome(bytes, size);
  if (outcome(bytes, 1) != whole || outcome(bytes, 13) != whole) std::abort();
  if (size > 0 &&
      outcome(pack(bytes.substr(0, size / 2)) + pack(bytes.substr(size / 2)), 100) != "=" + std::string(bytes))
    std::abort();
  return 0;
}
